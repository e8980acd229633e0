"""When a paper was handed in: what may be said of it, and with what proof. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ventanilla.domains.counter.errors import MomentRefused, ProofMissing
from ventanilla.domains.counter.rules.words import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageSpan:
    """An interruption of the office; `ended_at` is None while it lasts."""

    id: UUID
    began_at: datetime
    ended_at: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether the office was down then."""
        return self.began_at <= moment and (self.ended_at is None or moment <= self.ended_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """When and where a paper was handed in. `presented_at` None: now. `proof_text` says what is on
    the paper (a stamp, a post mark); `origin_register` and `origin_number` are another register's.
    """

    presented_at: datetime | None = None
    proof: Proof = Proof.HERE
    proof_text: str = ""
    origin_register: str = ""
    origin_number: str = ""


def moment_of(
    handed: HandedIn, *, received_at: datetime, outages: list[OutageSpan]
) -> tuple[datetime, OutageSpan | None]:
    """The moment that counts, and the outage in which it lies where that is the proof.

    Raises `MomentRefused` (future, before or after the outage), `ProofMissing`.
    """
    if handed.proof == Proof.HERE:
        if handed.presented_at is not None and handed.presented_at < received_at:
            raise ProofMissing(handed.proof)
        if handed.presented_at is not None and handed.presented_at > received_at:
            raise MomentRefused("future")
        return received_at, None
    if handed.presented_at is None:
        raise MomentRefused("missing")
    if handed.presented_at > received_at:
        raise MomentRefused("future")
    if not handed.proof_text.strip():
        raise ProofMissing(handed.proof)
    if handed.proof == Proof.OTHER_REGISTER and not handed.origin_register.strip():
        raise ProofMissing(handed.proof)
    if handed.proof != Proof.OUTAGE:
        return handed.presented_at, None
    within = next((span for span in outages if span.holds(handed.presented_at)), None)
    if within is None:
        raise MomentRefused("outside-outage")
    return handed.presented_at, within
