"""Mend what was marked, and nothing else (ES: Ley 39/2015, art. 68; CL: Ley 19.880, art. 31)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.acting import Hand, Life, life_of, perform
from ventanilla.domains.casefiles.completed import restarted_by
from ventanilla.domains.casefiles.errors import ActIncomplete, CaseUnknown, FilingInvalid
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.standing_answers import answers_now, files_now
from ventanilla.domains.documents.api import Document


def correct(
    *,
    hand: Hand,
    case_id: UUID,
    expected_seq: int,
    answers: Mapping[str, Any],
    documents: Mapping[str, Sequence[Document]],
    lang: str,
) -> Act:
    """`answers` and `documents` by field; a field that was not marked is refused.

    The whole form is checked again with what was mended, so that a correction never makes a filing
    worse. What stood before is kept beside what stands now. Where the law says so, the time to
    decide begins anew from today. Raises `FilingInvalid`, `ActIncomplete` and what
    `acting.perform` raises.
    """
    case = Case.objects.select_related("office").filter(id=case_id).first()
    if case is None:
        raise CaseUnknown
    life = life_of(case)
    marked = _marked(life.steps, life.standing.correction)
    for name in (*answers, *documents):
        if name not in marked:
            raise ActIncomplete(
                _("No se pidió corregir «%(name)s».") % {"name": name},
                expected=", ".join(sorted(marked)),
            )
    before = answers_now(case)
    held = {**files_now(case), **documents}
    checked = life.procedure.form.check(answers={**before, **answers}, files=held, lang=lang)
    if checked.errors:
        raise FilingInvalid(checked.errors)
    given = [document for files in documents.values() for document in files]
    return perform(
        case_id=case_id,
        kind=ActKind.CORRECT,
        hand=hand,
        content={
            "answers": {name: checked.answers.get(name) for name in answers},
            "before": {name: before.get(name) for name in answers},
            "documents": {
                name: [str(one.id) for one in files] for name, files in documents.items()
            },
            **_decided_again(case, life, checked.answers, held),
            "restarts": restarted_by(_limit(life), country=case.office.country),
        },
        expected_seq=expected_seq,
        documents=given,
        book="E",
    )


def _limit(life: Life) -> Mapping[str, Any]:
    """The time to decide that was fixed when it was filed."""
    return life.procedure.limit_kept(life.steps[0].content.get("decisions") or {})


def _decided_again(
    case: Case, life: Life, answers: Mapping[str, Any], files: Any
) -> dict[str, Any]:
    """The steps that what is mended calls for, and the rows by which: on the day it was filed."""
    if not life.procedure.conditions:
        return {}
    filed_on = case.opened_by.presented_at.astimezone(case.office.zone).date()
    decided = life.procedure.decide(answers=answers, files=files, filed_on=filed_on)
    passed = life.procedure.passed_over(
        answers=answers, files=files, filed_on=filed_on, decided=decided
    )
    return {"passed_over": passed, "decisions": {n: one.kept() for n, one in decided.items()}}


def _marked(steps: Sequence[Any], seq: int) -> set[str]:
    asked = next((step for step in steps if step.seq == seq), None)
    return set(asked.content["fields"]) if asked else set()
