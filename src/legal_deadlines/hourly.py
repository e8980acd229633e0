"""Due moments of terms in hours, where the country's rule on hours allows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from .calendars.calendar import Calendar
from .counting.hours import HourRun, count_hours
from .counting.plan import Plan
from .errors import BadInputError, NotApplicableError
from .explanation.steps import Amount, Step, step
from .legal_value import LegalValue, Unit, weakest
from .question import Question
from .reading.readings import Reading
from .reading.rest import holidays_choice, weekly_rest_choice
from .regime import Regime


def hours_rule(regime: Regime) -> LegalValue:
    """The country's rule on hours; missing or forbidding ones are errors."""
    rule = regime.count_rule("hours")
    kind = rule.more.get("kind")
    if kind == "forbidden":
        raise NotApplicableError(
            f"{regime.country}: terms may not be set in hours ({rule.citation})",
            expected="the term in days, months or years",
            example="--unit days --word termino",
            where=rule.source,
        )
    if kind == "no_rule":
        raise regime.missing("hours", rule.note or "the law counts no hours")
    return rule


def as_days(question: Question, amount: int, rule: LegalValue) -> Question | None:
    """The same question in days where hours are days (PT: 24 hours are one day); None elsewhere."""
    per_day = rule.more.get("hours_per_day")
    if rule.more.get("kind") != "days" or per_day is None:
        return None
    if amount % per_day:
        raise BadInputError(
            f"{amount} hours are not whole days ({rule.citation})",
            expected=f"a multiple of {per_day}",
            example=f"--amount {per_day}",
        )
    return replace(question, rule=None, amount=amount // per_day, unit=Unit.DAYS)


def due_moment(
    regime: Regime,
    question: Question,
    amount: int,
    start: datetime,
    calendar: Calendar,
    term: LegalValue | None,
) -> tuple[Reading, datetime, dict[str, Any]]:
    """The moment on which ``amount`` hours end, its reading, and what the result keeps: ``steps``
    and
    ``hours`` (start and office hours, enough to count again).
    """
    rule = hours_rule(regime)
    maximum = rule.more.get("maximum")
    if maximum and amount > maximum:
        raise NotApplicableError(
            f"{regime.country}: terms in hours go up to {maximum} ({rule.citation})",
            expected="the term in days",
            example="--amount 2 --unit working_days",
        )
    opens, closes = _office_hours(regime, question, rule)
    rest = weekly_rest_choice(
        regime, question, calendar.weekly_rest, calendar.weekly_rest_published
    )[0]
    holidays = holidays_choice(regime, question)[0]
    index = calendar.index(rest.changes["weekly_rest"], holidays.changes["whose"])
    runs = count_hours(amount, start, index, opens, closes)
    used = (*((term,) if term else ()), rule, *rest.used, *holidays.used)
    plan = Plan(amount, Unit.HOURS, weekly_rest=index.weekly_rest, whose=holidays.changes["whose"])
    reading = Reading(plan, used, (), (), weakest(used), False)
    kept = {"start": start, "opens": opens, "closes": closes}
    steps = _steps(rule, amount, start, runs, term)
    return reading, runs[-1].closes, {"steps": steps, "hours": kept}


def due_date(moment: datetime) -> date:
    """The day of a moment; midnight belongs to the day that ends."""
    return date.fromordinal(moment.toordinal() - (moment.time() == time.min))


def _office_hours(regime: Regime, question: Question, rule: LegalValue) -> tuple[time, time | None]:
    if rule.more.get("kind") == "working_days_24h":
        return time.min, None
    opens = question.opens or rule.more.get("opens")
    closes = question.closes or rule.more.get("closes")
    if not opens or not closes:
        raise BadInputError(
            f"{regime.country}: hours count within office hours ({rule.citation}), which are not "
            f"given",
            expected="the office hours",
            example="--hours 08:00-16:30",
        )
    return time.fromisoformat(str(opens)), time.fromisoformat(str(closes))


def _clock_hours(minutes: int) -> str:
    """``13 h 45 min``: symbols that every language shares."""
    hours, rest = divmod(minutes, 60)
    return " ".join(p for p in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if p)


def _steps(
    rule: LegalValue, amount: int, start: datetime, runs: list[HourRun], term: LegalValue | None
) -> tuple[Step, ...]:
    hours = Amount(amount, Unit.HOURS)
    opening = (
        step("term_rule", term, amount=hours, rule=term.key) if term else step("term", amount=hours)
    )
    counted = (
        Step(
            "hours_counted",
            {
                "day": r.opens.date(),
                "minutes": r.minutes,
                "hours": _clock_hours(r.minutes),
                "opens": f"{r.opens:%H:%M}",
                "closes": "24:00" if r.closes.date() != r.opens.date() else f"{r.closes:%H:%M}",
            },
        )
        for r in runs
    )
    return (
        opening,
        Step("start_hours", {"at": start}),
        step("hours_rule", rule),
        *counted,
        Step("due_at", {"at": runs[-1].closes}),
    )
