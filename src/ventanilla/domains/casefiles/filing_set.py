"""Every row of one filing, complete before anything queues.

No row here knows its number: only the entry will, and the rest refer to the entry by its id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from ventanilla.domains.casefiles.approval import approval_of
from ventanilla.domains.casefiles.call_models import Call, Candidacy
from ventanilla.domains.casefiles.calls import asked_of
from ventanilla.domains.casefiles.clock_rows import NO_DUE_DATE, clock_rows_of
from ventanilla.domains.casefiles.course_of import kind_of
from ventanilla.domains.casefiles.due_dates import Due, due_of
from ventanilla.domains.casefiles.handling.task_rows import task_rows_of
from ventanilla.domains.casefiles.models import Act, Case, Filing, FilingDocument
from ventanilla.domains.casefiles.routing import unit_for
from ventanilla.domains.casefiles.rules.applicants import Applicant
from ventanilla.domains.casefiles.rules.life import ActKind, Actor, CaseKind
from ventanilla.domains.casefiles.rules.standing import replay
from ventanilla.domains.casefiles.steps import step_of
from ventanilla.domains.casefiles.title_rows import title_rows_of
from ventanilla.domains.catalogue.api import Decided, PublishedProcedure
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms.api import answers_digest
from ventanilla.domains.offices.api import Office, Post, Unit
from ventanilla.domains.parties.api import Person, new_person
from ventanilla.domains.privacy.api import DataKeyHandle, data_key_of, new_data_key
from ventanilla.domains.register import api as register
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.random_bits import random_bytes
from ventanilla.kernel.text_choice import pick
from ventanilla.kernel.unsaved import unsaved

Documents = Mapping[str, Sequence[Document]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAct:
    """What opened the case where nobody filed: the body, of its own motion."""

    actor: Actor
    post: Post
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What was asked of `lodge`, after the form judged it."""

    office: Office
    procedure: PublishedProcedure
    answers: dict[str, Any]
    documents: Documents
    applicant: Applicant
    channel: str
    idempotency_scope: str
    idempotency_key: str
    request_digest: bytes
    received_at: datetime
    presented_at: datetime
    lang: str
    filer_id: UUID | None
    origin_register: str
    origin_number: str
    physical_items: str
    first: FirstAct | None = None
    call: Call | None = None  # into which it is filed: its clock is that of all
    subject: str = ""
    unit: str = ""
    legal_date: date | None = None
    typed_by_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FilingSet:
    """An entry without its number and the rows that go with it, in the order of writing."""

    case_id: UUID
    due: Due | None
    entry: register.NewEntry
    rows: list[Model]


@dataclass(slots=True)
class _Making:
    """One set under construction: what its parts share."""

    asked: Accepted
    unit: Unit
    person: Person
    due: Due | None
    subject: str
    decided: Mapping[str, Decided]
    entry_id: UUID = field(default_factory=uuid7)
    case_id: UUID = field(default_factory=uuid7)


def filing_set(asked: Accepted) -> FilingSet:
    """The rows of a filing. Asks the database nothing that is not remembered, as a rule."""
    decided = _decided(asked)
    limit = asked.procedure.limit_of(decided) if decided else None
    making = _Making(
        asked=asked,
        decided=decided,
        unit=unit_for(office=asked.office, code=asked.unit or asked.procedure.unit),
        person=_person(asked),
        due=_due(asked, limit),
        subject=asked.subject[:200] or pick(asked.procedure.title, asked.office.language)[:200],
    )
    key_rows, key = _data_key(making.person)
    rows = [*key_rows, making.person, *_case_rows(making), *_document_rows(making)]
    return FilingSet(making.case_id, making.due, _entry(making, key), rows)


def _due(asked: Accepted, limit: Mapping[str, Any] | None) -> Due | None:
    """Of a filing into a call: the call's own, the same for all (ES: Ley 38/2003, art. 25.4)."""
    if asked.call is not None:
        return Due(asked.call.due_on, asked.call.due_because) if asked.call.due_on else None
    return due_of(
        office=asked.office,
        procedure=asked.procedure,
        presented_at=asked.presented_at,
        limit=limit,
    )


def _decided(asked: Accepted) -> Mapping[str, Decided]:
    """What the procedure's tables decide of these answers; nothing where it has none."""
    if not asked.procedure.decisions:
        return {}
    return asked.procedure.decide(
        answers=asked.answers,
        files=asked.documents,
        filed_on=asked.presented_at.astimezone(asked.office.zone).date(),
    )


