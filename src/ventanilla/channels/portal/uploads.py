"""Files that arrive with a page: kept at once, or refused with the reason beside their field."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ventanilla.domains.documents import api as documents
from ventanilla.domains.forms import api as forms
from ventanilla.kernel.errors import Problem

if TYPE_CHECKING:
    from ventanilla.channels.portal.drafting import OpenDraft

Kept = dict[str, list[documents.Document]]


def received_files(
    request: HttpRequest, *, opened: OpenDraft, page: forms.Page
) -> tuple[Kept, dict[str, str]]:
    """The page's file fields after this request (held before, less removed, plus new), and what
    was refused, by field. Fields that did not change are left out."""
    kept: Kept = {}
    refused: dict[str, str] = {}
    for field in page.fields:
        if field.type != "file":
            continue
        held = list(opened.files.get(field.id, []))
        staying = _without_removed(request, field=field, held=held)
        room = max(0, (field.max_files or 1) - len(staying))
        new, reason = new_files(request, office_id=opened.office.id, field=field, room=room)
        if reason:
            refused[field.id] = reason
        if new or len(staying) != len(held):
            kept[field.id] = staying + new
    return kept, refused


def _without_removed(
    request: HttpRequest, *, field: forms.Field, held: list[documents.Document]
) -> list[documents.Document]:
    name, _, place = request.POST.get("remove", "").partition(":")
    if name != field.id or not place.isdecimal():
        return held
    return [file for number, file in enumerate(held) if number != int(place)]


def new_files(
    request: HttpRequest, *, office_id: UUID, field: forms.Field, room: int
) -> tuple[list[documents.Document], str]:
    """As many as there is room for; the others are named, none is dropped in silence."""
    new: list[documents.Document] = []
    sent = request.FILES.getlist(field.id)
    for uploaded in sent[:room]:
        try:
            new.append(
                documents.keep(
                    office_id=office_id,
                    name=uploaded.name or "",
                    content=cast("BinaryIO", uploaded),
                    declared_type=uploaded.content_type or "",
                    limit=field.max_bytes or 0,
                    accept=field.accept or None,
                )
            )
        except Problem as problem:
            return new, _why(problem, field)
    left_out = [uploaded.name or "" for uploaded in sent[room:]]
    return new, _no_room(left_out, most=field.max_files or 1) if left_out else ""


def _why(problem: Problem, field: forms.Field) -> str:
    """The reason in words: people know the names of kinds of files, not their media types."""
    expected = problem.expected
    if isinstance(problem, documents.TypeRefused):
        expected = _("Se aceptan: %(kinds)s.") % {"kinds": field.kinds_in_words}
    return " ".join(str(text) for text in (problem.cause, expected) if text)


def _no_room(names: list[str], *, most: int) -> str:
    shown = ", ".join(f"«{name[:60]}»" for name in names[:5])
    return _(
        "No se ha guardado %(names)s: aquí caben como máximo %(most)d archivos. "
        "Quite los que sobran o reúnalos en un documento."
    ) % {"names": shown, "most": most}
