"""Open the file to anyone, hear whoever speaks, close with one reasoned reply per group (ES: Ley
39/2015, art. 83; CL: Ley 19.880, art. 39; BR: Lei 9.784, art. 31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, optional, reasons
from ventanilla.domains.casefiles.acting import Hand, hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Post


@dataclass(frozen=True, slots=True)
class Reply:
    """A reasoned reply and the contributions (seq of each) that it answers."""

    to: frozenset[int]
    text: str


def open_information(*, post: Post, case_id: UUID, expected_seq: int, text: str) -> Act:
    """Announce what may be seen, where and until when; it is published. Raises `ActIncomplete` and
    what `acting.perform` raises.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.OPEN_INFORMATION,
        hand=hand_of(post),
        content={"text": needed(text, _("Falta el anuncio de la información pública."))},
        expected_seq=expected_seq,
        book="S",
    )


def speak(
    *, case_id: UUID, name: str, text: str, contact: str = "", documents: Sequence[Document] = ()
) -> Act:
    """Anyone speaks while the information is open; it makes nobody a party (ES art. 83.3).

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    content = {
        "name": needed(name, _("Falta el nombre de quien aporta.")),
        "text": needed(text, _("Falta lo que se aporta.")),
        "contact": optional(contact),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.SPEAK,
        hand=Hand(actor=Actor.ANYONE),
        content=content,
        documents=documents,
        book="E",
    )


def close_information(
    *, post: Post, case_id: UUID, expected_seq: int, replies: Sequence[Reply]
) -> Act:
    """Close, with a reasoned reply to every contribution: those alike share one. Whoever spoke has
    a right to it. Raises `ActIncomplete` where one is left without, and what `perform` raises.
    """
    answered = {seq for reply in replies for seq in reply.to}
    spoken = Act.objects.filter(case_id=case_id, kind=ActKind.SPEAK)
    for seq in spoken.values_list("seq", flat=True):
        if seq not in answered:
            raise ActIncomplete(
                _("Falta responder a la aportación %(seq)d.") % {"seq": seq},
                expected=_("Una respuesta razonada puede servir para varias semejantes."),
            )
    content = {
        "replies": [{"to": sorted(reply.to), "text": reasons(reply.text)} for reply in replies]
    }
    return perform(
        case_id=case_id,
        kind=ActKind.CLOSE_INFORMATION,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        book="S",
    )
