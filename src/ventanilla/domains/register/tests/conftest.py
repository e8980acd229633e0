"""Filings for the register's own tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from tests.cast import found

from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy import api as privacy
from ventanilla.domains.register import api
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7

NewFiling = Callable[..., tuple[api.NewEntry, list[Any]]]


def new_filing(
    *, office_id: UUID, unit_id: UUID, key: str = "", content: bytes = b"content", **changes: Any
) -> tuple[api.NewEntry, list[Any]]:
    """An entry of a person not seen before, with the row of that person's data key."""
    entry_id, subject = uuid7(), uuid7()
    salt = os.urandom(32)
    row, handle = privacy.new_data_key(office_id=office_id, subject_id=subject)
    now = clock.now()
    fields = {
        "id": entry_id,
        "office_id": office_id,
        "unit_id": unit_id,
        "subject_id": subject,
        "subject": "Solicitud de información",
        "channel": "api",
        "presented_at": now,
        "received_at": now,
        "procedure_digest": sha256(b"procedure").digest(),
        "answers_digest": sha256(content).digest(),
        "document_digests": (sha256(b"b").digest(), sha256(b"a").digest()),
        "salt": salt,
        "sealed_salt": handle.encrypt(salt, entry_id.bytes),
        "data_key_id": row.id,
        "idempotency_scope": "token:1",
        "idempotency_key": key or str(entry_id),
        "request_digest": sha256(content).digest(),
    }
    return api.NewEntry(**{**fields, **changes}), [row]


@pytest.fixture
def filing(office: offices.Office, unit: offices.Unit) -> NewFiling:
    """Makes filings to the office of the test."""

    def make(**changes: Any) -> tuple[api.NewEntry, list[Any]]:
        return new_filing(**{"office_id": office.id, "unit_id": unit.id, **changes})

    return make


@pytest.fixture
def office(transactional_db: None) -> offices.Office:
    """An office whose filings are really committed."""
    return found("valle-verde")


@pytest.fixture
def unit(office: offices.Office) -> offices.Unit:
    return offices.add_unit(office=office, code="partes", name="Oficina de Partes")
