"""Stop what a declaration had allowed: what it said was false, missing or not enough (ES: Ley
39/2015, art. 69.4)."""

from __future__ import annotations

from uuid import UUID

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def cease_effects(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """From this day the activity may not go on. Raises `ActIncomplete` and what `acting.perform`
    raises: nobody is stopped unheard.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.CEASE_EFFECTS,
        hand=hand_of(post),
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )
