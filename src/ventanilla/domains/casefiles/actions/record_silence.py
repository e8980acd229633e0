"""Silence: recorded at the party's step or by time alone, as the law has it, and certified
(ES: Ley 39/2015, art. 24; CL: Ley 19.880, arts 64-66; PE: TUO Ley 27444, arts 35-38 and 199)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import optional
from ventanilla.domains.casefiles.acting import Hand, hand_of, perform
from ventanilla.domains.casefiles.errors import CaseUnknown, OutOfOrder
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.silence_day import silence_day_of
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock


def complain_of_delay(*, hand: Hand, case_id: UUID, expected_seq: int, text: str = "") -> Act:
    """The party tells the body that its time has passed (CL art. 64: within 24 hours it is passed
    on, and silence works after five days; UY, AR alike). Raises `OutOfOrder` before it has.
    """
    _must_have_passed(case_id)
    return perform(
        case_id=case_id,
        kind=ActKind.COMPLAIN_OF_DELAY,
        hand=hand,
        content={"text": optional(text)},
        expected_seq=expected_seq,
        book="E",
    )


def record_silence(*, hand: Hand, case_id: UUID, expected_seq: int | None = None) -> Act:
    """What the law makes of the time that passed: the matter granted, or the appeal opened.

    Raises `OutOfOrder` before the last day has passed or where the law gives silence no effect.
    """
    case = _must_have_passed(case_id)
    procedure = catalogue.version(case.version_id)
    sense, last = procedure.silence["sense"], silence_day_of(case, procedure)
    if last is None or last >= clock.today(case.office.zone):
        raise _too_soon(last)
    return perform(
        case_id=case_id,
        kind=ActKind.RECORD_SILENCE,
        hand=hand,
        content={"sense": sense, "passed_on": str(last)},
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
