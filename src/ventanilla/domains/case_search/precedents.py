"""Earlier cases of the same procedure that were decided, alike in what determines the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ventanilla.domains.case_search.indexing import DECISIVE, outcome_reasons
from ventanilla.domains.case_search.models import IndexedCase
from ventanilla.domains.case_search.rules.likeness import likeness
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import Act, Case
from ventanilla.domains.offices.api import Post

MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A case decided earlier. `text` is what was decided, in the words of the decision, `reasons`
    why; `sense` is its value (granted, partly, refused, or the procedure's own)."""

    case_id: UUID
    label: str
    decided_at: datetime
    sense: str
    text: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What makes cases alike: by decision table the rows that fired; by field the answers that
    decide which steps a case takes. With neither, only the procedure is the same."""

    rows: dict[str, list[str]]
    answers: dict[str, Any]


def alike_of(now: casefiles.CaseNow) -> Alike:
    """What determines the outcome of a case. No statement."""
    reasons = _reasons(now)
    return Alike(rows=reasons["rows"], answers=reasons["answers"])


def precedents_of(*, post: Post, now: casefiles.CaseNow) -> list[Precedent]:
    """The five decided last, among what the post may see. One statement.

    Each is somebody's file: whoever shows them journals them first.
    """
    found = _rows(post, now).values("case_id")[:MOST]
    acts: dict[UUID, Act] = {}
    for act in casefiles.acts_within_reach(post, case_ids=found, kinds=DECISIVE):
        acts[act.case_id] = act  # the last one stands
    last_first = sorted(acts.values(), key=lambda act: act.at, reverse=True)
    return [_precedent(act.case, act) for act in last_first]


def _rows(post: Post, now: casefiles.CaseNow) -> Any:
    procedure = now.view.procedure
    return (
        IndexedCase.objects.filter(
            office_id=post.office_id,
            unit_id=post.unit_id,
            slug=procedure.slug,
            likeness=likeness(procedure.slug, _reasons(now)),
            decided_at__isnull=False,
        )
        .exclude(case_id=now.view.id)
        .order_by("-decided_at")
    )


def _reasons(now: casefiles.CaseNow) -> dict[str, Any]:
    return outcome_reasons(now.view.procedure, now.view.acts, now.view)


def _precedent(case: Case, act: Act) -> Precedent:
    said = act.content
    return Precedent(
        case_id=case.id,
        label=str(case.opened_by),
        decided_at=act.at,
        sense=str(said.get("sense") or said.get("decision") or ""),
        text=str(said.get("text") or ""),
        reasons=str(said.get("reasons") or ""),
    )
