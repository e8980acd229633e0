"""Answer an application: the act that ends it (CL: Ley 20.285, arts 14 to 17).

Whoever answers holds a post of the unit that handles the case. A refusal, whole or in part,
does not issue without its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.errors import (
    AnswerIncomplete,
    CaseUnknown,
    NotYours,
    OutOfOrder,
    StaleCase,
)
from ventanilla.domains.casefiles.models import Act, ActDocument, Case
from ventanilla.domains.casefiles.rules.life import (
    MAY_DECIDE,
    NEEDS_REASONS,
    OPEN_STATES,
    ActKind,
    Decision,
    State,
)
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock
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
    documents: Sequence[Document] = (),
) -> Act:
    """Append the answer and close the case. `expected_seq` is that of the screen it was written on.

    Raises `CaseUnknown` (also when of another office or unit), `NotYours`, `StaleCase`,
    `OutOfOrder`, `AnswerIncomplete`, `UnstorableText`, `TextTooLong`. Nothing is written then.
    """
    # 1. who: a post that decides
    if post.role not in MAY_DECIDE:
        raise NotYours
    # 2. what: a decision, in words, with the reasons that the law demands
    content = _content(text=text, decision=decision, reasons=reasons)
    act = Act(
        office_id=post.office_id,
        case_id=case_id,
        seq=expected_seq + 1,
        kind=ActKind.ANSWER,
        at=clock.now(),
        post_id=post.id,
        account_id=post.account_id,
        content=content,
    )
    # 3. the act and what follows from it, in one transaction
    try:
        with transaction.atomic():
            _open_case(post, case_id, expected_seq)
            act.save(force_insert=True)
            _add_documents(act, documents)
            Case.objects.filter(id=case_id).update(
                state=State.ANSWERED, last_seq=act.seq, closed_at=act.at
            )
    except IntegrityError as error:  # somebody else's act took the place
        raise StaleCase from error
    return act


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


def _open_case(post: Post, case_id: UUID, expected_seq: int) -> Case:
    """The case, locked, in a state that admits an answer."""
    case = (
        Case.objects.select_for_update()
        .filter(id=case_id, office_id=post.office_id, unit_id=post.unit_id)
        .first()
    )
    if case is None:
        raise CaseUnknown
    if case.state not in OPEN_STATES:
        raise OutOfOrder(
            _("Este expediente ya está respondido."),
            expected=_("Una respuesta no se cambia: se corrige con otro acto."),
        )
    if case.last_seq != expected_seq:
        raise StaleCase
    return case


def _add_documents(act: Act, documents: Sequence[Document]) -> None:
    Document.objects.bulk_create([d for d in documents if d._state.adding])
    ActDocument.objects.bulk_create(
        ActDocument(office_id=act.office_id, act=act, document=document, position=position)
        for position, document in enumerate(documents)
    )
