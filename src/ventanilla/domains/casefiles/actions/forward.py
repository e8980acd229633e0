"""Send a case to who is competent: a unit of the office, another office here, or a body elsewhere
(ES: Ley 40/2015, art. 14.1; CL: Ley 19.880, art. 14, and Ley 20.285, art. 13)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, reasons
from ventanilla.domains.casefiles.acting import Life, hand_of, life_of, perform
from ventanilla.domains.casefiles.actions.lodge import Lodged, lodge
from ventanilla.domains.casefiles.case_view import applicant_of
from ventanilla.domains.casefiles.errors import ActIncomplete, CaseUnknown, OutOfOrder
from ventanilla.domains.casefiles.models import Act, Case, Filing
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.permitted import refusal
from ventanilla.domains.casefiles.standing_answers import answers_now, files_now
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices.api import Office, Post, office_by_slug, unit_by_code
from ventanilla.kernel import clock

MOST_BYTES = 1_000_000_000  # taken once already: what it weighs is no reason to refuse it now


def forward_to_unit(*, post: Post, case_id: UUID, expected_seq: int, unit: str, why: str) -> Act:
    """To another unit of the office, by its code: the case goes on there and its clocks run on.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    found = unit_by_code(office_id=post.office_id, code=unit)
    if found is None or found.id == post.unit_id:
        raise ActIncomplete(_("La sede no tiene otra unidad con ese código."))
    content = {"unit": str(found.id), "to": found.name, "reasons": reasons(why)}
    return _forwarded(post, case_id, expected_seq, content)


def forward_outside(*, post: Post, case_id: UUID, expected_seq: int, body: str, why: str) -> Act:
    """To a body that has no office here: what is sent leaves by the exit book, and the case ends.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    to = needed(body, _("Falta el organismo al que se envía."))
    return _forwarded(post, case_id, expected_seq, {"to": to, "reasons": reasons(why)})


def forward_to_office(
    *, post: Post, case_id: UUID, expected_seq: int, office: str, slug: str, why: str
) -> tuple[Act, Lodged]:
    """To another office of this deployment, by its slug and that of its procedure.

    What was filed enters the book of that office with the number it had here, for the same person;
    then the case ends here. Asking again gives the same entry there. Raises `OfficeUnknown`,
    `ProcedureUnknown`, `FilingInvalid` (the other office's form asks for more: nothing was sent),
    and what `acting.perform` raises.
    """
    to, said = office_by_slug(office), reasons(why)
    if to.id == post.office_id:
        raise ActIncomplete(_("Es la misma sede."), expected=_("Envíelo a otra de sus unidades."))
    life = _may_be_forwarded(post, case_id)
    there = _lodged_there(life, to, slug)
    entered = there.registered
    content = {
        "office": to.slug,
        "to": to.name,
        "number": entered.label,
        "entry": str(entered.entry_id),
        "reasons": said,
    }
    return _forwarded(post, case_id, expected_seq, content), there


def _may_be_forwarded(post: Post, case_id: UUID) -> Life:
    """Asked before anything enters elsewhere; `perform` asks again under its lock."""
    case = (
        Case.objects.select_related("office", "opened_by", "applicant")
        .filter(id=case_id, office_id=post.office_id, unit_id=post.unit_id)
        .first()
    )
    if case is None:
        raise CaseUnknown
    life, hand = life_of(case), hand_of(post)
    why = refusal(
        ActKind.FORWARD,
        standing=life.standing,
        course=life.course,
        actor=hand.actor,
        who=hand.who,
    )
    if why is not None:
        raise OutOfOrder(why.cause, expected=why.instead, reason=why.code)
    return life


def _lodged_there(life: Life, to: Office, slug: str) -> Lodged:
    case, now = life.case, clock.now()
    procedure = catalogue.in_force(office_id=to.id, slug=slug, at=now)
    filing = Filing.objects.get(entry_id=case.opened_by_id)
    given = {name: [_copied(one, to) for one in files] for name, files in files_now(case).items()}
    return lodge(
        office=to,
        procedure=procedure,
        answers=answers_now(case),
        documents=given,
        applicant=applicant_of(case.applicant),
        channel="office",
        idempotency_scope=f"forwarded:{case.id.hex}",
        idempotency_key=slug,
        request=bytes(case.opened_by.request_digest),
        received_at=now,
        presented_at=case.opened_by.presented_at,
        lang=filing.language,
        account_id=case.account_id,
        origin_register=case.office.slug,
        origin_number=str(case.opened_by),
    )


def _copied(document: documents.Document, to: Office) -> documents.Document:
    return documents.keep(
        office_id=to.id,
        name=document.name,
        content=documents.content(document),
        declared_type=document.media_type,
        limit=MOST_BYTES,
    )


def _forwarded(post: Post, case_id: UUID, expected_seq: int, content: dict[str, str]) -> Act:
    return perform(
        case_id=case_id,
        kind=ActKind.FORWARD,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        book="S",
    )
