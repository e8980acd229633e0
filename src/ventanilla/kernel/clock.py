"""The one clock of the platform.

Everything that needs the time asks here, so that tests can set it and the register can
distrust it. Official time is UTC inside; offices show it in their own zone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Wall time (aware, UTC) and a monotonic count of seconds."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class FixedClock:
    """A clock for tests: stands still until told to advance."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._moment

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let time pass: both the wall clock and the monotonic one."""
        self._moment += timedelta(seconds=seconds)
        self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        """Set the wall clock forward or back without time passing (a fault)."""
        self._moment += timedelta(seconds=seconds)


_clock: Clock = SystemClock()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _clock.now()


def monotonic() -> float:
    """Seconds that never run backwards; only differences mean anything."""
    return _clock.monotonic()


def today(zone: ZoneInfo) -> date:
    """The calendar day in a zone."""
    return now().astimezone(zone).date()


@contextmanager
def use(clock: Clock) -> Iterator[Clock]:
    """Replace the clock for the whole process while the block runs (tests, practice offices)."""
    global _clock
    before, _clock = _clock, clock
    try:
        yield clock
    finally:
        _clock = before
