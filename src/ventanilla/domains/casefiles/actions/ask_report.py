"""Ask another unit or body for a report (ES: Ley 39/2015, arts 79-80; CL: Ley 19.880, arts
37-38)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def ask_report(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    report: str,
    of: str,
    question: str,
    suspends_by: str = "",
) -> Act:
    """`report` is the id of a step of the procedure, or a name of its own; `of` who is asked.

    `suspends_by` is the norm by which the time to decide stands still meanwhile (ES art. 22.1.d),
    empty where it runs on. Raises `ActIncomplete` and what `acting.perform` raises.
    """
    content = {
        "report": report,
        "of": needed(of, _("Falta decir a quién se pide el informe.")),
        "question": needed(question, _("Falta decir sobre qué se pide el informe.")),
        "suspends": bool(suspends_by),
        "basis": suspends_by,
    }
    return perform(
        case_id=case_id,
        kind=ActKind.ASK_REPORT,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
    )
