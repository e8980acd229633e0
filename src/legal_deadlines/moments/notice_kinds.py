"""How each regime fixes the day of a notice: on access, after days without it, on deposit, next
working day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from ..calendars.day_index import DayIndex
from ..errors import BadInputError
from ..explanation.steps import Amount, Step, step
from ..legal_value import Confidence, LegalValue, Texts, Unit
from ..question import Question
from ..reading.options import Option
from ..reading.units import unit_choice
from ..regime import Regime
from .moment import MomentReading

_ROLLED: Texts = {
    "es": "si el último día inhábil también mueve este plazo",
    "pt": "se o último dia não útil também move este prazo",
    "en": "if a last day that is not worked moves this term too",
}

Kind = Callable[
    [Regime, LegalValue, datetime, DayIndex, Option, Question, date | None], list[MomentReading]
]


def _read(
    day: date, rule: LegalValue, steps: list[Step], rest: Option, *, resting: bool
) -> MomentReading:
    """A reading; the weekly rest counts among its reasons only if it was met."""
    marks = rest.used if rest.label and resting else ()
    used = (rule, *(rest.used if resting else ()))
    return MomentReading(day, used, tuple(steps), rest.label if marks else None, marks)


def _opened(rule: LegalValue, available: datetime, accessed: date, rest: Option) -> MomentReading:
    steps = [Step("available", {"day": available.date()}), step("accessed", rule, day=accessed)]
    return _read(accessed, rule, steps, rest, resting=False)


def _after_days(
    regime: Regime,
    rule: LegalValue,
    available: datetime,
    index: DayIndex,
    rest: Option,
    question: Question,
    accessed: date | None,
) -> list[MomentReading]:
    """A number of days pass without access: deemed rejected (ES), refused (AD), made (PT), or
    served (post).
    """
    out = []
    start = available.date().toordinal()
    for option in unit_choice(regime, question, rule.unit or Unit.DAYS, rule):
        unit = option.changes["unit"]
        working = unit is Unit.WORKING_DAYS
        day = index.nth_after(start, rule.value) if working else index.check(start + rule.value)
        reading = _passed(rule, available, day, Amount(rule.value, unit), rest, option, working)
        if accessed is not None and accessed.toordinal() <= day:
            return [_opened(rule, available, accessed, rest)]
        out.append(_with_late_access(reading, accessed))
        roll = regime.counting.get("roll_forward")
        if (
            not working
            and roll
            and roll.confidence is not Confidence.UNSURE
            and not index.is_working(day)
        ):
            moved = date.fromordinal(index.on_or_after(day))
            steps = (*reading.steps[:-1], step("moved", roll, nominal=reading.day, day=moved))
            out.append(MomentReading(moved, (*reading.used, roll), steps, _ROLLED, (roll,)))
    return out


def _passed(
    rule: LegalValue,
    available: datetime,
    day: int,
    amount: Amount,
    rest: Option,
    unit: Option,
    working: bool,
) -> MomentReading:
    on = date.fromordinal(day)
    code = (
        "rejected_on"
        if str(rule.more["kind"]) in ("access_or_rejected", "access_or_refused")
        else "notified_on"
    )
    steps = [
        Step("available", {"day": available.date()}),
        step(
            "served_days" if rule.more["kind"] == "after" else "notified_days",
            rule,
            *unit.used,
            amount=amount,
        ),
        step(code, rule, day=on),
    ]
    if blocking := rule.more.get("electronic_blocking"):
        steps.append(step("blocking", rule, days=blocking))
    base = _read(on, rule, steps, rest, resting=working)
    if unit.label:
        return MomentReading(
            on, (*base.used, *unit.used), base.steps, unit.label, unit.used or (rule,)
        )
    return base


def _with_late_access(reading: MomentReading, accessed: date | None) -> MomentReading:
    if accessed is None:
        return reading
    steps = (*reading.steps, Step("accessed_late", {"day": accessed}))
    return replace(reading, steps=steps)


def _on_access(
    regime: Regime,
    rule: LegalValue,
    available: datetime,
    index: DayIndex,
    rest: Option,
    question: Question,
    accessed: date | None,
) -> list[MomentReading]:
    if accessed is None:
        raise BadInputError(
            f"{regime.country}: the notice takes effect when the person opens it ({rule.citation})",
            expected="the day of access",
            example=f"--accessed {available.date() + timedelta(days=1)}",
        )
    return [_opened(rule, available, accessed, rest)]


def _next_working_day(
    regime: Regime,
    rule: LegalValue,
    available: datetime,
    index: DayIndex,
    rest: Option,
    question: Question,
    accessed: date | None,
) -> list[MomentReading]:
    start = available.date().toordinal()
    day = date.fromordinal(index.on_or_after(start + 1))
    steps = [
        Step("available", {"day": available.date()}),
        step("notified_next_working", rule, day=day),
    ]
    steps += _term_starts(rule, day)
    return [_read(day, rule, steps, rest, resting=day.toordinal() > start + 1)]


def _on_deposit(
    regime: Regime,
    rule: LegalValue,
    available: datetime,
    index: DayIndex,
    rest: Option,
    question: Question,
    accessed: date | None,
) -> list[MomentReading]:
    """On deposit, if on a working day within office hours; otherwise the first hour of the next
    one (PE).
    """
    start = available.date().toordinal()
    working = index.is_working(start)
    clock = available.strftime("%H:%M")
    opening = Step("available", {"day": available.date()})
    timed = clock != "00:00"
    if working and timed and question.opens is None:
        raise BadInputError(
            f"{regime.country}: whether {clock} is within office hours decides the day "
            f"({rule.citation})",
            expected="the office hours",
            example="--hours 08:00-16:30",
        )
    hours = f"{question.opens}-{question.closes}" if question.opens else "—"
    late = timed and question.closes is not None and clock > question.closes
    early = timed and question.opens is not None and clock < question.opens
    if working and not (late or early):
        day, middle = available.date(), step("in_hours", rule)
    else:
        moved = start if early and working else index.on_or_after(start + 1)
        day = date.fromordinal(moved)
        middle = step("out_of_hours", rule, hours=hours, day=day)
    steps = [opening, middle, step("notified_on", rule, day=day), *_term_starts(rule, day)]
    return [_read(day, rule, steps, rest, resting=day.toordinal() > start + 1 or not working)]


def _on_availability(
    regime: Regime,
    rule: LegalValue,
    available: datetime,
    index: DayIndex,
    rest: Option,
    question: Question,
    accessed: date | None,
) -> list[MomentReading]:
    day = available.date()
    steps = [Step("available", {"day": day}), step("notified_on", rule, day=day)]
    return [_read(day, rule, steps, rest, resting=False)]


def _term_starts(rule: LegalValue, day: date) -> list[Step]:
    if rule.more.get("term_starts") != "divided":
        return []
    return [step("term_starts_divided", rule, day=day)]


KINDS: Mapping[str, Kind] = {
    "access_or_rejected": _after_days,
    "access_or_refused": _after_days,
    "access_or_deemed": _after_days,
    "after": _after_days,
    "on_access": _on_access,
    "next_working_day": _next_working_day,
    "on_deposit_in_hours": _on_deposit,
    "on_availability": _on_availability,
}
