"""A form that changed under a draft: what was answered stays, and the person is told."""

from __future__ import annotations

from django.db import transaction

from ventanilla.domains.casefiles.actions.save_page import locked_draft
from ventanilla.domains.casefiles.drafts import files_of
from ventanilla.domains.casefiles.models import Draft, DraftDocument
from ventanilla.domains.catalogue.api import ProcedureUnknown, PublishedProcedure, version
from ventanilla.domains.forms.api import Form

_MOST_LEFT_OVER = 200


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
        held.version_id = procedure.version_id
        held.save(update_fields=["answers", "left_over", "form_changed", "version_id"])
    for name in ("answers", "left_over", "form_changed", "version_id"):
        setattr(draft, name, getattr(held, name))


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