def _person(asked: Accepted) -> Person:
    who = asked.applicant
    return new_person(
        office_id=asked.office.id,
        name=who.name,
        account_id=who.account_id,
        identifier_scheme=who.identifier_scheme,
        identifier=who.identifier,
        address=who.address,
        email=who.email,
        phone=who.phone,
        language=who.language,
        support=dict(who.support),
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


def _entry(making: _Making, key: DataKeyHandle) -> register.NewEntry:
    asked, salt = making.asked, random_bytes(32)
    files = [document for given in asked.documents.values() for document in given]
    return register.NewEntry(
        id=making.entry_id,
        office_id=asked.office.id,
        book="S" if asked.first else "E",
        unit_id=making.unit.id,
        subject_id=making.person.subject_id,
        subject=making.subject,
        channel=asked.channel,
        presented_at=asked.presented_at,
        received_at=asked.received_at,
        procedure_digest=bytes.fromhex(asked.procedure.digest),
        answers_digest=answers_digest(asked.answers, salt),
        document_digests=tuple(sorted(bytes(document.sha256) for document in files)),
        origin_register=asked.origin_register,
        origin_number=asked.origin_number,
        physical_items=asked.physical_items,
        legal_date=asked.legal_date,
        salt=salt,
        sealed_salt=key.encrypt(salt, making.entry_id.bytes),
        data_key_id=key.id,
        idempotency_scope=asked.idempotency_scope,
        idempotency_key=asked.idempotency_key,
        request_digest=asked.request_digest,
    )


def _case_rows(making: _Making) -> list[Model]:
    asked, due = making.asked, making.due
    office_id, account_id = asked.office.id, asked.applicant.account_id
    acts = _acts(making)
    steps = [step_of(act, asked.office.zone) for act in acts]
    standing = replay(kind_of(asked.procedure, _kept_tables(making.decided)), steps)
    case = unsaved(
        Case,
        id=making.case_id,
        office_id=office_id,
        unit_id=making.unit.id,
        version_id=asked.procedure.version_id,
        applicant_id=making.person.id,
        opened_by_id=making.entry_id,
        account_id=account_id,
        subject=making.subject,
        opened_at=asked.received_at,
        due_on=due.date if due else None,
        due_because=due.explanation if due else {},
        ordered_by=due.date if due else NO_DUE_DATE,
        state=standing.state,
        last_seq=standing.last_seq,
        waiting_on=standing.waiting_on,
        closed_at=None if standing.is_open else asked.received_at,
    )
    case.office = asked.office
    filing = unsaved(
        Filing,
        entry_id=making.entry_id,
        office_id=office_id,
        case_id=making.case_id,
        filer_id=asked.filer_id,
        channel=asked.channel,
        language=asked.lang,
        answers=asked.answers,
    )
    clocks = clock_rows_of(case, asked.procedure, standing, steps)
    tasks = task_rows_of(case, asked.procedure, standing, steps, asked.answers)
    titled = title_rows_of(case, asked.procedure, steps, asked.answers)
    return [case, filing, *acts, *clocks, *tasks, *_candidacy(making), *titled]


def _candidacy(making: _Making) -> list[Model]:
    """Its place in the call."""
    asked = making.asked
    if asked.call is None:
        return []
    wanted = asked_of(asked.procedure, asked.answers)
    return [
        Candidacy(
            office_id=asked.office.id, call_id=asked.call.id, case_id=making.case_id, asked=wanted
        )
    ]


def _acts(making: _Making) -> list[Act]:
    """What opened the case, and what an automatic procedure makes of it at once."""
    asked = making.asked
    first = _act(making, 1, ActKind.LODGE, Actor.PARTY)
    first.content = _kept(making) | _typed(asked)
    if asked.call is not None:
        first.content |= {
            "call": asked.call.code,
            "starts": asked.call.published_on.isoformat(),
        }
    first.entry_id = making.entry_id
    if asked.first is None:
        first.account_id = asked.applicant.account_id
    else:
        first.kind, first.actor = ActKind.OPEN_OWN_MOTION, asked.first.actor
        first.post_id, first.account_id = asked.first.post.id, asked.first.post.account_id
        first.content |= asked.first.content
    if kind_of(asked.procedure, _kept_tables(making.decided)) != CaseKind.AUTOMATIC:
        return [first]
    admitted = _act(making, 2, ActKind.ADMIT, Actor.AUTOMATIC)
    approved = _act(making, 3, ActKind.RESOLVE, Actor.AUTOMATIC)
    approved.content = approval_of(asked.procedure)
    return [first, admitted, approved]


def _act(making: _Making, seq: int, kind: ActKind, actor: Actor) -> Act:
    return unsaved(
        Act,
        office_id=making.asked.office.id,
        case_id=making.case_id,
        seq=seq,
        kind=kind,
        actor=actor,
        at=making.asked.received_at,
    )


def _kept(making: _Making) -> dict[str, Any]:
    """What the answers decide, kept with the act of filing: the rows of each decision table that
    fired, and the steps whose condition does not hold."""
    asked, decided = making.asked, making.decided
    kept: dict[str, Any] = {}
    if decided:
        kept["decisions"] = _kept_tables(decided)
    if asked.procedure.conditions:
        kept["passed_over"] = asked.procedure.passed_over(
            answers=asked.answers,
            files=asked.documents,
            filed_on=asked.presented_at.astimezone(asked.office.zone).date(),
            decided=decided,
        )
    return kept


def _kept_tables(decided: Mapping[str, Decided]) -> dict[str, dict[str, Any]]:
    return {name: one.kept() for name, one in decided.items()}


def _typed(asked: Accepted) -> dict[str, Any]:
    """Who of the staff typed it, kept with the act of filing, whose actor is the person."""
    return {"typed_by": str(asked.typed_by_id)} if asked.typed_by_id else {}


def _document_rows(making: _Making) -> list[Model]:
    """The documents that are not rows yet (a draft's are), then their places in the filing."""
    given = [
        (name, position, document)
        for name, documents in making.asked.documents.items()
        for position, document in enumerate(documents)
    ]
    new: list[Model] = [document for _, _, document in given if document._state.adding]
    return new + [
        unsaved(
            FilingDocument,
            office_id=making.asked.office.id,
            filing_id=making.entry_id,
            document_id=document.id,
            field=name,
            position=position,
        )
        for name, position, document in given
    ]
