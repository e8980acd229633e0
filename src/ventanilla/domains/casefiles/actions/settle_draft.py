"""A form that changed under a draft: what was answered stays, and the person is told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from ventanilla.domains.casefiles.actions.save_page import locked_draft
from ventanilla.domains.casefiles.drafts import files_of
from ventanilla.domains.casefiles.models import Draft, DraftDocument
from ventanilla.domains.catalogue.api import (
    ProcedureUnknown,
    PublishedProcedure,
    VersionChange,
    version,
    version_changes,
)
from ventanilla.domains.forms.api import Form

_MOST_LEFT_OVER = 200
_SETTLED = ("answers", "left_over", "form_changed", "version_id", "changed_from_id")


def settle_draft(*, draft: Draft, procedure: PublishedProcedure) -> None:
    """Bring a draft that was saved under another version under this one. Costs nothing otherwise.

    Answers to what is no longer asked move to `left_over`, where the person still reads them; the
    names of files that have no place any more too. `form_changed` says that more than words
    changed. Raises `DraftLodged`, `DraftUnknown`.
    """
    if draft.version_id is None or draft.version_id == procedure.version_id:
        return
    ids = {field.id for field in procedure.form.fields}
    with transaction.atomic():
        held = locked_draft(draft)
        changed = _shape(_form_of(held)) != _shape(procedure.form)
        gone = {name: given for name, given in held.answers.items() if name not in ids}
        for name, files in files_of(held).items():
            if name not in ids:
                gone[name] = ", ".join(file.name for file in files)
        DraftDocument.objects.filter(draft=held).exclude(field__in=ids).delete()
        held.answers = {name: given for name, given in held.answers.items() if name in ids}
        kept = {**held.left_over, **gone}
        held.left_over = dict(list(kept.items())[-_MOST_LEFT_OVER:])
        held.form_changed = held.form_changed or changed
        held.changed_from_id = held.changed_from_id or _to_be_read(held, procedure)
        held.version_id = procedure.version_id
        held.save(update_fields=_SETTLED)
    for name in _SETTLED:
        setattr(draft, name, getattr(held, name))


def read_changes(draft: Draft) -> None:
    """The person has read what changed: the draft goes on. Raises `DraftLodged`, `DraftUnknown`."""
    with transaction.atomic():
        held = locked_draft(draft)
        held.changed_from_id = None
        held.save(update_fields=["changed_from_id"])
    draft.changed_from_id = None


def changes_of(draft: Draft, procedure: PublishedProcedure) -> tuple[VersionChange, ...]:
    """What changed since the version that the draft was last read under; empty where nothing did,
    or where that was read."""
    if draft.changed_from_id is None:
        return ()
    try:
        return version_changes(version(draft.changed_from_id), procedure)
    except ProcedureUnknown:
        return ()


def _to_be_read(draft: Draft, procedure: PublishedProcedure) -> UUID | None:
    """The draft's version, where this one asks or promises something else than words."""
    assert draft.version_id is not None
    try:
        before = version(draft.version_id)
    except ProcedureUnknown:
        return None
    return before.version_id if version_changes(before, procedure) else None


def _form_of(draft: Draft) -> Form | None:
    try:
        return version(draft.version_id).form if draft.version_id else None
    except ProcedureUnknown:
        return None


def _shape(form: Form | None) -> list[tuple[str, ...]]:
    """What is asked, and what is declared word by word: not the other words."""
    return [
        (field.id, field.type, str(field.required), field.asked_if or "")
        + ((str(sorted(field.label.items())),) if field.type == "declaration" else ())
        for field in (form.fields if form else ())
    ]
