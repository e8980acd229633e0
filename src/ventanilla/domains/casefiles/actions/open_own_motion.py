"""Open a case of own motion: nobody asked for it (ES: Ley 39/2015, arts 58-59; CL: Ley 19.880, art.
29; BR: Lei 9.784, art. 5)."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, reasons
from ventanilla.domains.casefiles.acting import hand_of
from ventanilla.domains.casefiles.actions.lodge import Lodged, first_answer
from ventanilla.domains.casefiles.codes import follow_secret
from ventanilla.domains.casefiles.errors import NotYours, OutOfOrder
from ventanilla.domains.casefiles.filing_set import Accepted, FirstAct, filing_set
from ventanilla.domains.casefiles.rules.act_kinds import Actor
from ventanilla.domains.casefiles.rules.applicants import Applicant
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices.api import Post
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock


def open_own_motion(
    *,
    post: Post,
    procedure: PublishedProcedure,
    concerned: Applicant,
    cause: str,
    text: str,
    idempotency_key: str,
) -> Lodged:
    """The agreement to begin leaves by the exit book, with its case. `concerned` is whom it is
    about; `cause` why it begins (own initiative, order, request of another body, complaint).

    Raises `NotYours`, `OutOfOrder` (the procedure does not begin so), `ActIncomplete` and what
    `register.append` raises. The same key gives the first answer.
    """
    hand = hand_of(post)
    if hand.actor == Actor.CLERK:
        raise NotYours
    if procedure.kind != CaseKind.OWN_MOTION:
        raise OutOfOrder(_("Este trámite no se inicia de oficio: lo inicia una persona."))
    content = {"cause": reasons(cause), "text": needed(text, _("El acuerdo no tiene texto."))}
    filing = filing_set(_accepted(post, procedure, concerned, content, idempotency_key))
    registered = register.append(filing.entry, filing.rows)
    if registered.replayed:
        return first_answer(registered)
    return Lodged(registered, filing.case_id, follow_secret(registered.entry_id), filing.due)


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
