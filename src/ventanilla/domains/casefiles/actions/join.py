"""Join cases that are closely tied, and split them again (ES: Ley 39/2015, art. 57; CL: Ley 19.880,
art. 33)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete, CaseUnknown
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.life import OPEN_STATES
from ventanilla.domains.offices.api import Post


def join(*, post: Post, case_id: UUID, expected_seq: int, into: UUID, why: str) -> Act:
    """From now on the matter is decided in the case `into`, of the same unit and still open.

    Raises `CaseUnknown`, `ActIncomplete` and what `acting.perform` raises.
    """
    main = Case.objects.filter(
        id=into, office_id=post.office_id, unit_id=post.unit_id, state__in=OPEN_STATES
    ).first()
    if main is None:
        raise CaseUnknown
    if into == case_id:
        raise ActIncomplete(
            _("Un expediente no se une a sí mismo."), expected=_("Elija el otro expediente.")
        )
    return perform(
        case_id=case_id,
        kind=ActKind.JOIN,
        hand=hand_of(post),
        content={"into": str(into), "reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )


def split(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """The case is handled by itself again."""
    return perform(
        case_id=case_id,
        kind=ActKind.SPLIT,
        hand=hand_of(post),
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )
