"""Resolve: grant, in part, or refuse (ES: Ley 39/2015, art. 88; CL: Ley 19.880, art. 41; BR: Lei
9.784, arts 48-50)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, optional
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.footing import footing_of
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.titling import EFFECTS, KEEP
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
    conditions: str = "",
    title_effect: str = "",
    documents: Sequence[Document] = (),
    written: Mapping[str, Any] | None = None,
) -> Act:
    """Decide the matter: `sense` is granted, partly or refused. The footing (which remedy, before
    whom, in what time) comes from the procedure. It leaves through the exit book.

    `written` is its whole text where it was drafted: `paragraphs` {n, part, text}, `signed_as`.
    `conditions` are those of the title that it grants, for anybody to read. In a case of own motion
    about a title, `title_effect` says what becomes of it: revoke, suspend or keep. The first two
    are against its holder (their sense is refused, with its reasons and after the hearing) and have
    effect from the notice. `hearing_dispensed` says why no hearing was needed (ES art. 82.4).
    Raises `ActIncomplete`, `titles.TitleRefused` and what `acting.perform` raises: a decision
    without its steps or reasons does not issue.
    """
    content: dict[str, Any] = {
        "sense": "refused" if title_effect in EFFECTS else sense,
        "text": needed(text, _("La resolución no tiene texto.")),
        "reasons": optional(why),
        "hearing_dispensed": optional(hearing_dispensed),
        "footing": footing_of(case_id),
        **(written or {}),
    }
    if conditions.strip():
        content["conditions"] = optional(conditions)
    if title_effect:
        content["title_effect"] = _effect(title_effect)
    return perform(
        case_id=case_id,
        kind=ActKind.RESOLVE,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        documents=documents,
        book="S",
    )


def _effect(said: str) -> str:
    if said not in (*EFFECTS, KEEP):
        raise ActIncomplete(_("Falta decir qué pasa con el título."), expected=", ".join(EFFECTS))
    return said
