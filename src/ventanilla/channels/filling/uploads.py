"""Files that arrive with a page: kept at once, or refused with the reason beside their field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents import api as documents
from ventanilla.domains.forms import api as forms
from ventanilla.domains.register import api as register
from ventanilla.kernel.errors import Problem


@dataclass(kw_only=True)
class Received:
    """The page's file fields after a request (held before, less removed, plus new): those that
    changed; what was refused, by field; and when to come back, where there were too many."""

    kept: dict[str, list[documents.Document]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    retry_after: int | None = None


def received_files(request: HttpRequest, *, opened: OpenDraft, page: forms.Page) -> Received:
    """Keep what may be kept of the files that came with a page."""
    received = Received()
    for asked in page.fields:
        if asked.type != "file":
            continue
        held = list(opened.files.get(asked.id, []))
        staying = _without_removed(request, field=asked, held=held)
        room = max(0, (asked.max_files or 1) - len(staying))
        new = _new_files(request, received, opened=opened, field=asked, room=room)
        if new or len(staying) != len(held):
            received.kept[asked.id] = staying + new
    return received


def _without_removed(
    request: HttpRequest, *, field: forms.Field, held: list[documents.Document]
) -> list[documents.Document]:
    name, _, place = request.POST.get("remove", "").partition(":")
    if name != field.id or not place.isdecimal():
        return held
    return [file for number, file in enumerate(held) if number != int(place)]


def _new_files(
    request: HttpRequest, received: Received, *, opened: OpenDraft, field: forms.Field, room: int
) -> list[documents.Document]:
    """As many as there is room for; the others are named, none is dropped in silence."""
    new: list[documents.Document] = []
    sent = request.FILES.getlist(field.id)
    try:
        if sent:
            _admit(request, opened, sent[:room])
        for uploaded in sent[:room]:
            new.append(_keep(uploaded, office_id=opened.office.id, field=field))
    except Problem as problem:
        received.refused[field.id] = _why(problem, field)
        received.retry_after = problem.retry_after
        return new
    left_out = [uploaded.name or "" for uploaded in sent[room:]]
    if left_out:
        received.refused[field.id] = _no_room(left_out, most=field.max_files or 1)
    return new


def new_files(
    request: HttpRequest,
    *,
    office_id: UUID,
    field: forms.Field,
    room: int,
    account_id: UUID | None = None,
) -> tuple[list[documents.Document], str]:
    """The files sent for a field of no draft (a correction, a paper), and why one was refused."""
    new: list[documents.Document] = []
    sent = request.FILES.getlist(field.id)
    try:
        if sent:
            register.admit(
                office_id=office_id,
                address=str(request.META.get("REMOTE_ADDR", "")),
                account_id=account_id,
                purpose=register.Purpose.UPLOAD,
                count=len(sent[:room]) or 1,
            )
        for uploaded in sent[:room]:
            new.append(_keep(uploaded, office_id=office_id, field=field))
    except Problem as problem:
        return new, _why(problem, field)
    left_out = [uploaded.name or "" for uploaded in sent[room:]]
    return new, _no_room(left_out, most=field.max_files or 1) if left_out else ""


def _admit(request: HttpRequest, opened: OpenDraft, sent: list[UploadedFile]) -> None:
    """Before a byte is kept: the place's allowance, and the room that the draft has."""
    register.admit(
        office_id=opened.office.id,
        address=str(request.META.get("REMOTE_ADDR", "")),
        account_id=opened.typist_id or opened.account_id,
        purpose=register.Purpose.UPLOAD,
        count=max(1, len(sent)),
    )
    casefiles.take_room(draft=opened.draft, size=sum(file.size or 0 for file in sent))


def _keep(uploaded: UploadedFile, *, office_id: UUID, field: forms.Field) -> documents.Document:
    return documents.keep(
        office_id=office_id,
        name=uploaded.name or "",
        content=cast("BinaryIO", uploaded),
        declared_type=uploaded.content_type or "",
        limit=field.max_bytes or 0,
        accept=field.accept or None,
    )


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
