"""The law an office counts by on a day: its country's regime with the layers it has declared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from legal_deadlines import DeadlineError, Regime
from legal_deadlines.overlay import overlay
from ventanilla.domains.legislation.errors import RegimeInvalid
from ventanilla.domains.legislation.models import RegimeChoice
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock

_REMEMBER_SECONDS = 5.0
_chosen: dict[UUID, tuple[float, tuple[RegimeChoice, ...]]] = {}


@dataclass(frozen=True, slots=True)
class OfficeRegime:
    """A regime, whether the national law is a declared fall-back, and the choice's number (0: the
    office has made none, and the country's law stands as it is)."""

    regime: Regime
    fallback: bool
    number: int
    told_dates_move: bool = False


def regime_of(office: Office, *, on: date) -> OfficeRegime:
    """What the office counts by when a period opens on that day.

    The newest choice in force on it; the choices are remembered for five seconds per process.
    """
    standing = [choice for choice in _choices(office.id) if choice.in_force_from <= on]
    return _applied(office, standing[-1] if standing else None)


def regime_by_number(office: Office, number: int) -> OfficeRegime:
    """The very choice that a stored date was computed with."""
    return _applied(office, next((c for c in _choices(office.id) if c.number == number), None))


def regime_choices(*, office_id: UUID) -> list[RegimeChoice]:
    """Every choice of an office, oldest first."""
    return list(RegimeChoice.objects.filter(office_id=office_id).order_by("number"))


def forget_regimes() -> None:
    """Drop what this process remembers (after a choice, and between tests)."""
    _chosen.clear()


def with_overlays(country: str, overlays: Sequence[Mapping[str, Any]]) -> Regime:
    """The country's regime with the documents laid over it, in order.

    Raises `DeadlineError` where one cannot be read.
    """
    return _overlaid(country, canonical(overlays))


def canonical(overlays: Sequence[Mapping[str, Any]]) -> str:
    """The text that an overlay's digest is made of."""
    return json.dumps(list(overlays), sort_keys=True, ensure_ascii=False, default=str)


@lru_cache(maxsize=256)
def _overlaid(country: str, text: str) -> Regime:
    regime = Regime.load(country)
    for document in json.loads(text):
        digest = hashlib.sha256(canonical([document]).encode()).hexdigest()
        regime = overlay(regime, document, digest=digest)
    return regime


def _choices(office_id: UUID) -> tuple[RegimeChoice, ...]:
    held = _chosen.get(office_id)
    if held is None or held[0] <= clock.monotonic():
        found = tuple(regime_choices(office_id=office_id))
        held = (clock.monotonic() + _REMEMBER_SECONDS, found)
        _chosen[office_id] = held
    return held[1]


def _applied(office: Office, choice: RegimeChoice | None) -> OfficeRegime:
    if choice is None:
        return OfficeRegime(Regime.load(office.country), fallback=False, number=0)
    try:
        regime = with_overlays(office.country, choice.overlays)
    except DeadlineError as error:
        raise RegimeInvalid(error.cause, expected=error.expected, example=error.example) from error
    return OfficeRegime(
        regime,
        fallback=choice.fallback,
        number=choice.number,
        told_dates_move=choice.told_dates_move,
    )
