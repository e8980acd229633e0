"""What becomes of a notice, as an act of its case: opened, refused, expired, delivered."""

from __future__ import annotations

from ventanilla.domains.casefiles.acting import LAW, Hand, party, perform
from ventanilla.domains.casefiles.errors import CaseUnknown
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.notices.api import Settled


def record_settled(settled: Settled) -> int:
    """The port of notices: append `NOTIFIED`, from whose day the person's time limits run.

    What the person did is registered in the book E, so that the day is proved to both sides.
    Returns the seq of the act. Raises `CaseUnknown` and what `acting.perform` raises.
    """
    notice = settled.notice
    told = Act.objects.filter(case_id=notice.matter_id, seq=notice.item).first()
    if told is None:
        raise CaseUnknown
    act = perform(
        case_id=notice.matter_id,
        kind=ActKind.NOTIFIED,
        hand=_hand(settled),
        content={
            "act": notice.item,
            "act_kind": told.kind,
            "effect": settled.effect,
            "how": settled.how,
            "on": settled.on.isoformat(),
            "means": notice.means,
            "basis": settled.basis,
            "notice_id": str(notice.id),
        },
        book="E" if settled.by_person else "",
    )
    return act.seq


def _hand(settled: Settled) -> Hand:
    if settled.by_person:
        return party(settled.account_id)
    if settled.account_id is not None:  # the registry that keeps the letters of every unit
        return Hand(actor=Actor.CLERK, account_id=settled.account_id)
    return LAW
