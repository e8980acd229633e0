"""Save what was written of a draft, one change at a time; drop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.drafting.errors import DecisionDraftUnknown, DraftRefused, DraftStale
from ventanilla.domains.drafting.models import DecisionDraft, DraftState, DraftStep
from ventanilla.domains.drafting.rules.paragraphs import MOST_TEXT, PARTS, in_order
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text

EDITED = (DraftState.WRITING, DraftState.RETURNED)
Change = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


def save(
    *,
    post: Post,
    draft_id: UUID,
    version: int,
    decision: str,
    texts: Mapping[str, str],
    title: str = "",
    change: Change | None = None,
) -> DecisionDraft:
    """Keep the texts by paragraph, then carry out `change` (move, add, take out) on them.

    Raises `DraftStale` with the draft as it stands where somebody saved it since `version`;
    `DraftRefused` where it waits for its signature; `UnstorableText`, `TextTooLong`.
    """
    clean = {
        name: stored_text(text, max_length=MOST_TEXT, multiline=True)
        for name, text in texts.items()
    }
    with transaction.atomic():
        draft = locked(post, draft_id, version)
        if draft.state not in EDITED:
            raise DraftRefused(
                _("Este borrador espera su firma: ya no se cambia."),
                expected=_("Pida a quien firma que lo devuelva."),
            )
        rows = [
            {**one, "text": clean.get(one["id"], one["text"])} for one in in_order(draft.paragraphs)
        ]
        draft.paragraphs = change(rows) if change else rows
        draft.decision = decision
        draft.title = stored_text(title, max_length=200).strip() or draft.title
        _touch(draft, post)
    return draft


def drop(*, post: Post, draft_id: UUID, version: int) -> None:
    """Nobody signs it; its text goes. Raises `DraftStale`, `DraftRefused`."""
    with transaction.atomic():
        draft = locked(post, draft_id, version)
        if draft.state not in EDITED:
            raise DraftRefused(_("Este borrador espera su firma."))
        draft.paragraphs, draft.decision = [], ""
        stepped(draft, post, DraftState.DROPPED)


def locked(post: Post, draft_id: UUID, version: int) -> DecisionDraft:
    """The draft, for this transaction alone. Raises `DecisionDraftUnknown`, `DraftStale`."""
    rows = DecisionDraft.objects.select_for_update().filter(id=draft_id, office_id=post.office_id)
    draft = rows.first()
    if draft is None:
        raise DecisionDraftUnknown
    if draft.version != version:
        raise DraftStale(draft)
    return draft


def stepped(draft: DecisionDraft, post: Post, state: DraftState, remark: str = "") -> None:
    """Bring it there, with who did it."""
    draft.state, draft.since = state, clock.now()
    _touch(draft, post)
    DraftStep.objects.create(
        office_id=draft.office_id,
        draft=draft,
        state=state,
        at=draft.since,
        post_id=post.id,
        account_id=post.account_id,
        remark=remark,
    )


def parts_said(paragraphs: Sequence[Mapping[str, Any]]) -> set[str]:
    """The parts that say something."""
    return {one["part"] for one in paragraphs if one["text"].strip()} & set(PARTS)


def _touch(draft: DecisionDraft, post: Post) -> None:
    draft.version += 1
    draft.saved_at, draft.saver_account = clock.now(), post.account_id
    draft.save()
