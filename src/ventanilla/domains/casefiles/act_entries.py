"""The register entry of an act: what a party adds to a case enters, what the body decides
leaves."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms.api import answers_digest
from ventanilla.domains.privacy.api import data_key_of
from ventanilla.domains.register import api as register
from ventanilla.kernel.identifiers import uuid7


def entry_of(
    case: Case,
    procedure: PublishedProcedure,
    act: Act,
    documents: Sequence[Document],
    *,
    book: str,
) -> register.NewEntry:
    """The entry, without its number. Its salt is sealed under the key of the case's person."""
    applicant = case.applicant
    key = data_key_of(office_id=case.office_id, subject_id=applicant.subject_id)
    assert key is not None, "the filing that opened the case made it"
    entry_id, salt = uuid7(), os.urandom(32)
    said = answers_digest({"kind": act.kind, **act.content}, salt)
    return register.NewEntry(
        id=entry_id,
        office_id=case.office_id,
        book=book,
        unit_id=case.unit_id,
        subject_id=applicant.subject_id,
        subject=f"{ActKind(act.kind).label}: {case.subject}"[:300],
        channel="portal" if act.actor in (Actor.PARTY, Actor.ANYONE) else "desk",
        presented_at=act.at,
        received_at=act.at,
        procedure_digest=bytes.fromhex(procedure.digest),
        answers_digest=said,
        document_digests=tuple(sorted(bytes(document.sha256) for document in documents)),
        salt=salt,
        sealed_salt=key.encrypt(salt, entry_id.bytes),
        data_key_id=key.id,
        idempotency_scope=f"case:{case.id.hex}",
        idempotency_key=f"act-{act.seq}",
        request_digest=said,
    )
