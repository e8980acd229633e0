"""Record the report that came, or that it did not come in time (ES: Ley 39/2015, art. 80)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Post


def answer_report(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    report: str,
    text: str,
    issued: bool = True,
    documents: Sequence[Document] = (),
) -> Act:
    """`issued` is false where its time passed and the law lets the case go on without it.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    said = needed(text, _("Falta el contenido del informe, o por qué se sigue sin él."))
    return perform(
        case_id=case_id,
        kind=ActKind.ANSWER_REPORT,
        hand=hand_of(post),
        content={"report": report, "text": said, "issued": issued},
        expected_seq=expected_seq,
        documents=documents,
    )
