"""Answers that change seldom, remembered for a few seconds per process."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from ventanilla.kernel import clock

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """At most `most` answers, each at most `seconds` old. Threads may race: they compute twice."""

    def __init__(self, *, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._held: dict[Hashable, tuple[float, Answer]] = {}

    def get(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The remembered answer to `key`, or a new one from `make`."""
        held = self._held.get(key)
        if held and held[0] > clock.monotonic():
            return held[1]
        answer = make()
        if len(self._held) >= self._most:
            self._held.clear()
        self._held[key] = (clock.monotonic() + self._seconds, answer)
        return answer

    def forget(self) -> None:
        """Drop everything (between tests)."""
        self._held.clear()
