"""A recording of a procedure, handed out in whole or by a part of it."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ventanilla.channels.look.access import Who
from ventanilla.channels.portal.doors import office_page
from ventanilla.domains.clips import api as clips
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


@require_safe
@office_page(Who.ANYONE)
def clip(request: HttpRequest, office: offices.Office, slug: str, clip: UUID) -> HttpResponse:
    """The file, for the browser's own player, which asks for it by parts (RFC 9110, 14)."""
    held = clips.clip(office_id=office.id, slug=slug, clip_id=clip)
    content = documents.content(held.document)
    start, end = part_asked(request.headers.get("Range", ""), size=len(content))
    if start > end:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{len(content)}"
        return response
    whole = end - start + 1 == len(content)
    response = HttpResponse(
        content[start : end + 1],
        content_type=held.document.media_type,
        status=200 if whole else 206,
    )
    if not whole:
        response["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Encoding"] = "identity"  # compressed already: the gzip of pages leaves it
    response["Cache-Control"] = "public, max-age=86400"
    return response


def part_asked(header: str, *, size: int) -> tuple[int, int]:
    """First and last byte; the whole where nothing, or more than one part, is asked for.

    First after last: what was asked is beyond the end.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found or found.group() == "bytes=-":
        return 0, size - 1
    first, last = found.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size - 1) if int(last) else (size, size - 1)
    if last and int(last) < int(first):
        return 0, size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
