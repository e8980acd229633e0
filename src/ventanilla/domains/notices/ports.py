"""What the notices domain needs from above: somebody for whom a notice's effect is an act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from ventanilla.domains.notices.models import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A notice that took effect. `effect` is served, refused or expired; `how` what brought it
    about (opened, refused, elapsed, deposited, delivered, posted, board); `on` the day from which
    the law counts; `by_person` whether the addressee acted, `account_id` who acted, if anybody."""

    notice: Notice
    effect: str
    how: str
    on: date
    basis: str
    by_person: bool = False
    account_id: UUID | None = None


class Outcome(Protocol):
    """Makes of a settled notice an act of its matter, in the same transaction."""

    def __call__(self, settled: Settled) -> int:
        """The place of the act in the matter. Raises a `Problem`; then nothing is settled."""


def outcome() -> Outcome:
    """The one that `settings.NOTICE_OUTCOME` names."""
    made: Outcome = import_string(settings.NOTICE_OUTCOME)
    return made
