"""Let a person proceed on paper (ES: Ley 39/2015, art. 14.1: people choose how they deal with the
body)."""

from __future__ import annotations

from uuid import UUID

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def allow_paper(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """From now on what is told to the person goes on paper. Raises `ActIncomplete` and what
    `acting.perform` raises.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.ALLOW_PAPER,
        hand=hand_of(post),
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )
