"""Silence: recorded at the party's step or by time alone, as the law has it, and certified
(ES: Ley 39/2015, art. 24; CL: Ley 19.880, arts 64-66; PE: TUO Ley 27444, arts 35-38 and 199)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, optional
from ventanilla.domains.casefiles.acting import Hand, hand_of, life_of, perform
from ventanilla.domains.casefiles.course_of import decided_of
from ventanilla.domains.casefiles.errors import CaseUnknown, OutOfOrder
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.conditions import PARTY_STEP
from ventanilla.domains.casefiles.rules.effects import silence_said
from ventanilla.domains.casefiles.silence_day import TWO_STEPS, silence_day_of
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock


def complain_of_delay(*, hand: Hand, case_id: UUID, expected_seq: int, text: str = "") -> Act:
    """The party tells the body that its time has passed (CL art. 64: within 24 hours it is passed
    on, and silence works after five days; UY, AR alike). Raises `OutOfOrder` before it has.
    """
    silence = _silence_of(_must_have_passed(case_id))
    within = silence.get("limit") if silence.get("trigger") == TWO_STEPS else None
    return perform(
        case_id=case_id,
        kind=ActKind.COMPLAIN_OF_DELAY,
        hand=hand,
        content={"text": optional(text), **({"decide_within": within} if within else {})},
        expected_seq=expected_seq,
        book="E",
    )


def _silence_of(case: Case) -> Mapping[str, Any]:
    life = life_of(case)
    return life.procedure.silence_kept(decided_of(life.steps))


def record_silence(*, hand: Hand, case_id: UUID, expected_seq: int | None = None) -> Act:
    """What the law makes of the time that passed: the matter granted, or the appeal opened.

    Raises `OutOfOrder` before the last day has passed or where the law gives silence no effect.
    """
    case = _must_have_passed(case_id)
    life = life_of(case)
    last = silence_day_of(
        life.procedure,
        life.steps,
        office=case.office,
        due_on=case.due_on,
        due_because=case.due_because,
    )
    unreported = life.course.silence["trigger"] == PARTY_STEP and not life.standing.delay_complained
    if not unreported and (last is None or last >= clock.today(case.office.zone)):
        raise _too_soon(last)
    return perform(
        case_id=case_id,
        kind=ActKind.RECORD_SILENCE,
        hand=hand,
        content={**silence_said(life.course), "passed_on": str(last)},
        expected_seq=expected_seq,
        book="E",
    )


def certify_silence(*, post: Post, case_id: UUID, expected_seq: int) -> Act:
    """The certificate that no decision was given in time (ES art. 24.4; CL art. 66)."""
    return perform(
        case_id=case_id,
        kind=ActKind.CERTIFY_SILENCE,
        hand=hand_of(post),
        expected_seq=expected_seq,
        book="S",
    )


def protocol_silence(
    *,
    hand: Hand,
    case_id: UUID,
    expected_seq: int,
    deed: str,
    text: str = "",
    documents: Sequence[Document] = (),
) -> Act:
    """The party hands in the deed by which they prove the positive silence: the receipt of what
    they filed and their sworn statement that no decision was notified in time (CO: Ley 1437, art.
    85). Everybody must then take it as the favourable decision.

    Raises `OutOfOrder` where silence is proved otherwise, or has granted nothing; `ActIncomplete`
    with no number of the deed.
    """
    content = {
        "deed": needed(deed, _("Falta el número de la escritura y la notaría.")),
        "text": optional(text),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.PROTOCOL_SILENCE,
        hand=hand,
        content=content,
        expected_seq=expected_seq,
        documents=documents,
        book="E",
    )


def _must_have_passed(case_id: UUID) -> Case:
    case = Case.objects.select_related("office").filter(id=case_id).first()
    if case is None:
        raise CaseUnknown
    today: date = clock.today(case.office.zone)
    if case.due_on is None or case.due_on >= today:
        raise _too_soon(case.due_on)
    return case


def _too_soon(last: date | None) -> OutOfOrder:
    return OutOfOrder(
        _("El plazo para resolver todavía no ha vencido."),
        expected=_("Vence el %(day)s.") % {"day": last.strftime("%d/%m/%Y")} if last else "",
    )
