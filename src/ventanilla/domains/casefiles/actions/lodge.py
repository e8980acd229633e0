"""Lodge: what a person files becomes an entry, a case and a receipt, or nothing at all.

The steps carry the numbers of DESIGN §3. Every row is complete before `register.append` is
called, which happens once; on that path there is no `save()`, no signal, no `on_commit`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from ventanilla.domains.casefiles.codes import follow_secret
from ventanilla.domains.casefiles.due_dates import Due, due_of
from ventanilla.domains.casefiles.errors import FilingInvalid
from ventanilla.domains.casefiles.models import Act, Case, Filing, FilingDocument
from ventanilla.domains.casefiles.requests import request_digest
from ventanilla.domains.casefiles.routing import unit_for
from ventanilla.domains.casefiles.rules.applicants import Applicant, applicant_from
from ventanilla.domains.casefiles.rules.life import ActKind, State
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms.api import answers_digest
from ventanilla.domains.offices.api import Office, Post, Unit
from ventanilla.domains.parties.api import Person, new_person
from ventanilla.domains.privacy.api import DataKeyHandle, data_key_of, new_data_key
from ventanilla.domains.register import api as register
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.text_choice import pick

Documents = Mapping[str, Sequence[Document]]
NO_DUE_DATE = date(9999, 12, 31)  # sorts last in the queue


@dataclass(frozen=True, slots=True)
class Lodged:
    """What the person takes away: number, moments and receipt (`registered`), case and code.

    The same values come back whenever the same request is repeated.
    """

    registered: register.Registered
    case_id: UUID
    secret: str
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """Everything that was asked of `lodge`, after the form judged it."""

    office: Office
    procedure: PublishedProcedure
    answers: dict[str, Any]
    documents: Documents
    applicant: Applicant
    channel: str
    scope: str
    key: str
    digest: bytes
    received_at: datetime
    presented_at: datetime
    lang: str
    filer_id: UUID | None
    origin_register: str
    origin_number: str
    physical_items: str


def lodge(
    *,
    office: Office,
    procedure: PublishedProcedure,
    answers: Any,
    documents: Documents,
    channel: str,
    idempotency_scope: str,
    idempotency_key: str,
    received_at: datetime,
    lang: str,
    applicant: Applicant | None = None,
    presented_at: datetime | None = None,
    account_id: UUID | None = None,
    clerk_post: Post | None = None,
    filer_id: UUID | None = None,
    request: bytes | None = None,
    origin_register: str = "",
    origin_number: str = "",
    physical_items: str = "",
) -> Lodged:
    """File `answers` and `documents` under `procedure`, once, and give the receipt.

    `procedure` is the version in force (step 1: `catalogue.api.in_force`). `documents` come from
    `documents.api.keep`, by field; rows not yet saved are written with the filing. `applicant` is
    taken from the answers unless given. `received_at` is when the last byte of the request came;
    `presented_at` when the person handed it in, if earlier. `account_id` is the person's own;
    `filer_id` that of who files for them (a token, a clerk's post). `request` is the SHA-256 of
    what was asked, where the caller knows it better than by its content.

    Raises `FilingInvalid` (nothing was written), and whatever `register.append` raises:
    `OutcomeUnknown` means repeat with the same key.
    """
    # 2. the form judges answers and files: the same rules on every channel
    checked = procedure.form.check(answers=answers, files=documents, lang=lang)
    digest = request or request_digest(procedure.slug, answers, documents)
    if checked.errors:
        raise FilingInvalid(checked.errors)
    # 3. and 4. requirements held by other registers, and assurance: later issues of the plan
    asked = {name: files for name, files in documents.items() if name not in checked.set_aside}
    request_ = _Request(
        office=office,
        procedure=procedure,
        answers=checked.answers,
        documents=asked,
        applicant=applicant
        or applicant_from(
            checked.answers, mapping=procedure.applicant, language=lang, account_id=account_id
        ),
        channel=channel,
        scope=idempotency_scope,
        key=idempotency_key,
        digest=digest,
        received_at=received_at,
        presented_at=presented_at or received_at,
        lang=lang,
        filer_id=filer_id or (clerk_post.id if clerk_post else account_id),
        origin_register=origin_register,
        origin_number=origin_number,
        physical_items=physical_items,
    )
    return _registered(request_)


def _registered(request: _Request) -> Lodged:
    # 5. the rows, complete: attachments are durable and named by digest
    entry_id, case_id = uuid7(), uuid7()
    person = _person(request)
    key_rows, key = _data_key(person)
    salt = os.urandom(32)
    due = due_of(
        office=request.office, procedure=request.procedure, presented_at=request.presented_at
    )
    unit = unit_for(office=request.office, code=request.procedure.unit)
    entry = _entry(request, entry_id=entry_id, unit=unit, person=person, key=key, salt=salt)
    rows: list[Model] = [*key_rows, person]
    rows += _case_rows(
        request, entry_id=entry_id, case_id=case_id, unit=unit, person=person, due=due
    )
    rows += _document_rows(request, entry_id=entry_id)
    # 6. number, time, log position and proof: one durable transaction with filing and case
    registered = register.append(entry, rows)
    # 7. due dates are in the case; 8. the receipt is in the answer
    return _answer(registered, case_id=case_id, due=due)


def _answer(registered: register.Registered, *, case_id: UUID, due: Due | None) -> Lodged:
    if registered.replayed:
        return first_answer(registered)
    return Lodged(registered, case_id, follow_secret(registered.entry_id), due)


def first_answer(registered: register.Registered) -> Lodged:
    """The answer given the first time, rebuilt from what was written then."""
    case = Case.objects.get(filings__entry_id=registered.entry_id)
    due = Due(case.due_on, case.due_because) if case.due_on else None
    return Lodged(registered, case.id, follow_secret(registered.entry_id), due)


def _person(request: _Request) -> Person:
    who = request.applicant
    return new_person(
        office_id=request.office.id,
        name=who.name,
        account_id=who.account_id,
        identifier_scheme=who.identifier_scheme,
        identifier=who.identifier,
        address=who.address,
        email=who.email,
        phone=who.phone,
        language=who.language,
    )


def _data_key(person: Person) -> tuple[list[Model], DataKeyHandle]:
    """The key that seals the salt: a new one, or the one that an account has had before.

    An account's first key is written in a transaction of its own, so that two first filings
    at once do not make two.
    """
    office_id, subject_id = person.office_id, person.subject_id
    if person.account_id is None:
        row, key = new_data_key(office_id=office_id, subject_id=subject_id)
        return [row], key
    held = data_key_of(office_id=office_id, subject_id=subject_id)
    if held is None:
        row, _ = new_data_key(office_id=office_id, subject_id=subject_id)
        with transaction.atomic():
            type(row).objects.bulk_create([row], ignore_conflicts=True)
        held = data_key_of(office_id=office_id, subject_id=subject_id)
        assert held is not None
    return [], held


def _entry(
    request: _Request,
    *,
    entry_id: UUID,
    unit: Unit,
    person: Person,
    key: DataKeyHandle,
    salt: bytes,
) -> register.NewEntry:
    files = [document for given in request.documents.values() for document in given]
    return register.NewEntry(
        id=entry_id,
        office_id=request.office.id,
        unit_id=unit.id,
        subject_id=person.subject_id,
        subject=_subject(request),
        channel=request.channel,
        presented_at=request.presented_at,
        received_at=request.received_at,
        procedure_digest=request.procedure.digest,
        answers_digest=answers_digest(request.answers, salt),
        document_digests=sorted(bytes(document.sha256).hex() for document in files),
        origin_register=request.origin_register,
        origin_number=request.origin_number,
        physical_items=request.physical_items,
        salt=salt,
        sealed_salt=key.encrypt(salt, entry_id.bytes),
        data_key_id=key.id,
        idempotency_scope=request.scope,
        idempotency_key=request.key,
        request_digest=request.digest,
    )


def _case_rows(
    request: _Request, *, entry_id: UUID, case_id: UUID, unit: Unit, person: Person, due: Due | None
) -> list[Model]:
    office_id, who = request.office.id, request.applicant
    case = Case(
        id=case_id,
        office_id=office_id,
        unit_id=unit.id,
        version_id=request.procedure.version_id,
        applicant_id=person.id,
        opened_by_id=entry_id,
        account_id=who.account_id,
        subject=_subject(request),
        opened_at=request.received_at,
        due_on=due.date if due else None,
        due_because=due.explanation if due else {},
        ordered_by=due.date if due else NO_DUE_DATE,
        state=State.RECEIVED,
        last_seq=1,
    )
    filing = Filing(
        entry_id=entry_id,
        office_id=office_id,
        case_id=case_id,
        filer_id=request.filer_id,
        channel=request.channel,
        language=request.lang,
        answers=request.answers,
    )
    act = Act(
        office_id=office_id,
        case_id=case_id,
        seq=1,
        kind=ActKind.LODGE,
        at=request.received_at.astimezone(UTC),
        account_id=who.account_id,
        entry_id=entry_id,
    )
    return [case, filing, act]


def _document_rows(request: _Request, *, entry_id: UUID) -> list[Model]:
    """The documents that are not rows yet (a draft's are), then their places in the filing."""
    rows: list[Model] = []
    places: list[Model] = []
    for field, given in request.documents.items():
        for position, document in enumerate(given):
            if document._state.adding:
                rows.append(document)
            places.append(
                FilingDocument(
                    office_id=request.office.id,
                    filing_id=entry_id,
                    document_id=document.id,
                    field=field,
                    position=position,
                )
            )
    return rows + places


def _subject(request: _Request) -> str:
    return pick(request.procedure.title, request.office.language)[:200]
