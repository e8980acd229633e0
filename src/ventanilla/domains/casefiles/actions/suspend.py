"""Suspend the time to decide and let it run again (ES: Ley 39/2015, art. 22; CO: CPACA; PE: only
by law)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def suspend(*, post: Post, case_id: UUID, expected_seq: int, why: str, basis: str) -> Act:
    """From today, for a cause that the law names: `basis` cites it.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    cited = needed(basis, _("Falta la norma que permite suspender el plazo."))
    return perform(
        case_id=case_id,
        kind=ActKind.SUSPEND,
        hand=hand_of(post),
        content={"reasons": reasons(why), "basis": cited},
        expected_seq=expected_seq,
        book="S",
    )


def resume(*, post: Post, case_id: UUID, expected_seq: int) -> Act:
    """The cause has ended: the time to decide runs again from tomorrow."""
    return perform(
        case_id=case_id, kind=ActKind.RESUME, hand=hand_of(post), expected_seq=expected_seq
    )
