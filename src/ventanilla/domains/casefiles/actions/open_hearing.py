"""Hear the party before the proposal (ES: Ley 39/2015, art. 82; BR: Lei 9.784, art. 44; PT: CPA,
art. 121)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def open_hearing(*, post: Post, case_id: UUID, expected_seq: int, text: str) -> Act:
    """Show the whole file and give the time of the procedure to speak.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.OPEN_HEARING,
        hand=hand_of(post),
        content={"text": needed(text, _("Falta decir qué se pone de manifiesto."))},
        expected_seq=expected_seq,
        book="S",
    )


def close_hearing(*, post: Post, case_id: UUID, expected_seq: int) -> Act:
    """The party has said all it wanted before its time passed (ES art. 82.3)."""
    return perform(
        case_id=case_id, kind=ActKind.CLOSE_HEARING, hand=hand_of(post), expected_seq=expected_seq
    )
