"""Put a document that the office made beside what a draft holds."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from ventanilla.domains.casefiles.actions.save_page import locked_draft, replace_files
from ventanilla.domains.casefiles.drafts import files_of
from ventanilla.domains.casefiles.models import Draft
from ventanilla.domains.documents.api import Document


def put_file(*, draft: Draft, field: str, document: Document) -> None:
    """After the files of that field. Raises `DraftLodged`, `DraftUnknown`."""
    with transaction.atomic():
        held = locked_draft(draft)
        replace_files(held, {field: [*files_of(held).get(field, []), document]})


def set_files(*, draft: Draft, field: str, documents: Sequence[Document]) -> None:
    """Just these in that field. Raises `DraftLodged`, `DraftUnknown`."""
    with transaction.atomic():
        replace_files(locked_draft(draft), {field: documents})
