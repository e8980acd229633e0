"""Working days as sorted ordinals, so that the n-th one is a lookup and not a walk."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from ..errors import BeyondCalendarError


@dataclass(frozen=True, slots=True, eq=False)
class DayIndex:
    """The working days of one calendar under one weekly rest. Days are proleptic Gregorian
    ordinals.
    """

    first: int
    last: int
    working: tuple[int, ...]
    working_set: frozenset[int]
    closed: frozenset[int]
    weekly_rest: frozenset[int]

    @classmethod
    def build(
        cls,
        covers: tuple[date, date],
        off: Set[date],
        closed: Iterable[date],
        working: Set[date],
        weekly_rest: frozenset[int],
    ) -> DayIndex:
        first, last = covers[0].toordinal(), covers[1].toordinal()
        out = {d.toordinal() for d in off}
        into = {d.toordinal() for d in working}
        days = tuple(
            n
            for n in range(first, last + 1)
            if n in into or (n not in out and (n - 1) % 7 not in weekly_rest)
        )
        shut = frozenset(d.toordinal() for d in closed if d not in working)
        return cls(first, last, days, frozenset(days), shut, weekly_rest)

    def check(self, day: int) -> int:
        """``day`` itself, or ``BeyondCalendarError``."""
        if not self.first <= day <= self.last:
            self._beyond(day)
        return day

    def nth_after(self, day: int, n: int) -> int:
        """The ``n``-th working day after ``day`` (n ≥ 1)."""
        self.check(day)
        i = bisect_right(self.working, day) + n - 1
        if i >= len(self.working):
            self._beyond(self.last + 1)
        return self.working[i]

    def is_working(self, day: int) -> bool:
        return self.check(day) in self.working_set

    def on_or_after(self, day: int, *, open_too: bool = False) -> int:
        """The first working day from ``day`` on; ``open_too`` also passes over closed days."""
        self.check(day)
        for n in self.working[bisect_left(self.working, day) :]:
            if not (open_too and n in self.closed):
                return n
        return self._beyond(self.last + 1)

    def between(self, after: int, until: int) -> int:
        """How many working days lie in (after, until]."""
        return bisect_right(self.working, until) - bisect_right(self.working, after)

    def _beyond(self, day: int) -> int:
        shown = (
            date.fromordinal(day).isoformat()
            if 0 < day < date.max.toordinal()
            else "the end of time"
        )
        raise BeyondCalendarError(
            f"{shown} lies outside the calendar, which covers "
            f"{date.fromordinal(self.first)} to {date.fromordinal(self.last)}",
            expected="a calendar version that covers the whole count",
            example="Calendar(version='2027-1', covers=(date(2025, 1, 1), date(2027, 12, 31)), …)",
        )
