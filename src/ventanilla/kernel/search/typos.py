"""The word that was meant, when the one typed stands nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Vocabulary:
    """The words of names and aliases: folded → as written."""

    shown: dict[str, str]

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self.shown)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Up to three words at the least distance from a folded word; none if all are far.

        A swap of neighbours counts as one mistake, as a letter too many, missing or wrong does.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = _mistakes(len(word))
        if not allowed or not word.isalpha():
            return ()
        found = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=12
        )
        return _best((str(near), int(distance)) for near, distance, _place in found)


def _mistakes(length: int) -> int:
    """How many mistakes a word of this length may hold and still be told from others."""
    return (0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3)[min(length, 12)]


def _best(found: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    every = sorted(found, key=lambda pair: (pair[1], pair[0]))
    return tuple(word for word, distance in every if distance == every[0][1])[:3]
