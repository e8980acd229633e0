"""Months and years from date to date, with each country's own rule where the day does not exist."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ..errors import BadInputError, MissingRuleError
from .plan import EndOfMonth


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """Where months end. ``equivalent`` is False where the final month lacks the day; ``rule``
    then decided.
    """

    day: int
    equivalent: bool
    working: bool = False


def _target(start: date, months: int) -> tuple[int, int]:
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year < date.max.year:
        raise BadInputError(
            f"{months} months from {start} leave the calendar", expected="a shorter term"
        )
    return year, month


def add_months(start: int, months: int, rule: EndOfMonth) -> MonthEnd:
    """The day with the same number ``months`` later, or what ``rule`` says if there is none.

    Returns an ordinal; ``working`` asks the caller to move on to the first working day from there.
    """
    begin = date.fromordinal(start)
    if rule == "eve_of_start":
        return _eve(date.fromordinal(start + 1), months)
    year, month = _target(begin, months)
    length = monthrange(year, month)[1]
    if begin.day <= length:
        return MonthEnd(date(year, month, begin.day).toordinal(), True)
    last = date(year, month, length).toordinal()
    if rule == "last_day_of_month":
        return MonthEnd(last, False)
    if rule == "first_day_of_following_month":
        return MonthEnd(last + 1, False)
    if rule == "first_working_day_of_following_month":
        return MonthEnd(last + 1, False, working=True)
    raise MissingRuleError(
        f"the final month has no day {begin.day} and the rule for that (end of month) is missing "
        f"from the data",
        expected="the country's own rule: last day of the month, or the first (working) day of "
        "the next one",
        where="the article on the counting of months",
    )


def _eve(begins: date, months: int) -> MonthEnd:
    """The eve of the date on which the count began (GT); a missing date makes it the last day of
    the month.
    """
    year, month = _target(begins, months)
    length = monthrange(year, month)[1]
    if begins.day <= length:
        return MonthEnd(date(year, month, begins.day).toordinal() - 1, True)
    return MonthEnd(date(year, month, length).toordinal(), False)
