"""The due date: the one pure function of the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from .calendars.calendar import Calendar
from .counting.count import due_day
from .counting.standstill import standstill_days
from .due import Due, Outcome
from .errors import (
    BadInputError,
    DeadlineError,
    MissingRuleError,
    NotApplicableError,
    UnsureRuleError,
)
from .legal_value import Confidence, LegalValue, Unit
from .question import Question
from .reading.readings import Reading, readings
from .reading.term import named_term
from .regime import Regime
from .suspension import apply_suspensions

_NONE: frozenset[int] = frozenset()


def compute_due(regime: Regime, question: Question, start: date, calendar: Calendar) -> Due:
    """The due date of ``question`` counted from the event of day ``start``.

    Pure: same arguments, same result. Raises a ``DeadlineError`` with cause, expectation and
    example.
    Where readings differ the earliest date comes first, unless the data prefer another one.
    """
    moment = start if isinstance(start, datetime) else None
    start = moment.date() if moment else start
    if question.restart is not None and question.restart < start:
        raise BadInputError(
            f"the restart ({question.restart}) is before the start ({start})",
            expected="a later day",
        )
    term = named_term(regime, question, start)
    if (term.unit if term else question.unit) is Unit.HOURS:
        return _compute_hours(regime, question, start, moment, calendar, term)
    found = readings(regime, question, term, calendar.weekly_rest, calendar.weekly_rest_published)
    origin = (question.restart or start).toordinal()
    outcomes = [_outcome(regime, question, r, origin, calendar) for r in found]
    due = Due(regime, question, start, calendar, term, choose(regime, question, outcomes))
    if question.extended_on is not None:
        _check_extended_in_time(due)
    return due


def _check_extended_in_time(due: Due) -> None:
    """An extension is granted (or told) before the term it extends has ended."""
    question = due.question
    plain = replace(question, extension=None, extension_unit=None, extended_on=None)
    end = compute_due(due.regime, plain, due.start, due.calendar).due
    rule = next((v for v in due.reading.used if v.key.endswith("extension")), None)
    before = int(rule.more.get("decided_before_days", 0)) if rule else 0
    limit = end - timedelta(days=before)
    if question.extended_on is not None and question.extended_on > limit:
        raise NotApplicableError(
            f"{due.regime.country}: the extension of {question.extended_on} came too late; it had "
            f"to "
            f"be granted by {limit}{f' ({rule.citation})' if rule else ''}",
            expected=f"a day up to {limit}",
            example=f"--extended-on {limit}",
        )


def _compute_hours(
    regime: Regime,
    question: Question,
    start: date,
    moment: datetime | None,
    calendar: Calendar,
    term: LegalValue | None,
) -> Due:
    from .hourly import as_days, due_date, due_moment, hours_rule

    amount = int(term.value) if term else int(question.amount or 0)
    if days := as_days(question, amount, hours_rule(regime)):
        return compute_due(regime, days, start, calendar)
    if moment is None:
        raise BadInputError(
            "a term in hours starts at a moment, not on a day",
            expected="day and hour of the event",
            example=f"--start {start}T10:30",
        )
    reading, end, kept = due_moment(regime, question, amount, moment, calendar, term)
    outcome = Outcome(due_date(end).toordinal(), reading)
    return Due(regime, question, start, calendar, term, (outcome,), end, kept)


def _outcome(
    regime: Regime, question: Question, reading: Reading, start: int, calendar: Calendar
) -> Outcome:
    plan = reading.plan
    index = calendar.index(plan.weekly_rest, plan.whose)
    still = _NONE
    if question.suspensions or plan.standstill:
        spans = apply_suspensions(regime, question.suspensions, start, index)
        still = standstill_days(spans, plan.standstill, start, _years(plan.amount, plan.unit))
    try:
        return Outcome(due_day(plan, start, index, still), reading, still)
    except (MissingRuleError, UnsureRuleError) as error:
        raise _located(regime, error) from None


def _located(regime: Regime, error: DeadlineError) -> DeadlineError:
    """The counting error with the country and the law where the rule should come from."""
    national = regime.layer("national")
    error.cause = f"{regime.country}: {error.cause}"
    error.facts = {"country": regime.country, "law": national.law, **error.facts}
    error.where = f"{error.where or 'the rule'}: {national.law}, {national.source}".strip()
    return error


def _years(amount: int, unit: Unit) -> int:
    per = {Unit.YEARS: 1, Unit.MONTHS: 12}.get(unit, 200)
    return amount // per + 1


def choose(regime: Regime, question: Question, outcomes: list[Outcome]) -> tuple[Outcome, ...]:
    """The chosen outcome, then one per other date. Doubtful readings that would change the date
    need the switch.
    """
    if len(outcomes) == 1:
        return (outcomes[0],)
    ordered = sorted(outcomes, key=lambda o: (o.day, o.reading.confidence.rank))
    days = {o.day for o in outcomes}
    if len(days) == 1:
        return (ordered[0],)
    if not question.allow_unsure and any(
        o.reading.confidence is Confidence.UNSURE for o in outcomes
    ):
        raise doubt(regime, ordered)
    first = next((o for o in outcomes if o.reading.preferred), ordered[0])
    rest = {o.day: o for o in reversed(ordered) if o.day != first.day}
    return (first, *(rest[d] for d in sorted(rest)))


def doubt(regime: Regime, outcomes: list[Outcome]) -> UnsureRuleError:
    """The error that lists the dates under each reading, the safe one first."""
    shown = []
    for o in sorted(outcomes, key=lambda o: o.day):
        why = "; ".join(dict.fromkeys(t["en"] for t in o.reading.labels))
        shown.append(f"{o.date}: {why}")
    marks = dict.fromkeys(v for o in outcomes for v in o.reading.marks)
    return UnsureRuleError(
        f"{regime.country}: the date depends on a doubtful reading of the law",
        expected="--allow-unsure to compute it, marked doubtful, or the doubt settled by the "
        "caller "
        "(an overlay, --weekly-rest, --working or --holiday)",
        example="--allow-unsure",
        known=list(dict.fromkeys(shown)),
        facts={
            "country": regime.country,
            "readings": [
                {"date": o.date.isoformat(), "why": [dict(t) for t in o.reading.labels]}
                for o in sorted(outcomes, key=lambda o: o.day)
            ],
        },
        where="; ".join(dict.fromkeys(f"{v.citation} {v.source}".strip() for v in marks)),
    )
