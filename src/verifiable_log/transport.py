"""HTTP with bounds: a deadline per wait, a limit of bytes, no redirects, http and https only."""

import gzip
import zlib
from dataclasses import dataclass
from http.client import HTTPException
from io import BytesIO
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .errors import FormatError, LogError

_AGENT = "verifiable-log"


class TransportError(LogError):
    """The other side could not be reached, or answered more than was asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, media type (lower case, without parameters) and body of an HTTP answer."""

    status: int
    content_type: str
    body: bytes


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = build_opener(_NoRedirects)


def check_url(url: str) -> str:
    """The address without its last slash; FormatError unless it is http or https."""
    if not url.startswith(("http://", "https://")):
        raise FormatError(f"{url!r} is not a web address.", example="https://sede.example.org/log")
    return url.rstrip("/")


def request(
    url: str, *, body: bytes | None = None, max_bytes: int, timeout_seconds: float
) -> Answer:
    """GET, or POST where there is a body; any status is an answer, TransportError is no answer."""
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "gzip, identity"}
    if body is not None:
        headers["Content-Type"] = "text/plain; charset=utf-8"
    asked = Request(check_url(url), data=body, headers=headers)  # noqa: S310  # scheme is checked
    try:
        try:
            answer = _opener.open(asked, timeout=timeout_seconds)
        except HTTPError as error:
            answer = error
        with answer:
            return _read(answer, max_bytes)
    except (URLError, HTTPException, OSError, EOFError, zlib.error) as error:
        raise TransportError(f"{url} could not be read: {error}.") from error


def _read(answer: Any, max_bytes: int) -> Answer:
    stream = answer
    if answer.headers.get("Content-Encoding", "").strip().lower() == "gzip":
        stream = gzip.GzipFile(fileobj=BytesIO(answer.read(max_bytes + 1)))
    body = stream.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise TransportError(f"{answer.url} answered more than {max_bytes} bytes.")
    return Answer(answer.status, answer.headers.get_content_type(), body)
