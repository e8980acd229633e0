"""Series of an indicator: cut where the method changed or an edition is missing."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ventanilla.domains.observatory.rules.vocabulary import Break


@dataclass(frozen=True, kw_only=True)
class Point:
    """One edition's value. `written` is the figure as its source writes it."""

    year: int
    value: float
    written: str


def runs(
    points: Iterable[Point], *, editions: Sequence[int], breaks: Sequence[Break] = ()
) -> list[list[Point]]:
    """The points in stretches that may be joined by a line.

    A stretch ends before an edition at which the method changed, and where an edition has no
    value: missing is never zero, and never bridged.
    """
    by_year = {point.year: point for point in points}
    cuts = {change.year for change in breaks}
    found: list[list[Point]] = []
    joined = False
    for year in editions:
        point = by_year.get(year)
        if point is None:
            joined = False
            continue
        if joined and year not in cuts:
            found[-1].append(point)
        else:
            found.append([point])
        joined = True
    return found


def medians(
    values: Mapping[int, Sequence[float]], *, least: int = 1
) -> dict[int, tuple[float, int]]:
    """By edition, the median of the values there are and how many they were.

    An edition with fewer values than `least` has none: a few countries are not the region.
    """
    return {
        year: (statistics.median(held), len(held))
        for year, held in values.items()
        if len(held) >= max(1, least)
    }


def newest_told(values: Mapping[int, int], *, least: int) -> int:
    """The newest edition with at least `least` values; the newest where none has; 0 where none is.

    `values` counts them by edition.
    """
    enough = [year for year, count in values.items() if count >= least]
    return max(enough or values, default=0)
