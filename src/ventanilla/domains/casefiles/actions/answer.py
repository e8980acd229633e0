"""Answer: the act that ends a petition, or a request for information (CL: Ley 20.285, arts 14-17;
CO: Ley 1755, art. 14; BR: Lei 13.460, art. 16).

Whoever answers holds a post of the unit that handles the case. A refusal, whole or in part,
does not issue without its reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import optional
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import AnswerIncomplete
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.life import NEEDS_REASONS, ActKind, Decision
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Post
from ventanilla.kernel.plaintext import stored_text

MAX_TEXT = 20_000  # characters


def answer(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    text: str,
    decision: str,
    reasons: str = "",
    conditions: str = "",
    documents: Sequence[Document] = (),
    written: Mapping[str, Any] | None = None,
) -> Act:
    """Append the answer, which leaves by the exit book, and close the case. `expected_seq` is that
    of the screen it was written on; `written` its whole text where it was drafted (`resolve`);
    `conditions` those of the title that it grants, if any.

    Raises `CaseUnknown` (also when of another office or unit), `NotYours`, `StaleCase`,
    `OutOfOrder`, `AnswerIncomplete`, `UnstorableText`, `TextTooLong`. Nothing is written then.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.ANSWER,
        hand=hand_of(post),
        content=_content(text=text, decision=decision, reasons=reasons)
        | ({"conditions": optional(conditions)} if conditions.strip() else {})
        | dict(written or {}),
        expected_seq=expected_seq,
        documents=documents,
        book="S",
    )


def _content(*, text: str, decision: str, reasons: str) -> dict[str, Any]:
    if decision not in Decision.values:
        raise AnswerIncomplete(
            _("Falta decir qué se decide."),
            expected=_("Elija si se entrega, se entrega en parte, se deniega o ya es pública."),
        )
    words = stored_text(text, max_length=MAX_TEXT, multiline=True).strip()
    why = stored_text(reasons, max_length=MAX_TEXT, multiline=True).strip()
    if not words:
        raise AnswerIncomplete(
            _("La respuesta no tiene texto."),
            expected=_("Escriba lo que se responde a la persona."),
        )
    if decision in NEEDS_REASONS and not why:
        raise AnswerIncomplete(
            _("No se puede denegar sin decir por qué."),
            expected=_("Escriba la causa legal y los hechos en que se apoya."),
        )
    return {"decision": decision, "text": words, "reasons": why}
