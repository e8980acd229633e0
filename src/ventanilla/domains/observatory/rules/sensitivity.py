"""How much an order depends on its weights: the places a country takes under every weighting.

The observatory publishes no score of its own. Where others publish one made of parts, this shows
what becomes of the order when the parts weigh otherwise.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The places of one country: with the published weights, at best, at worst."""

    country: str
    published: int
    best: int
    worst: int


def weightings(parts: int, *, steps: int = 10, least: int = 1) -> list[tuple[float, ...]]:
    """Every way to share the whole among `parts` in `steps` equal steps, each at least `least`."""
    shares = itertools.product(range(least, steps + 1), repeat=parts)
    return [tuple(s / steps for s in share) for share in shares if sum(share) == steps]


def spreads(
    values: Mapping[str, Sequence[float]], *, published: Sequence[float], steps: int = 10
) -> list[Spread]:
    """Places (1 is first, ties share it) of each country, ordered by the published weights."""
    places = [_places(values, weights) for weights in weightings(len(published), steps=steps)]
    now = _places(values, published)
    found = [
        Spread(
            country=country,
            published=now[country],
            best=min(p[country] for p in places),
            worst=max(p[country] for p in places),
        )
        for country in values
    ]
    return sorted(found, key=lambda spread: (spread.published, spread.country))


def _places(values: Mapping[str, Sequence[float]], weights: Sequence[float]) -> dict[str, int]:
    totals = {
        country: round(sum(v * w for v, w in zip(parts, weights, strict=True)), 9)
        for country, parts in values.items()
    }
    ordered = sorted(totals.values(), reverse=True)
    return {country: ordered.index(total) + 1 for country, total in totals.items()}
