"""Which rules a result really rests on: a weekly rest that was never met is not one of them."""

from __future__ import annotations

from datetime import date

from ..counting.count import Counted
from ..due import Due
from ..legal_value import LegalValue, Unit

_REST = ("weekly_rest", "weekly_rest.calendar")


def applied_values(due: Due, counted: Counted) -> tuple[LegalValue, ...]:
    """The values used, without those that met no day, and with those of the move off the last
    day.
    """
    met = _met(due, counted)
    out = [v for v in due.settled if _group(v.key) in met]
    counting = due.regime.counting
    if counted.due != counted.nominal:
        closed = counted.nominal in due.index.closed and counted.nominal in due.index.working_set
        rule = counting.get("closed_last_day" if closed else "roll_forward")
        out += [rule] if rule else []
    if due.question.suspensions and "suspension" in counting:
        out.append(counting["suspension"])
    return tuple(dict.fromkeys(out))


def _group(key: str) -> str:
    if key in _REST:
        return "rest"
    return key if key in ("holidays", "holidays_of") else ""


def _met(due: Due, counted: Counted) -> set[str]:
    """Which groups of rules met a day: always '', and the weekly rest or the holidays if they
    did.
    """
    index, calendar = due.index, due.calendar
    days = [
        n
        for s in counted.stages
        if s.unit is Unit.WORKING_DAYS
        for n in range(s.after + 1, s.end + 1)
    ]
    days += range(counted.nominal, counted.due)
    met = {""}
    for n in days:
        if n in index.working_set:
            continue
        if (n - 1) % 7 in index.weekly_rest:
            met.add("rest")
            continue
        own = [d for d in calendar.days_on(date.fromordinal(n)) if d.kind != "closed"]
        met.add("holidays" if any(d.of == "seat" for d in own) else "holidays_of")
    return met


def as_date(n: int) -> date:
    return date.fromordinal(n)
