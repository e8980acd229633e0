"""What every domain that holds personal data of people answers: `PersonalDataHolder`.

A holder is joined in `config`, by the setting PERSONAL_DATA_HOLDERS: dotted paths to objects, from
the lowest domain to the highest. Which columns are exported, with what they are for and how long
they are kept, and which may be emptied, is what each domain's `personal_data.yaml` says of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Somebody in one office: opaque identifiers that stand for them (a person as they presented
    themselves, an account, their cases, entries, drafts). `spared` are those that may not be
    emptied yet, because something under way needs them."""

    office_id: UUID
    ids: frozenset[UUID]
    spared: frozenset[UUID] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many rows of a model (`parties.Person`) are about the subject."""

    model: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """One column of one row: its declaration, and its value as JSON."""

    field: str
    whose: str
    what: str
    basis: str
    keep: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One row about the subject: what it holds, column by column. What is withheld (a password)
    is not there."""

    model: str
    data: Sequence[Datum]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a model's rows: emptied or deleted, or kept and by what (`register`, `case`,
    `account`, `key`, `needed`). `fields` are those emptied; none where whole rows went."""

    model: str
    rows: int
    erased: bool
    kept_by: str = ""
    fields: Sequence[str] = ()


class PersonalDataHolder(Protocol):
    """What one domain holds about people."""

    domain: str

    @property
    def models(self) -> Sequence[str]:
        """The models it answers for (`parties.Person`)."""
        ...

    def names(self, subject: Subject) -> frozenset[UUID]:
        """Further identifiers that stand for the subject, as this domain knows."""
        ...

    def find(self, subject: Subject) -> list[Found]:
        """How much it holds; models with nothing are left out."""
        ...

    def export(self, subject: Subject) -> Iterator[Exported]:
        """All that it holds and may be told, row by row."""
        ...

    def hold(self, subject: Subject) -> list[Outcome]:
        """What may not go, and by what; never anything erased."""
        ...

    def erase(self, subject: Subject) -> list[Outcome]:
        """Erase what may go, in the transaction of the caller; what stays is told too."""
        ...


@cache
def holders() -> tuple[PersonalDataHolder, ...]:
    """The holders that `config` joins, lowest domain first."""
    return tuple(import_string(path) for path in settings.PERSONAL_DATA_HOLDERS)
