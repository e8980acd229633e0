"""Terms in hours: only the hours of working days count, minute by minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..calendars.day_index import DayIndex


@dataclass(frozen=True, slots=True)
class HourRun:
    """What one working day gives to a count of hours."""

    opens: datetime
    closes: datetime

    @property
    def minutes(self) -> int:
        return int((self.closes - self.opens).total_seconds() // 60)


def count_hours(
    hours: int, start: datetime, index: DayIndex, opens: time, closes: time | None
) -> list[HourRun]:
    """The runs that make up ``hours`` from ``start``; ``closes`` None means the whole day."""
    left, now, out = hours * 60, start, []
    while left:
        day = index.on_or_after(now.toordinal())
        if day != now.toordinal():
            now = datetime.combine(date.fromordinal(day), time.min)
        begin = max(now, datetime.combine(now.date(), opens))
        end = _end(now.date(), closes)
        if begin < end:
            used = min(left, int((end - begin).total_seconds() // 60))
            out.append(HourRun(begin, begin + timedelta(minutes=used)))
            left -= used
        now = datetime.combine(now.date() + timedelta(days=1), time.min)
    return out


def _end(day: date, closes: time | None) -> datetime:
    if closes is None:
        return datetime.combine(day + timedelta(days=1), time.min)
    return datetime.combine(day, closes)
