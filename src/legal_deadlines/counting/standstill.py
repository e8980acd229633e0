"""Days on which a count stands still: suspensions and the recesses that suspend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def tourism_week(year: int) -> range:
    """Semana de Turismo (UY): Monday to Sunday before Easter, as ordinals."""
    sunday = easter(year)
    return range((sunday - timedelta(days=6)).toordinal(), sunday.toordinal() + 1)


RECESSES: dict[str, Callable[[int], range]] = {"tourism_week": tourism_week}


def standstill_days(
    spans: tuple[tuple[int, int], ...], recess: str, start: int, years: int
) -> frozenset[int]:
    """Every ordinal on which the count stands still: ``spans`` (both ends included) and the
    recess of each year.
    """
    days = {n for first, last in spans for n in range(first, last + 1)}
    if recess:
        year = date.fromordinal(start).year
        for y in range(year, year + years + 1):
            days.update(RECESSES[recess](y))
    return frozenset(days)
