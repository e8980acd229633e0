"""Close what has ended and hand it over to the archive (ES: Ley 39/2015, art. 17.1)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def close(*, post: Post, case_id: UUID, expected_seq: int) -> Act:
    """Nothing more is to be done here, and no appeal waits. Raises what `acting.perform` raises."""
    return perform(
        case_id=case_id, kind=ActKind.CLOSE, hand=hand_of(post), expected_seq=expected_seq
    )


def transfer(*, post: Post, case_id: UUID, expected_seq: int, series: str) -> Act:
    """Under which archival `series` it goes to the archive. Raises `ActIncomplete` and what
    `acting.perform` raises.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.TRANSFER,
        hand=hand_of(post),
        content={"series": needed(series, _("Falta la serie documental."))},
        expected_seq=expected_seq,
    )
