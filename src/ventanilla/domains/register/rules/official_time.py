"""R1: the time of registration, and when the clock it is read from is not to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

TOLERANCE_SECONDS = 2.0
# What a clock that is being corrected by slewing may gain on the monotonic one (500 ppm, twice).
SLEW = 0.001
_STEP = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks at one moment. `boot` names the start of the machine: monotonic seconds of
    different starts say nothing about each other."""

    boot: str
    monotonic: float
    wall: datetime


class Distrust(Exception):  # noqa: N818 - what the register feels
    """`seconds` is how far the clock stands behind the last entry, or leapt ahead."""

    def __init__(self, kind: str, seconds: float) -> None:
        super().__init__(kind)
        self.kind = kind
        self.seconds = seconds


def registration_time(
    *, last: datetime | None, now: Reading, earlier: list[Reading], accepted_lead: float = 0.0
) -> datetime:
    """`max(last + 1 µs, now)`, once the clock is believed; raises `Distrust`.

    `earlier` are readings at the last batches, of this process and of any other; `accepted_lead`
    is by how many seconds an operator accepted the last entry to be ahead of the clock.
    """
    if last is not None:
        behind = (last - now.wall).total_seconds()
        if behind > max(TOLERANCE_SECONDS, accepted_lead):
            raise Distrust("behind", behind)
    for reading in earlier:
        if reading.boot == now.boot:
            _refuse_leap(reading, now)
    return now.wall if last is None else max(last + _STEP, now.wall)


def _refuse_leap(reading: Reading, now: Reading) -> None:
    passed = max(0.0, now.monotonic - reading.monotonic)
    leap = (now.wall - reading.wall).total_seconds() - passed
    if leap > TOLERANCE_SECONDS + passed * SLEW:
        raise Distrust("ahead", leap)
