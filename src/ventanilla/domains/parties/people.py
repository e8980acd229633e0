"""People as they present themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ventanilla.domains.parties.models import Person, PersonKind
from ventanilla.kernel.identifiers import uuid7


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
    return Person(
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
