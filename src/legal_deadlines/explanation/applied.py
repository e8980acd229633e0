"""Which rules a result really rests on: a weekly rest that was never met is not one of them."""

from __future__ import annotations

from datetime import date

from ..calendars.day_index import DayIndex
from ..counting.count import Counted
from ..deadline import Due
from ..legal_value import LegalValue, Unit

_REST = ("weekly_rest", "weekly_rest.calendar")
_HOLIDAYS = ("holidays", "holidays_of")


def applied_values(due: Due, counted: Counted) -> tuple[LegalValue, ...]:
    """The values used, without those that met no day, and with those of the move off the last
    day.
    """
    rest, off = _met(due, counted)
    out = []
    for value in due.settled:
        if (value.key in _REST and not rest) or (value.key in _HOLIDAYS and not off):
            continue
        out.append(value)
    counting = due.regime.counting
    if counted.due != counted.nominal:
        closed = counted.nominal in due.index.closed and counted.nominal in due.index.working_set
        rule = counting.get("closed_last_day" if closed else "roll_forward")
        out += [rule] if rule else []
    if due.question.suspensions and "suspension" in counting:
        out.append(counting["suspension"])
    return tuple(dict.fromkeys(out))


def _met(due: Due, counted: Counted) -> tuple[bool, bool]:
    index = due.index
    days = [
        n
        for s in counted.stages
        if s.unit is Unit.WORKING_DAYS
        for n in range(s.after + 1, s.end + 1)
    ]
    days += range(counted.nominal, counted.due)
    idle = [n for n in days if n not in index.working_set]
    return any(_rests(n, index) for n in idle), any(not _rests(n, index) for n in idle)


def _rests(n: int, index: DayIndex) -> bool:
    return (n - 1) % 7 in index.weekly_rest


def as_date(n: int) -> date:
    return date.fromordinal(n)
