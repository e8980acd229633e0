"""Resolve: grant, in part, or refuse (ES: Ley 39/2015, art. 88; CL: Ley 19.880, art. 41; BR: Lei
9.784, arts 48-50)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, optional
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.footing import footing_of
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Post


def resolve(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    sense: str,
    text: str,
    why: str = "",
    hearing_dispensed: str = "",
    documents: Sequence[Document] = (),
) -> Act:
    """Decide the matter: `sense` is granted, partly or refused. The footing (which remedy, before
    whom, in what time) comes from the procedure. It leaves through the exit book.

    `hearing_dispensed` says why no hearing was needed (ES art. 82.4). Raises `ActIncomplete` and
    what `acting.perform` raises: a decision without its steps or reasons does not issue.
    """
    content = {
        "sense": sense,
        "text": needed(text, _("La resolución no tiene texto.")),
        "reasons": optional(why),
        "hearing_dispensed": optional(hearing_dispensed),
        "footing": footing_of(case_id),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.RESOLVE,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        documents=documents,
        book="S",
    )
