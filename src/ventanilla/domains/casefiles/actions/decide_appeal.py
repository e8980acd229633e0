"""Decide an appeal, and suspend meanwhile what was appealed (ES: Ley 39/2015, arts 117 and 119;
CL: Ley 19.880, arts 57 and 59)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.appeal_outcomes import OUTCOMES
from ventanilla.domains.offices.api import Post


def decide_appeal(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    appealed: int,
    outcome: str,
    why: str,
    text: str,
    sense: str = "",
    sends_back: bool = False,
) -> Act:
    """`appealed` is the seq of the appeal; `outcome` upheld, partly, dismissed or inadmissible.

    Upheld, it says what is decided instead (`sense`), or that the case goes back to the step that
    failed. Raises `ActIncomplete` and what `acting.perform` raises.
    """
    if outcome not in OUTCOMES:
        raise ActIncomplete(_("Falta decir si se estima el recurso."))
    if outcome in ("upheld", "partly") and not (sends_back or sense):
        raise ActIncomplete(_("Falta decir qué se decide en lugar de lo recurrido."))
    content = {
        "appeal": appealed,
        "outcome": outcome,
        "reasons": reasons(why),
        "text": needed(text, _("La resolución no tiene texto.")),
        "sense": sense,
        "sends_back": sends_back,
    }
    return perform(
        case_id=case_id,
        kind=ActKind.DECIDE_APPEAL,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        book="S",
    )


def forward_appeal(*, post: Post, case_id: UUID, expected_seq: int, appealed: int, to: str) -> Act:
    """Send the appeal with the file to the body that decides it (`to`, as the procedure names it).

    Only where the law lets it be lodged here. Raises `ActIncomplete` and what `perform` raises.
    """
    said = needed(to, _("Falta decir a qué organismo se envía."))
    return perform(
        case_id=case_id,
        kind=ActKind.FORWARD_APPEAL,
        hand=hand_of(post),
        content={"appeal": appealed, "to": said},
        expected_seq=expected_seq,
        book="S",
    )


def suspend_act(*, post: Post, case_id: UUID, expected_seq: int, appealed: int, why: str) -> Act:
    """What was appealed has no effect until the appeal is decided."""
    return perform(
        case_id=case_id,
        kind=ActKind.SUSPEND_ACT,
        hand=hand_of(post),
        content={"appeal": appealed, "reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )
