"""Allege and add documents, at any moment before the decision (ES: Ley 39/2015, art. 76; CL: Ley
19.880, art. 10)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import Hand, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.documents.api import Document


def allege(
    *,
    hand: Hand,
    case_id: UUID,
    expected_seq: int,
    text: str,
    documents: Sequence[Document] = (),
) -> Act:
    """What the party says, registered like any filing. Raises `ActIncomplete` and what
    `acting.perform` raises.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.ALLEGE,
        hand=hand,
        content={"text": needed(text, _("Falta el texto de las alegaciones."))},
        expected_seq=expected_seq,
        documents=documents,
        book="E",
    )
