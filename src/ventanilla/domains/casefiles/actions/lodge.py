"""Lodge: what a person files becomes an entry, a case and a receipt, or nothing at all.

The steps carry the numbers of DESIGN §3. Every row is complete before `register.append` is
called, which happens once; on that path there is no `save()`, no signal, no `on_commit`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from ventanilla.domains.casefiles.calls import call_taking
from ventanilla.domains.casefiles.codes import follow_secret
from ventanilla.domains.casefiles.course_of import kind_of
from ventanilla.domains.casefiles.due_dates import Due
from ventanilla.domains.casefiles.errors import FilingInvalid
from ventanilla.domains.casefiles.filing_set import Accepted, Documents, filing_set
from ventanilla.domains.casefiles.gathering import with_gathered
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.casefiles.quotas import lodged_in_place
from ventanilla.domains.casefiles.requests import request_digest
from ventanilla.domains.casefiles.rules.applicants import Applicant, applicant_from
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.catalogue.api import BegunByTheBody, PublishedProcedure
from ventanilla.domains.forms.api import FieldError
from ventanilla.domains.offices.api import Office, Post
from ventanilla.domains.parties.api import Contact, Support
from ventanilla.domains.register import api as register


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCounter:
    """What is particular where one of the staff enters a filing for a person.

    `typed_by_id` is the post that typed it; the person is who files. `subject` names the entry,
    where its procedure's title says too little; `unit` is the code of the unit addressed, where the
    paper names another than the procedure does; `legal_date` the day the law counts, where it was
    handed in on another. `take_incomplete`: a paper is registered with
    what it lacks, and a correction is asked for afterwards; what is there must be right all the
    same. `beside` gives rows to write in the transaction of the entry, from its id.
    """

    typed_by_id: UUID | None = None
    subject: str = ""
    unit: str = ""
    legal_date: date | None = None
    take_incomplete: bool = False
    beside: Callable[[UUID], Sequence[Model]] | None = None


@dataclass(frozen=True, slots=True)
class Lodged:
    """What the person takes away: number, moments and receipt (`registered`), case and code.

    The same values come back whenever the same request is repeated.
    """

    registered: register.Registered
    case_id: UUID
    secret: str
    due: Due | None


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
    contact: Contact | None = None,
    support: Support | None = None,
    counter: AtCounter | None = None,
) -> Lodged:
    """File `answers` and `documents` under `procedure`, once, and give the receipt.

    `procedure` is the version in force (step 1: `catalogue.api.in_force`). `documents` come from
    `documents.api.keep`, by field; rows not yet saved are written with the filing. `applicant` is
    taken from the answers unless given. `received_at` is when the last byte of the request came;
    `presented_at` when the person handed it in, if earlier. `account_id` is the person's own;
    `filer_id` that of who files for them (a token, a clerk's post). `request` is the SHA-256 of
    what was asked, where the caller knows it better than by its content. `contact` is one that was
    confirmed: it is kept with the person where the answers name none of its kind. `support` is
    what they stated of the language and the help they want: nothing depends on it. `counter` is
    given where one of the staff enters it.

    Raises `FilingInvalid` (nothing was written), `BegunByTheBody` where nobody files,
    `CallNotOpen` outside the window of a call, `QuotaFull`, and
    whatever `register.append` raises: `OutcomeUnknown` means repeat with the same key.
    """
    if kind_of(procedure) == CaseKind.OWN_MOTION:
        raise BegunByTheBody(procedure)
    # 2. the form judges answers and files: the same rules on every channel
    at = counter or AtCounter()
    checked = procedure.form.check(answers=answers, files=documents, lang=lang)
    wrong = [
        e for e in checked.errors if not (at.take_incomplete and left_out(e, answers, documents))
    ]
    if wrong:
        raise FilingInvalid(wrong)
    call = None
    if procedure.kind == CaseKind.CALL:
        call = call_taking(office=office, slug=procedure.slug, at=presented_at or received_at)
    # 3. and 4. what other registers hold, and assurance, come with their own domains
    # 5. the rows, complete: attachments are durable already and named by digest
    asked: Documents = {
        name: files for name, files in documents.items() if name not in checked.set_aside
    }
    if procedure.form.gathered:
        asked = with_gathered(asked, office=office, form=procedure.form, lang=lang)
    digest = request or request_digest(procedure.slug, answers, documents)
    filing = filing_set(
        Accepted(
            office=office,
            procedure=procedure,
            answers=checked.answers,
            documents=asked,
            applicant=applicant
            or applicant_from(
                checked.answers,
                mapping=procedure.applicant,
                language=lang,
                account_id=account_id,
                confirmed={contact.kind: contact.contact} if contact else {},
                support=support.kept() if support else {},
            ),
            channel=channel,
            idempotency_scope=idempotency_scope,
            idempotency_key=idempotency_key,
            request_digest=digest,
            received_at=received_at,
            presented_at=presented_at or received_at,
            lang=lang,
            filer_id=filer_id or (clerk_post.id if clerk_post else account_id),
            origin_register=origin_register,
            origin_number=origin_number,
            physical_items=physical_items,
            call=call,
            subject=at.subject,
            unit=at.unit,
            legal_date=at.legal_date,
            typed_by_id=at.typed_by_id,
        )
    )
    beside = list(at.beside(filing.entry.id)) if at.beside else []
    # 6. number, time, log position and proof: one durable transaction with filing and case
    registered = lodged_in_place(
        office=office,
        procedure=procedure,
        entry_id=filing.entry.id,
        append=lambda place: register.append(filing.entry, [*filing.rows, *beside, *place]),
        repeated=lambda: register.recall(
            office_id=office.id,
            idempotency_scope=idempotency_scope,
            idempotency_key=idempotency_key,
            request_digest=digest,
        ),
    )
    # 7. due dates are in the case; 8. the receipt is in the answer
    if registered.replayed:
        return first_answer(registered)
    return Lodged(registered, filing.case_id, follow_secret(registered.entry_id), filing.due)


def left_out(error: FieldError, answers: Any, documents: Mapping[str, Sequence[Any]]) -> bool:
    """Whether it is about what was not said at all: a field that must be answered, or one that a
    rule of the form misses. What was said and will not do is another matter."""
    name = error.field.partition("[")[0]
    said = answers.get(name) if isinstance(answers, Mapping) else None
    return error.code == "missing" or (said in (None, "", {}, []) and not documents.get(name))


def repeated(
    *, office: Office, idempotency_scope: str, idempotency_key: str, request: bytes
) -> Lodged | None:
    """The first answer to a request that was lodged already; None if it never was.

    Asked before a repetition is refused for what has changed since: a procedure withdrawn, a form
    that demands more. Raises `KeyReused` where the key belongs to other content.
    """
    registered = register.recall(
        office_id=office.id,
        idempotency_scope=idempotency_scope,
        idempotency_key=idempotency_key,
        request_digest=request,
    )
    return first_answer(registered) if registered else None


def first_answer(registered: register.Registered) -> Lodged:
    """The answer given the first time, rebuilt from what was written then."""
    case = Case.objects.get(filings__entry_id=registered.entry_id)
    due = Due(case.due_on, case.due_because) if case.due_on else None
    return Lodged(registered, case.id, follow_secret(registered.entry_id), due)
