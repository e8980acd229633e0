"""Propose the resolution (ES: Ley 39/2015, art. 88.7; PE: TUO Ley 27444, art. 182)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def propose(
    *, post: Post, case_id: UUID, expected_seq: int, sense: str, text: str, why: str
) -> Act:
    """What the instructor would decide, for whoever signs. Raises `ActIncomplete` and what
    `acting.perform` raises.
    """
    content = {
        "sense": sense,
        "text": needed(text, _("La propuesta no tiene texto.")),
        "reasons": reasons(why),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.PROPOSE,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
    )
