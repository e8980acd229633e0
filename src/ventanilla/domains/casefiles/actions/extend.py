"""Extend the time to decide, before it expires and with reasons (ES: Ley 39/2015, arts 23 and
32; CL: Ley 19.880, art. 26)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import OutOfOrder
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock


def extend(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """Once, by what the procedure's norm allows. An expired time limit cannot be extended
    (ES art. 32.3). Raises `OutOfOrder`, `ActIncomplete` and what `acting.perform` raises.
    """
    case = Case.objects.select_related("office").filter(id=case_id).first()
    if case is not None and case.due_on and case.due_on < clock.today(case.office.zone):
        raise OutOfOrder(
            _("El plazo ya venció: no se puede ampliar."),
            expected=_("Resuelva, o espere a que la persona haga constar el silencio."),
        )
    return perform(
        case_id=case_id,
        kind=ActKind.EXTEND,
        hand=hand_of(post),
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )
