"""What a country has in a track, what it lacks or nobody recorded, and how far that is checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ventanilla.domains.observatory.rules.vocabulary import (
    VERIFIED,
    Texts,
    Track,
    kinds,
    statuses,
)

F = TypeVar("F")  # a fact: it tells kind, identifier, status and confidence


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that is not there, or of which nothing is recorded.

    `why`: missing (no fact of that kind), ended (only facts whose time is over), unknown (nobody
    has recorded it for any country).
    """

    what: Texts
    why: str


@dataclass(frozen=True, kw_only=True)
class Standing(Generic[F]):
    """One track of one country."""

    track: Track
    there: Sequence[F]
    ended: Sequence[F]
    absent: Sequence[F]
    gaps: Sequence[Gap]

    @property
    def facts(self) -> list[F]:
        """Every fact, in the order in which it is shown."""
        return [*self.there, *self.absent, *self.ended]

    @property
    def checked(self) -> int:
        """How many of the facts were seen in their source."""
        facts: list[Any] = list(self.facts)
        return sum(fact.confidence in VERIFIED for fact in facts)


def standing(track: Track, facts: Iterable[F]) -> Standing[F]:
    """Sort a country's facts of one track, and say what is missing."""
    mine = [fact for fact in facts if belongs(track, fact)]
    by = {name: [f for f in mine if _standing_of(f) in group] for name, group in _GROUPS.items()}
    return Standing(
        track=track,
        there=by["there"],
        ended=by["ended"],
        absent=by["gap"],
        gaps=[*_missing(track, mine), *(Gap(what=w, why="unknown") for w in track.unknown)],
    )


def belongs(track: Track, fact: Any) -> bool:
    """Whether a fact is of a track: by its kind, or by the treaty it names."""
    return fact.kind in track.kinds or (
        bool(fact.identifier) and fact.identifier in track.identifiers
    )


_GROUPS = {"there": {"there", "coming"}, "ended": {"ended"}, "gap": {"gap"}}


def _standing_of(fact: Any) -> str:
    return statuses()[fact.status].standing


def _missing(track: Track, facts: Sequence[Any]) -> list[Gap]:
    found = []
    for kind in track.kinds:
        held = {_standing_of(fact) for fact in facts if fact.kind == kind}
        if not held:
            found.append(Gap(what=kinds()[kind], why="missing"))
        elif held == {"ended"}:
            found.append(Gap(what=kinds()[kind], why="ended"))
    return found
