"""Open a case of own motion: nobody asked for it (ES: Ley 39/2015, arts 58-59; CL: Ley 19.880, art.
29; BR: Lei 9.784, art. 5)."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, reasons
from ventanilla.domains.casefiles.acting import hand_of, life_of
from ventanilla.domains.casefiles.actions.lodge import Lodged, first_answer
from ventanilla.domains.casefiles.codes import follow_secret
from ventanilla.domains.casefiles.errors import NotYours, OutOfOrder
from ventanilla.domains.casefiles.filing_set import Accepted, FirstAct, filing_set
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.casefiles.rules.act_kinds import Actor
from ventanilla.domains.casefiles.rules.applicants import Applicant
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.telling import means_of
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices.api import Post
from ventanilla.domains.register import api as register
from ventanilla.domains.titles import api as titles
from ventanilla.kernel import clock


def open_own_motion(
    *,
    post: Post,
    procedure: PublishedProcedure,
    concerned: Applicant,
    cause: str,
    text: str,
    idempotency_key: str,
    title_id: UUID | None = None,
) -> Lodged:
    """The agreement to begin leaves by the exit book, with its case. `concerned` is whom it is
    about; `cause` why it begins (own initiative, order, request of another body, complaint).
    `title_id` is the title that it may take or stop: of the same office, and alive.

    Raises `NotYours`, `OutOfOrder` (the procedure does not begin so), `ActIncomplete` and what
    `register.append` raises. The same key gives the first answer.
    """
    hand = hand_of(post)
    if hand.actor == Actor.CLERK:
        raise NotYours
    if procedure.kind != CaseKind.OWN_MOTION:
        raise OutOfOrder(_("Este trámite no se inicia de oficio: lo inicia una persona."))
    content = about(title_id, post) | {
        "cause": reasons(cause),
        "text": needed(text, _("El acuerdo no tiene texto.")),
    }
    filing = filing_set(_accepted(post, procedure, concerned, content, idempotency_key))
    registered = register.append(filing.entry, filing.rows)
    if registered.replayed:
        return first_answer(registered)
    return Lodged(registered, filing.case_id, follow_secret(registered.entry_id), filing.due)


def about(title_id: UUID | None, post: Post) -> dict[str, str]:
    """What the first act says of the title. Raises `titles.TitleUnknown`, `OutOfOrder` where it
    has ended."""
    if title_id is None:
        return {}
    title = titles.title_by_id(office=post.office, title_id=title_id)
    if title.state not in titles.ALIVE:
        raise OutOfOrder(
            _("El título ya terminó: %(state)s.") % {"state": title.state.label},
            expected=_("No hay nada que revocar ni suspender."),
        )
    return {"title": str(title_id), "means": _means(title)}


def _means(title: titles.TitleView) -> str:
    """As its holder is notified in the case that granted it; by letter where it changed hands."""
    if title.changed_hands:
        return notices.Means.PAPER
    case = Case.objects.select_related("office").get(id=title.matter_id)
    return means_of(case, life_of(case).standing)


def _accepted(
    post: Post,
    procedure: PublishedProcedure,
    concerned: Applicant,
    content: dict[str, str],
    key: str,
) -> Accepted:
    now = clock.now()
    said = "\0".join((procedure.slug, concerned.name, *content.values()))
    return Accepted(
        office=post.office,
        procedure=procedure,
        answers={},
        documents={},
        applicant=concerned,
        channel="desk",
        idempotency_scope=f"own-motion:{post.id.hex}",
        idempotency_key=key,
        request_digest=hashlib.sha256(b"ventanilla/own-motion/v1\0" + said.encode()).digest(),
        received_at=now,
        presented_at=now,
        lang=concerned.language or post.office.language,
        filer_id=post.id,
        origin_register="",
        origin_number="",
        physical_items="",
        first=FirstAct(actor=hand_of(post).actor, post=post, content=content),
    )
