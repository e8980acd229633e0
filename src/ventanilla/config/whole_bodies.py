"""A request whose connection broke is not taken for a whole one; an answer that is whole is given
whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class BodyCutShort(OSError):  # noqa: N818 - says what happened
    """The connection ended before the bytes that its Content-Length promised."""


class WholeBody:
    """The body of a request. Servers end it in silence when the sender goes away; this does not:
    otherwise half a file would be kept, or registered, as if it were the file."""

    def __init__(self, stream: Any, length: int) -> None:
        self._stream = stream
        self._missing = length

    def read(self, size: int | None = -1) -> bytes:
        """As a file does. Raises `BodyCutShort`, which Django answers as unreadable."""
        wanted = self._missing if size is None or size < 0 else min(size, self._missing)
        return self._counted(self._stream.read(wanted)) if wanted else b""

    def readline(self, size: int | None = -1) -> bytes:
        """As a file does. Raises `BodyCutShort`."""
        wanted = self._missing if size is None or size < 0 else min(size, self._missing)
        return self._counted(self._stream.readline(wanted)) if wanted else b""

    def _counted(self, chunk: bytes) -> bytes:
        if not chunk:
            raise BodyCutShort(f"{self._missing} bytes of the request never came")
        self._missing -= len(chunk)
        return chunk


class WholeBodies:
    """The WSGI application behind this sees whole bodies, or an error; so do its callers."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length):
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        answer = self._application(environ, start_response)
        return _at_once(answer) if isinstance(answer, HttpResponse) else answer


def _at_once(answer: HttpResponse) -> list[bytes]:
    """A list goes out in one piece; anything else granian draws out piece by piece, each time
    queueing for the interpreter from a thread of its own. Answers that stream are no HttpResponse.
    """
    content = answer.content
    answer.close()
    return [content]
