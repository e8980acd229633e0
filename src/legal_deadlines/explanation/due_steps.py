"""The steps that explain a due date, in the order in which a person would count it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..counting.count import Counted, Stage
from ..due import Due
from ..legal_value import Confidence, LegalValue, Unit
from .applied import applied_values, as_date
from .closing_steps import closing_steps
from .days import COUNTED, OFF, REST, STILL, Run, reasons, runs
from .steps import Amount, Step, step

_KIND = {COUNTED: "counted", REST: "rest", OFF: "off", STILL: "still"}


def due_steps(due: Due) -> list[Step]:
    """All steps. The ``days`` of the ``counted`` steps add up to the amount; the last one ends on
    the nominal day.
    """
    if due.due_at is not None:
        return [*due.extra.get("steps", ()), *closing_steps(due, due.settled)]
    counted = due.counted()
    applied = applied_values(due, counted)
    return [
        *_opening(due),
        *_start(due, counted),
        *(s for stage in counted.stages for s in _stage(due, stage, applied)),
        *_idle_suspensions(due, counted),
        *_end(due, counted),
        *closing_steps(due, applied),
    ]


def _used(due: Due, *keys: str) -> LegalValue | None:
    return next((v for v in due.reading.used if v.key in keys), None)


def _opening(due: Due) -> Iterator[Step]:
    plan, term = due.reading.plan, due.term
    unit_rule = _used(
        due, "day_unit", "day_unit_party", "day_unit_administration", "day_unit.long_terms"
    )
    amount = Amount(plan.amount, plan.unit)
    chosen = next((v for v in due.reading.used if term and v.key == term.key), term)
    if term:
        yield step("term_rule", chosen, amount=amount, rule=term.key)
    else:
        yield step("term", amount=amount)
    if unit_rule:
        yield step("unit_rule", unit_rule, unit=plan.unit)
    if due.question.urgent:
        rule = due.regime.count_rule("urgency")
        halved = plan.amount != (term.value if term else due.question.amount)
        yield step("urgency" if halved else "urgency_exempt", rule)
    for tail in plan.tails:
        rule_ = _used(due, "distance") if due.question.distance else None
        granted = due.question.extension == tail.amount
        extension = next((v for v in due.reading.used if v.key.endswith("extension")), None)
        yield step(
            "extension" if granted else "distance_tail",
            extension if granted else rule_,
            amount=Amount(*_pair(tail.amount, tail.unit)),
        )
    if plan.franco:
        yield step("franco", _used(due, "franco"))


def _pair(number: int, unit: Unit) -> tuple[int, Unit]:
    return number, unit


def _start(due: Due, counted: Counted) -> Iterator[Step]:
    plan = due.reading.plan
    if due.question.restart:
        yield step("restart", start=due.start, restart=due.question.restart)
    if plan.lead:
        lead = counted.stages[0]
        yield step(
            "distance_lead",
            _used(due, "distance"),
            amount=Amount(plan.lead.amount, plan.lead.unit),
            end=as_date(lead.end),
        )
    first = _used(due, "first_day", "first_day_administration", "notification.electronic")
    if plan.unit in (Unit.MONTHS, Unit.YEARS):
        yield step("start_months", _used(due, "first_day_months"), start=due.count_start)
    elif not plan.lead:
        yield step(f"start_{plan.first_day}", first, start=due.count_start)


def _stage(due: Due, stage: Stage, applied: tuple[LegalValue, ...]) -> Iterator[Step]:
    if stage.unit in (Unit.MONTHS, Unit.YEARS):
        yield from _months(due, stage)
        return
    outcome = due.outcomes[0]
    found = runs(stage, due.index, due.calendar, outcome.still, outcome.reading.plan.whose)
    for run in found:
        yield _run(run, applied, lead=stage.role == "lead")


def _run(run: Run, applied: tuple[LegalValue, ...], *, lead: bool) -> Step:
    by_key = {v.key: v for v in applied}
    cite = {
        REST: by_key.get("weekly_rest"),
        OFF: by_key.get("holidays_of" if _of_person(run) else "holidays"),
        STILL: by_key.get("suspension") or by_key.get("recess"),
    }.get(run.kind)
    facts: dict[str, object] = {"first": run.first, "last": run.last, "days": run.days}
    if run.kind == COUNTED:
        facts |= {"number": run.number, "rests": run.folded}
    if run.kind == OFF:
        facts["reasons"] = [{"name": r.name, "kind": r.kind, "place": r.place} for r in run.reasons]
    return step(("lead_" if lead else "") + _KIND[run.kind], cite, **facts)


def _of_person(run: Run) -> bool:
    return bool(run.reasons) and all(r.of == "person" for r in run.reasons)


def _months(due: Due, stage: Stage) -> Iterator[Step]:
    rule = _used(due, "months")
    for first, last in _spans(n for n in due.outcomes[0].still if stage.after < n <= stage.end):
        yield step(
            "still_months",
            due.regime.counting.get("suspension"),
            days=last - first + 1,
            first=as_date(first),
            last=as_date(last),
        )
    code = "months_end" if stage.equivalent else f"months_{due.reading.plan.end_of_month}"
    yield step(
        code,
        rule,
        end=as_date(stage.end),
        start=as_date(stage.after),
        amount=Amount(stage.amount, stage.unit),
    )


def _spans(days: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive days joined: one sentence for each stand-still, not one over the gaps."""
    out: list[tuple[int, int]] = []
    for n in sorted(days):
        if out and out[-1][1] == n - 1:
            out[-1] = (out[-1][0], n)
        else:
            out.append((n, n))
    return out


def _idle_suspensions(due: Due, counted: Counted) -> Iterator[Step]:
    """Suspensions that met no day of the count: before it began or after it ended."""
    begin = due.count_start.toordinal()
    for s in due.question.suspensions:
        if s.last.toordinal() <= begin or s.first.toordinal() > counted.due:
            yield step("suspension_no_effect", first=s.first, last=s.last)


def _end(due: Due, counted: Counted) -> Iterator[Step]:
    last = as_date(counted.nominal)
    if counted.due == counted.nominal:
        rule = due.regime.counting.get("roll_forward")
        sure = rule if rule and rule.confidence is not Confidence.UNSURE else None
        yield step("last_day", sure, day=last)
        return
    for n in range(counted.nominal, counted.due):
        yield _idle_end(due, as_date(n), n)
    closed = counted.nominal in due.index.closed and counted.nominal in due.index.working_set
    rule = due.regime.counting.get("closed_last_day" if closed else "roll_forward")
    yield step("moved", rule, nominal=last, day=as_date(counted.due))


def _idle_end(due: Due, day: date, n: int) -> Step:
    index, whose = due.index, due.reading.plan.whose
    if n in due.outcomes[0].still:
        rule = due.regime.counting.get("suspension")
        return step("still", rule, first=day, last=day, days=1)
    if n not in index.working_set and (n - 1) % 7 in index.weekly_rest:
        return step("end_rest", due.regime.counting.get("weekly_rest"), day=day)
    why = reasons(due.calendar, day, whose)
    closed = tuple(d for d in due.calendar.days_on(day) if d.kind == "closed")
    code = "end_off" if why else "end_closed"
    names = [{"name": r.name, "kind": r.kind, "place": r.place} for r in (why or closed)]
    return step(code, day=day, reasons=names)
