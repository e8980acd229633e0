"""From a plan, a start and a calendar to the last day. Days are ordinals; nothing here knows a
country.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..calendars.day_index import DayIndex
from ..errors import BeyondCalendarError, MissingRuleError, UnsureRuleError
from ..legal_value import Unit
from .months import add_months
from .plan import Plan, Stretch

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of a count: the days (after, end]; ``equivalent`` is about months only."""

    amount: int
    unit: Unit
    after: int
    end: int
    role: str = "term"
    equivalent: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """The stages of a count, where it would end (``nominal``) and where it ends (``due``)."""

    stages: tuple[Stage, ...]
    nominal: int
    due: int


def due_day(plan: Plan, start: int, index: DayIndex, still: frozenset[int] = _NONE) -> int:
    """The last day (an ordinal). The quick way for a plain number of working days."""
    if plan.unit is Unit.WORKING_DAYS and not (
        still or plan.lead or plan.tails or plan.closed_last_day or plan.franco
    ):
        return index.nth_after(start - (plan.first_day == "same_day"), plan.amount)
    return count(plan, start, index, still).due


def count(plan: Plan, start: int, index: DayIndex, still: frozenset[int] = _NONE) -> Counted:
    """The whole count: lead, term, tails, then the move off a day that cannot be the last one."""
    stages: list[Stage] = []
    after = index.check(start)
    if plan.lead:
        stage = _stretch(plan.lead, after, index, still, "lead")
        stages.append(stage)
        after = stage.end
    merged = plan.amount + plan.franco + sum(t.amount for t in plan.tails if t.unit is plan.unit)
    stages.append(_term(plan, merged, after, index, still))
    for tail in plan.tails:
        if tail.unit is not plan.unit:
            stages.append(_stretch(tail, stages[-1].end, index, still, "tail"))
    nominal = stages[-1].end
    return Counted(tuple(stages), nominal, _roll(plan, nominal, index, still))


def _stretch(
    stretch: Stretch, after: int, index: DayIndex, still: frozenset[int], role: str
) -> Stage:
    plain = Plan(stretch.amount, stretch.unit, end_of_month="last_day_of_month")
    stage = _term(plain, stretch.amount, after, index, still)
    return Stage(stretch.amount, stretch.unit, after, stage.end, role, stage.equivalent)


def _term(plan: Plan, amount: int, start: int, index: DayIndex, still: frozenset[int]) -> Stage:
    if plan.unit is Unit.WORKING_DAYS:
        after = start - 1 if plan.first_day == "same_day" else start
        return Stage(amount, plan.unit, after, _working(amount, after, index, still))
    if plan.unit is Unit.CALENDAR_DAYS:
        after = _before_first(plan, start, index)
        return Stage(amount, plan.unit, after, _running(after, after + amount, still, index))
    months = amount * (12 if plan.unit is Unit.YEARS else 1)
    end = add_months(start, months, plan.end_of_month)
    day = index.on_or_after(end.day) if end.working else end.day
    return Stage(
        amount, plan.unit, start, _running(start, day, still, index), equivalent=end.equivalent
    )


def _before_first(plan: Plan, start: int, index: DayIndex) -> int:
    """The day before day 1 of a count of calendar days."""
    if plan.first_day == "same_day":
        return start - 1
    if plan.first_day == "next_working_day":
        return index.on_or_after(start + 1) - 1
    return start


def _working(amount: int, after: int, index: DayIndex, still: frozenset[int]) -> int:
    if not still:
        return index.nth_after(after, amount)
    left, n = amount, 0
    while left:
        n += 1
        day = index.nth_after(after, n)
        left -= day not in still
    return day


def _running(after: int, end: int, still: frozenset[int], index: DayIndex) -> int:
    """``end`` put off by one day for each still day passed on the way."""
    if not still:
        return index.check(end)
    left, day = end - after, after
    while left:
        day += 1
        index.check(day)
        left -= day not in still
    return day


def _roll(plan: Plan, day: int, index: DayIndex, still: frozenset[int]) -> int:
    """``day``, or the day it moves to; a suspended term does not end while it stands still."""
    working = index.is_working(day)
    if working and not (plan.closed_last_day and day in index.closed):
        return day
    if plan.roll == "next_working_day":
        moved = index.on_or_after(day, open_too=plan.closed_last_day)
        while moved in still:
            moved = index.on_or_after(moved + 1, open_too=plan.closed_last_day)
        return moved
    shown = date.fromordinal(day)
    if plan.roll == "unsure":
        raise UnsureRuleError(
            f"the last day, {shown}, is not a working day, and the rule that would move it is "
            f"doubtful",
            expected="--allow-unsure to move it to the next working day, marked doubtful",
            example="--allow-unsure",
            facts={"rule": "roll_forward", "day": shown.isoformat()},
        )
    raise MissingRuleError(
        f"the last day, {shown}, is not a working day, and the rule 'roll_forward' (whether it "
        f"moves) is missing from the data",
        expected="the rule with its article, given in an overlay",
        example="counting: {roll_forward: {value: next_working_day, article: …}}",
        where="the article on terms that end on a non-working day",
        facts={"rule": "roll_forward", "day": shown.isoformat()},
    )


__all__ = ["BeyondCalendarError", "Counted", "Stage", "count", "due_day"]
