"""Reject as inadmissible, with reasons (ES: Ley 39/2015, art. 88.5; CL: Ley 19.880, art. 41)."""

from __future__ import annotations

from uuid import UUID

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def reject(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """End the case without looking into the matter. A body must say why, and how to appeal.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.REJECT,
        hand=hand_of(post),
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )
