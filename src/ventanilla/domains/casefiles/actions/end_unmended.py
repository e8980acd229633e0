"""End a case that waits for a party who does nothing: deemed withdrawal and lapse
(ES: Ley 39/2015, arts 68.1 and 95; CL: Ley 19.880, arts 31 and 43; CO: Ley 1437, art. 17)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import Hand, hand_of, perform
from ventanilla.domains.casefiles.errors import OutOfOrder
from ventanilla.domains.casefiles.models import Act, CaseClock
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.clocks import CORRECTION
from ventanilla.domains.casefiles.telling import not_yet_told
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock


def deem_withdrawn(*, hand: Hand, case_id: UUID, expected_seq: int | None = None, why: str) -> Act:
    """The time to mend passed: the filing counts as withdrawn. Raises `OutOfOrder` before."""
    row = (
        CaseClock.objects.filter(case_id=case_id, name=CORRECTION, ended_on=None)
        .select_related("office")
        .first()
    )
    if row is not None and row.due_on and row.due_on >= clock.today(row.office.zone):
        raise OutOfOrder(
            _("La persona todavía está a tiempo de corregir."),
            expected=_("Su plazo vence el %(day)s.") % {"day": row.due_on.strftime("%d/%m/%Y")},
        )
    if row is None and not_yet_told(case_id, ActKind.ASK_CORRECTION):
        raise OutOfOrder(
            _("La persona todavía no ha recibido el requerimiento: su plazo no ha empezado."),
            expected=_("Empieza cuando se le notifique."),
        )
    return perform(
        case_id=case_id,
        kind=ActKind.DEEM_WITHDRAWN,
        hand=hand,
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )


def warn_lapse(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """Tell the party that the case will lapse if it does nothing (ES: three months)."""
    return perform(
        case_id=case_id,
        kind=ActKind.WARN_LAPSE,
        hand=hand_of(post),
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )


def declare_lapse(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """End the case by inactivity of the party, after the warning."""
    return perform(
        case_id=case_id,
        kind=ActKind.DECLARE_LAPSE,
        hand=hand_of(post),
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )
