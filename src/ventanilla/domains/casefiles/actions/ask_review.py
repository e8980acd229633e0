"""Ask that a person looks at what was decided without one (ES: Ley 40/2015, art. 41; RGPD, art.
22.3; BR: Lei 13.709, art. 20)."""

from __future__ import annotations

from uuid import UUID

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import Hand, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind


def ask_review(*, hand: Hand, case_id: UUID, expected_seq: int, why: str) -> Act:
    """The person says what seems wrong; a task opens for the head of the unit. It enters by the
    book and opens no time limit of its own.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.ASK_REVIEW,
        hand=hand,
        content={"text": reasons(why)},
        expected_seq=expected_seq,
        book="E",
    )
