"""Admit an application to be handled (CL: Ley 19.880, art. 31; PE: TUO Ley 27444, art. 136)."""

from __future__ import annotations

from uuid import UUID

from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def admit(*, post: Post, case_id: UUID, expected_seq: int) -> Act:
    """The filing is complete: handling begins. Raises what `acting.perform` raises."""
    return perform(
        case_id=case_id, kind=ActKind.ADMIT, hand=hand_of(post), expected_seq=expected_seq
    )
