"""A bucket: so many at once, so many a minute. Pure arithmetic, for any count of seconds."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import NamedTuple

_SET_BACK = 60.0  # seconds by which a clock may be behind the last look before it is believed


class Limit(NamedTuple):
    """`per_minute` come in, never more than `burst` (at least 1) in all."""

    per_minute: float
    burst: float

    @property
    def block(self) -> int:
        """How many a process takes at once: about a second's worth, and an eighth at most."""
        return max(1, min(int(self.per_minute / 60), int(self.burst / 8)))


@dataclass(slots=True)
class Bucket:
    """`level` left at `at` (seconds)."""

    limit: Limit
    level: float
    at: float

    @classmethod
    def full(cls, limit: Limit, now: float) -> Bucket:
        """As it is when nobody has taken anything for long."""
        return cls(limit, limit.burst, now)

    def refill(self, now: float) -> None:
        """What came in since the last look. A clock that was set far back is believed again."""
        gone = now - self.at
        if gone < 0:
            self.at = now if gone < -_SET_BACK else self.at
            gone = 0.0
        self.level = min(self.limit.burst, self.level + gone * self.limit.per_minute / 60)
        self.at = max(self.at, now)

    def take(self, now: float, *, least: int, most: int) -> tuple[int, float]:
        """How many were taken, from `least` to `most`; or 0 and the seconds until `least` are."""
        self.refill(now)
        if self.level < least:
            return 0, (least - self.level) * 60 / self.limit.per_minute
        taken = max(least, min(most, floor(self.level)))
        self.level -= taken
        return taken, 0.0

    def give_back(self, now: float, count: int) -> None:
        """What was taken and not used."""
        self.refill(now)
        self.level = min(self.limit.burst, self.level + count)

    @property
    def full_at(self) -> float:
        """When it will be full, if nobody takes: from then on it says nothing."""
        return self.at + (self.limit.burst - self.level) * 60 / self.limit.per_minute
