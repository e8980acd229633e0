"""The days of a count in runs: those that count, and those that do not and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..calendars.calendar import Calendar, DayOff
from ..calendars.day_index import DayIndex
from ..counting.count import Stage
from ..legal_value import Unit

COUNTED, REST, OFF, STILL = "counted", "rest", "off", "still"
FOLD_ABOVE = 20


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive days of one kind, both ends included. ``number`` is the count reached on
    ``last``.
    """

    kind: str
    first: date
    last: date
    days: int
    number: int
    reasons: tuple[DayOff, ...] = ()
    folded: int = 0


def runs(
    stage: Stage, index: DayIndex, calendar: Calendar, still: frozenset[int], whose: str
) -> list[Run]:
    """The runs of (after, end]. Weekly rests are folded into long counts, which would be
    unreadable day by day.
    """
    marked = [
        _mark(n, stage, index, calendar, still, whose)
        for n in range(stage.after + 1, stage.end + 1)
    ]
    if stage.unit is Unit.WORKING_DAYS and stage.amount > FOLD_ABOVE:
        return list(_folded(marked))
    return list(_plain(marked))


Mark = tuple[int, str, tuple[DayOff, ...]]


def _mark(
    n: int, stage: Stage, index: DayIndex, calendar: Calendar, still: frozenset[int], whose: str
) -> Mark:
    if n in still:
        return n, STILL, ()
    if stage.unit is not Unit.WORKING_DAYS or n in index.working_set:
        return n, COUNTED, ()
    if (n - 1) % 7 in index.weekly_rest:
        return n, REST, ()
    return n, OFF, reasons(calendar, date.fromordinal(n), whose)


def reasons(calendar: Calendar, day: date, whose: str) -> tuple[DayOff, ...]:
    """Why the calendar holds ``day`` off for this count."""
    return tuple(
        d for d in calendar.days_on(day) if d.kind != "closed" and whose in ("either", d.of)
    )


def _alike(mark: Mark) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Days off by the same holiday belong to one run."""
    return mark[1], tuple((d.name, d.kind, d.place, d.of) for d in mark[2])


def _plain(marked: list[Mark]) -> Iterator[Run]:
    number = 0
    for (kind, _), group in groupby(marked, key=_alike):
        days, _, whys = zip(*group, strict=True)
        why = whys[0]
        number += len(days) if kind == COUNTED else 0
        yield Run(
            kind, date.fromordinal(days[0]), date.fromordinal(days[-1]), len(days), number, why
        )


def _folded(marked: list[Mark]) -> Iterator[Run]:
    number = 0
    for run in groupby(marked, key=lambda m: (COUNTED if m[1] == REST else m[1], m[2])):
        (kind, why), group = run
        days = list(group)
        worked = [m[0] for m in days if m[1] == COUNTED]
        if kind == COUNTED and not worked:
            yield Run(
                REST, date.fromordinal(days[0][0]), date.fromordinal(days[-1][0]), len(days), number
            )
            continue
        rests = sum(m[1] == REST for m in days)
        count = len(worked) if kind == COUNTED else len(days)
        number += count if kind == COUNTED else 0
        ends = (days[0][0], days[-1][0]) if kind != COUNTED else (worked[0], worked[-1])
        yield Run(
            kind, date.fromordinal(ends[0]), date.fromordinal(ends[1]), count, number, why, rests
        )
