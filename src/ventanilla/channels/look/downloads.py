"""Files that are handed out: always saved, never shown inside the office's own pages."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """`content` as a file called `name`. Whatever it holds, the browser neither guesses its type
    nor runs it here, and keeps no copy."""
    response = HttpResponse(content, content_type=media_type)
    _only_saved(response, name)
    return response


def streamed(
    request: HttpRequest, chunks: Iterable[bytes], *, name: str, media_type: str
) -> StreamingHttpResponse:
    """The same of what is too large to be held: passed on as it comes, and not compressed again."""
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response = StreamingHttpResponse(chunks, content_type=media_type)
    _only_saved(response, name)
    return response


def _only_saved(response: HttpResponseBase, name: str) -> None:
    plain = name.encode("ascii", "replace").decode().replace('"', "'").replace("?", "_")
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
