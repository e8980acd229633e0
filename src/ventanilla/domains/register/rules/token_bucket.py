"""A bucket of tokens: so many at once, so many a minute."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """`level` tokens at `at` (monotonic seconds). `burst` is what it holds when full."""

    per_minute: float
    burst: float
    level: float
    at: float

    def refill(self, now: float) -> None:
        """What came in since the last look."""
        self.level = min(self.burst, self.level + (now - self.at) * self.per_minute / 60)
        self.at = now

    def wait(self, now: float) -> float:
        """Seconds until one may be taken; 0 if there is one."""
        self.refill(now)
        return 0.0 if self.level >= 1 else (1 - self.level) * 60 / self.per_minute
