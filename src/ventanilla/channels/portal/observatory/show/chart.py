"""A line chart drawn with percentages across and units down, so that only the plot shrinks.

Series differ by dash and by the shape of their points; lines stop where the method changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ventanilla.channels.portal.observatory.show.numbers import short, tick
from ventanilla.domains.observatory import api as observatory

LEFT, RIGHT = 13.0, 88.0  # percent
TOP, BOTTOM = 20, 240
LINE = 17  # the height of a written value
CLASSES = ("a", "b", "c")


@dataclass(frozen=True, kw_only=True)
class Dot:
    """Where a value is drawn: `x` in percent, `y` in units."""

    x: str
    y: int


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One series: its lines, its points, its name and last value where they are written."""

    style: str
    lines: list[tuple[Dot, Dot]]
    dots: list[Dot]
    label: str
    label_at: Dot
    last: str
    last_at: Dot


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything the template needs; the table beside it holds the same values."""

    id: str
    title: str
    summary: str
    series: list[Drawn]
    ticks: list[tuple[str, int]]
    years: list[tuple[int, str]]
    breaks: list[str]


def line_chart(
    *,
    id_: str,
    title: str,
    series: Sequence[observatory.Series],
    editions: Sequence[int],
    breaks: Sequence[int],
) -> Chart:
    """A chart of at most three series over the editions."""
    low, high = _bounds(series)
    drawn = [
        _drawn(one, style=style, editions=editions, low=low, high=high)
        for one, style in zip(series, CLASSES, strict=False)
        if one.runs
    ]
    return Chart(
        id=id_,
        title=title,
        summary=" ".join(_summary(one) for one in series if one.runs),
        series=_apart(drawn),
        ticks=[(tick(v), _down(v, low, high)) for v in _ticks(low, high)],
        years=[
            (y, _across(i, len(editions))) for i, y in enumerate(editions) if _named(i, editions)
        ],
        breaks=[_between(editions.index(y), len(editions)) for y in breaks if y in editions[1:]],
    )


def _drawn(
    one: observatory.Series, *, style: str, editions: Sequence[int], low: float, high: float
) -> Drawn:
    def dot(point: observatory.Point) -> Dot:
        across = _across(editions.index(point.year), len(editions))
        return Dot(x=across, y=_down(point.value, low, high))

    runs = [[dot(point) for point in run] for run in one.runs]
    dots = [d for run in runs for d in run]
    last = one.runs[-1][-1]
    return Drawn(
        style=style,
        lines=[pair for run in runs for pair in pairwise(run)],
        dots=dots,
        label=one.label,
        label_at=dots[len(dots) // 2],
        last=short(last.value),
        last_at=dots[-1],
    )


def _apart(drawn: list[Drawn]) -> list[Drawn]:
    """The highest line is named above itself, the others below; last values keep their distance."""
    lasts = _spaced([one.last_at.y + 5 for one in drawn])
    highest = min((one.label_at.y for one in drawn), default=0)
    return [
        replace(
            one,
            label_at=Dot(x=one.label_at.x, y=_name_height(one.label_at.y, highest)),
            last_at=Dot(x=one.last_at.x, y=last),
        )
        for one, last in zip(drawn, lasts, strict=True)
    ]


def _name_height(y: int, highest: int) -> int:
    return max(14, y - 16) if y == highest else min(BOTTOM - 4, y + 30)


def _spaced(heights: list[int]) -> list[int]:
    """The same heights, moved down where two would be written over each other."""
    moved: dict[int, int] = {}
    free = -LINE
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        free = moved[place] = max(heights[place], free + LINE)
    return [moved[place] for place in range(len(heights))]


def _bounds(series: Sequence[observatory.Series]) -> tuple[float, float]:
    values = [point.value for one in series for run in one.runs for point in run]
    if not values or max(values) > 1:
        return (0, max(values, default=1))
    return int(min(values) * 5) / 5, 1.0


def _ticks(low: float, high: float) -> list[float]:
    if high > 1:
        return [low, high / 2, high]
    steps = round((high - low) * 5)
    return [round(low + i / 5, 1) for i in range(steps + 1)]


def _down(value: float, low: float, high: float) -> int:
    return round(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP))


def _across(place: float, count: int) -> str:
    return f"{LEFT + (RIGHT - LEFT) * place / max(1, count - 1):.1f}%"


def _between(place: int, count: int) -> str:
    return _across(place - 0.5, count)


def _named(place: int, editions: Sequence[int]) -> bool:
    return len(editions) < 6 or place % 2 == 0


def _summary(one: observatory.Series) -> str:
    first, last = one.runs[0][0], one.runs[-1][-1]
    return f"{one.label}: {first.year}, {short(first.value)}; {last.year}, {short(last.value)}."
