"""Record that a step of the handling was done: verified, inspected, signed, looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.handling.models import Task
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.handling_steps import OPEN
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Post

#: Steps that an act of their own does.
_BY_ACTS = ("report", "ask_report", "hearing", "information", "propose", "agree", "answer")


def record_work(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    step: str,
    text: str,
    documents: Sequence[Document] = (),
) -> Act:
    """`step` is one that is open in the case; `text` what was found. It decides nothing.

    Raises `ActIncomplete` where the step is not open or another act does it, and what
    `acting.perform` raises.
    """
    task = Task.objects.filter(case_id=case_id, step=step, state=OPEN).first()
    if task is None or task.act in (*_BY_ACTS, "resolve", "appeal"):
        raise ActIncomplete(_("Ese paso no está pendiente, o lo hace un acto propio."))
    content = {"step": step, "text": needed(text, _("Falta decir qué se hizo o se encontró."))}
    return perform(
        case_id=case_id,
        kind=ActKind.RECORD_WORK,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        documents=documents,
    )
