"""Desist from the request, or waive the right (ES: Ley 39/2015, art. 94; CL: Ley 19.880, art.
42; BR: Lei 9.784, art. 51)."""

from __future__ import annotations

from uuid import UUID

from ventanilla.domains.casefiles.act_texts import optional
from ventanilla.domains.casefiles.acting import Hand, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind


def desist(*, hand: Hand, case_id: UUID, expected_seq: int, text: str = "") -> Act:
    """The party goes no further with this request; it may file another one."""
    return _withdrawn(ActKind.DESIST, hand, case_id, expected_seq, text)


def waive(*, hand: Hand, case_id: UUID, expected_seq: int, text: str = "") -> Act:
    """The party gives up the right itself, where it may be given up."""
    return _withdrawn(ActKind.WAIVE, hand, case_id, expected_seq, text)


def _withdrawn(kind: ActKind, hand: Hand, case_id: UUID, expected_seq: int, text: str) -> Act:
    return perform(
        case_id=case_id,
        kind=kind,
        hand=hand,
        content={"text": optional(text)},
        expected_seq=expected_seq,
        book="E",
    )
