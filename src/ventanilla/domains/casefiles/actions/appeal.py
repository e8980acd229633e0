"""Appeal a decision, or silence (ES: Ley 39/2015, arts 121-124; CL: Ley 19.880, art. 59; PE: TUO
Ley 27444, arts 218-220)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import Hand, perform
from ventanilla.domains.casefiles.errors import CaseUnknown
from ventanilla.domains.casefiles.models import Act, Case, CaseClock
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents.api import Document


def appeal(
    *,
    hand: Hand,
    case_id: UUID,
    expected_seq: int,
    remedy: str,
    text: str,
    against: int,
    documents: Sequence[Document] = (),
) -> Act:
    """`remedy` is an appeal of the procedure, `against` the seq of the decision (0: silence).

    One that the law lodges with another body is refused, with its name and address. An appeal out
    of time is taken all the same, with its date said: whoever decides it rejects it.
    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    content = {
        "remedy": remedy,
        "text": needed(text, _("El recurso no dice por qué se recurre.")),
        "against": against,
        "last_day": _last_day(case_id, remedy, against),
        "decided_elsewhere": _decided_elsewhere(case_id, remedy),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.APPEAL,
        hand=hand,
        content=content,
        expected_seq=expected_seq,
        documents=documents,
        book="E",
    )


def _decided_elsewhere(case_id: UUID, remedy: str) -> bool:
    version = Case.objects.filter(id=case_id).values_list("version_id", flat=True).first()
    if version is None:
        raise CaseUnknown
    whom = {one["id"]: one["before"] or {} for one in catalogue.version(version).appeals}
    return bool(whom.get(remedy, {}).get("body") == "other")


def _last_day(case_id: UUID, remedy: str, against: int) -> str:
    row = CaseClock.objects.filter(
        case_id=case_id, name=f"appeal:{remedy}", opened_by=against
    ).first()
    return row.due_on.isoformat() if row and row.due_on else ""
