"""Files that arrive with a page: kept at once, or refused with the reason beside their field."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast

from django.http import HttpRequest

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
        new, reason = _new_files(request, opened=opened, field=field)
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


def _new_files(
    request: HttpRequest, *, opened: OpenDraft, field: forms.Field
) -> tuple[list[documents.Document], str]:
    new: list[documents.Document] = []
    for uploaded in request.FILES.getlist(field.id)[: field.max_files or 1]:
        try:
            new.append(
                documents.keep(
                    office_id=opened.office.id,
                    name=uploaded.name or "",
                    content=cast("BinaryIO", uploaded),
                    declared_type=uploaded.content_type or "",
                    limit=field.max_bytes or 0,
                    accept=field.accept or None,
                )
            )
        except Problem as problem:
            return new, " ".join(str(t) for t in (problem.cause, problem.expected) if t)
    return new, ""
