"""People as they present themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, Value
from django.db.models.functions import Replace, Upper

from ventanilla.domains.parties.models import Person, PersonKind
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.unsaved import unsaved

CORRECTABLE = ("name", "identifier", "address", "email", "phone")


def new_person(
    *,
    office_id: UUID,
    name: str,
    account_id: UUID | None = None,
    kind: PersonKind = PersonKind.NATURAL,
    identifier_scheme: str = "",
    identifier: str = "",
    address: str = "",
    email: str = "",
    phone: str = "",
    language: str = "",
    support: dict[str, Any] | None = None,
) -> Person:
    """A row not yet written. `subject_id` is the account's id, or the person's own without one."""
    person_id = uuid7()
    return unsaved(
        Person,
        id=person_id,
        office_id=office_id,
        account_id=account_id,
        subject_id=account_id or person_id,
        kind=kind,
        name=name,
        identifier_scheme=identifier_scheme,
        identifier=identifier,
        address=address,
        email=email,
        phone=phone,
        language=language,
        support=support or {},
    )


MOST_FOUND = 8
LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody who has dealt with the office before, as they last presented themselves."""

    id: UUID
    name: str
    identifier: str
    email: str
    phone: str
    address: str


def find_people(*, office_id: UUID, text: str) -> list[PersonFound]:
    """People of this office only, by their whole identifier or by words of their name.

    At most eight, the last filing of each first; nothing for fewer than four letters, so that
    nobody leafs through the people of an office.
    """
    wanted = text.strip()[:120]
    if len(wanted) < LEAST_LETTERS:
        return []
    by_name = Q()
    for word in wanted.split()[:6]:
        by_name &= Q(name__icontains=word)
    exact = Q(identifier__iexact=wanted) & ~Q(identifier="")
    rows = Person.objects.filter(exact | by_name, office_id=office_id).order_by("-id")[:100]
    found: dict[tuple[str, str, str], PersonFound] = {}
    for row in rows:
        found.setdefault((row.name.casefold(), row.identifier, row.email), _found(row))
    return list(found.values())[:MOST_FOUND]


def person_found(*, office_id: UUID, person_id: UUID) -> PersonFound | None:
    """That person of this office, or None."""
    row = Person.objects.filter(office_id=office_id, id=person_id).first()
    return _found(row) if row else None


def _found(row: Person) -> PersonFound:
    return PersonFound(row.id, row.name, row.identifier, row.email, row.phone, row.address)


_BETWEEN_SIGNS = (".", "-", " ", "/")  # 9.999.999-3 is 99999993


def people_alike(*, office_id: UUID, person_id: UUID) -> list[UUID]:
    """Filings of the office that gave the same identity number, however they wrote it: whether they
    are of the same person is for somebody to judge. Without a number there are none, nor where
    both say of which scheme it is and they differ."""
    own = Person.objects.filter(office_id=office_id, id=person_id).first()
    number = own.identifier.upper() if own else ""
    plain: Any = "identifier"
    for sign in _BETWEEN_SIGNS:
        number = number.replace(sign, "")
        plain = Replace(plain, Value(sign), Value(""))
    if own is None or not number:
        return []
    same = Person.objects.annotate(plain=Upper(plain)).filter(office_id=office_id, plain=number)
    if own.identifier_scheme:
        same = same.filter(identifier_scheme__in=["", own.identifier_scheme])
    return list(same.exclude(id=person_id).values_list("id", flat=True))


def correct_people(
    *,
    office_id: UUID,
    person_ids: Collection[UUID],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> int:
    """Put `after` where a person of these had `before`, column by column of `CORRECTABLE`; returns
    how many rows changed. What was answered in a form stays as it was filed."""
    changed: set[UUID] = set()
    for name in CORRECTABLE:
        if name in after and after[name] != before.get(name, ""):
            rows = Person.objects.filter(
                office_id=office_id, id__in=list(person_ids), **{name: before.get(name, "")}
            )
            changed |= set(rows.values_list("id", flat=True))
            rows.update(**{name: after[name]})
    return len(changed)
