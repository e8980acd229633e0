"""Keep one page of a draft: what will do is saved, what will not is explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from ventanilla.domains.casefiles.actions.start_draft import KEPT
from ventanilla.domains.casefiles.drafts import files_of
from ventanilla.domains.casefiles.errors import DraftLodged, DraftUnknown
from ventanilla.domains.casefiles.models import Draft, DraftDocument
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms.api import Checked
from ventanilla.domains.parties.api import Support
from ventanilla.kernel import clock


def save_page(
    *,
    draft: Draft,
    procedure: PublishedProcedure,
    page: str,
    answers: Mapping[str, Any],
    files: Mapping[str, Sequence[Document]] | None = None,
    lang: str,
) -> Checked:
    """Save one page's answers and files; returns the form's judgement of that page.

    `answers` are raw, by field (`form.from_post`); `files` replaces the documents of the fields it
    names and leaves the others. Only this page's fields change, under a lock, so two tabs on two
    pages both keep what they wrote. What is wrong is not saved: the page shows it again as typed.
    Raises `DraftLodged`, `DraftUnknown` (deleted meanwhile).
    """
    fields = {field.id for field in procedure.form.page(page).fields}
    given = {name: found for name, found in (files or {}).items() if name in fields}
    with transaction.atomic():
        held = locked_draft(draft)
        merged = {**held.answers, **{name: answers.get(name) for name in fields}}
        checked = procedure.form.check(
            answers={name: value for name, value in merged.items() if value is not None},
            files={**files_of(held), **given},
            lang=lang,
            page=page,
        )
        held.version_id = procedure.version_id
        _write(held, answers=checked.answers, lang=lang)
        replace_files(held, given)
    draft.answers, draft.saved_at, draft.language = held.answers, held.saved_at, held.language
    draft.version_id = held.version_id
    return checked


def state_draft_support(*, draft: Draft, support: Support) -> None:
    """Keep how the person wants to be attended. Raises `DraftLodged`, `DraftUnknown`."""
    with transaction.atomic():
        held = locked_draft(draft)
        held.support = support.kept()
        held.save(update_fields=["support"])
    draft.support = held.support


def locked_draft(draft: Draft) -> Draft:
    """The draft as it is now, held for this transaction. Raises `DraftLodged`, `DraftUnknown`."""
    held = Draft.objects.select_for_update().filter(id=draft.id).first()
    if held is None:
        raise DraftUnknown
    if held.entry_id is not None:
        raise DraftLodged
    return held


def _write(draft: Draft, *, answers: dict[str, Any], lang: str) -> None:
    now = clock.now()
    draft.answers, draft.language = answers, lang
    draft.saved_at, draft.expires_at = now, now + KEPT
    draft.save(update_fields=["answers", "version_id", "language", "saved_at", "expires_at"])


def replace_files(draft: Draft, files: Mapping[str, Sequence[Document]]) -> None:
    """Within the caller's transaction: the documents of the fields that `files` names."""
    if not files:
        return
    DraftDocument.objects.filter(draft=draft, field__in=list(files)).delete()
    everything = [document for given in files.values() for document in given]
    Document.objects.bulk_create([d for d in everything if d._state.adding])
    DraftDocument.objects.bulk_create(
        DraftDocument(
            office_id=draft.office_id,
            draft=draft,
            document=document,
            field=field,
            position=position,
        )
        for field, given in files.items()
        for position, document in enumerate(given)
    )
