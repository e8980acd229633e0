"""What a case's answers and documents are now: the filing, as its corrections left it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ventanilla.domains.casefiles.models import Act, Case, Filing, FilingDocument
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.documents.api import Document


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer that a correction changed: what stood before, what stands since, in which act."""

    field: str
    before: Any
    after: Any
    seq: int
    at: datetime


def answers_now(case: Case) -> dict[str, Any]:
    """The filing's answers with every correction laid over them, in order."""
    answers = dict(Filing.objects.get(entry_id=case.opened_by_id).answers)
    for act in _corrections(case):
        answers |= act.content["answers"]
    return {name: value for name, value in answers.items() if value is not None}


def files_now(case: Case) -> dict[str, list[Document]]:
    """By field: the filing's documents, or those of the last correction of that field."""
    files: dict[str, list[Document]] = {}
    filed = FilingDocument.objects.filter(filing_id=case.opened_by_id).select_related("document")
    for place in filed.order_by("field", "position"):
        files.setdefault(place.field, []).append(place.document)
    mended = {
        name: [UUID(one) for one in ids]
        for act in _corrections(case)
        for name, ids in act.content["documents"].items()
    }
    found = Document.objects.in_bulk([one for ids in mended.values() for one in ids])
    return files | {name: [found[one] for one in ids] for name, ids in mended.items()}


def changes(case: Case) -> list[Changed]:
    """What every correction changed, for both sides to see."""
    return [
        Changed(name, act.content["before"].get(name), value, act.seq, act.at)
        for act in _corrections(case)
        for name, value in act.content["answers"].items()
        if act.content["before"].get(name) != value
    ]


def _corrections(case: Case) -> list[Act]:
    return list(Act.objects.filter(case=case, kind=ActKind.CORRECT).order_by("seq"))
