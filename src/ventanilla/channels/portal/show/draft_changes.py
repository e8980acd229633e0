"""What another version changed under a draft, or will: told before anything is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.channels.filling.shut import texts_of
from ventanilla.channels.look.components import Line, SummaryRow
from ventanilla.channels.look.version_words import change_lines
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


def draft_changes(opened: OpenDraft, changes: Sequence[catalogue.VersionChange]) -> dict[str, Any]:
    """The changes in words; of the answers, those that stay but no longer fit, and those that are
    asked no more."""
    return {
        **opened.context(),
        "changes": [Line(label=a, text=b) for a, b in change_lines(changes, opened.lang)],
        "unfit": _unfit(opened),
        "left_over": texts_of(opened.draft.left_over),
    }


def _unfit(opened: OpenDraft) -> list[SummaryRow]:
    """What was answered and no longer will do, with why."""
    held = opened.draft.answers
    shown = {
        field.id: text
        for _page, lines in opened.form.summary(held, opened.files, opened.lang)
        for field, _label, text in lines
    }
    return [
        SummaryRow(
            label=pick(opened.form.field(error.field).label, opened.lang),
            lines=tuple((shown.get(error.field) or str(held[error.field])).split("\n")),
            detail=error.message,
        )
        for error in opened.check().errors
        if held.get(error.field) not in (None, "")
    ]


def coming(opened: OpenDraft) -> dict[str, Any]:
    """A version that is published and not yet in force: until then the present one is filed."""
    found = catalogue.coming(office_id=opened.office.id, slug=opened.draft.slug, at=clock.now())
    changes = catalogue.version_changes(opened.procedure, found) if found else ()
    if found is None or not changes:
        return {}
    return {
        "coming_on": found.in_force_from,
        "coming": [Line(label=a, text=b) for a, b in change_lines(changes, opened.lang)],
    }
