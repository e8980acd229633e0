"""A request to file, read from JSON or from a form of several parts, within bounds.

Nothing is trusted and nothing is guessed: a member that is not known is refused.
"""

from __future__ import annotations

import binascii
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.translation import gettext_lazy as _

from ventanilla.channels.public_api.errors import (
    BodyTooLarge,
    LengthRequired,
    MediaTypeUnsupported,
    RequestInvalid,
    RequestMalformed,
    TooManyParts,
)
from ventanilla.domains.parties.api import LONGEST_LANGUAGE, LONGEST_NOTE, NEEDS, Support

MOST_FILES = 50
_MEMBERS = frozenset(
    {
        "procedure",
        "answers",
        "files",
        "language",
        "presented_at",
        "origin_register",
        "origin_number",
        "support",
    }
)
_SUPPORT = {"language": 10, "other_language": LONGEST_LANGUAGE, "note": LONGEST_NOTE}
_FILE_MEMBERS = frozenset({"name", "media_type", "content"})
_EXAMPLES = {
    "procedure": "acceso-informacion",
    "language": "es",
    "origin_register": "Oficina de Partes, libro de ingresos 2026",
    "origin_number": "2026-1234",
}
_MOST_DIGITS = 40
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # what Django puts where a part is not UTF-8


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file as it was sent: nothing about it is believed but its bytes."""

    name: str
    media_type: str
    content: bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class FilingRequest:
    """What a machine asks to file. `answers` is any JSON object: the form will judge it."""

    procedure: str
    answers: Any
    files: Mapping[str, list[SentFile]]
    language: str
    presented_at: datetime | None
    origin_register: str = ""  # where it was handed in, and under which number there
    origin_number: str = ""
    support: Support | None = None  # how the person wants to be attended

    def digest(self) -> bytes:
        """SHA-256 of what is asked, however it was written: what makes a repetition the same."""
        files = {
            name: [[one.name, _content_digest(one.content)] for one in given]
            for name, given in self.files.items()
        }
        presented = self.presented_at.isoformat() if self.presented_at else None
        asked = [self.procedure, self.answers, files, presented]
        if self.origin_register or self.origin_number:  # digests of before had neither
            asked += [self.origin_register, self.origin_number]
        if self.support:
            asked.append(self.support.kept())
        text = json.dumps(asked, sort_keys=True)
        return hashlib.sha256(text.encode()).digest()


def _content_digest(content: bytes | BinaryIO) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    content.seek(0)
    digest = hashlib.sha256()
    while chunk := content.read(1 << 20):
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()


def read_filing(request: HttpRequest) -> FilingRequest:
    """The request's body. Raises a Problem of status 400, 411, 413, 415 or 422."""
    _check_length(request)
    kind = request.META.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _from_json(request.body)
    if kind == "multipart/form-data":
        return _from_parts(request)
    raise MediaTypeUnsupported


def _check_length(request: HttpRequest) -> None:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or -1)
    except ValueError:
        length = -1
    if length < 0:
        raise LengthRequired
    if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise BodyTooLarge(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _from_json(body: bytes) -> FilingRequest:
    sent = _json_object(body)
    if not sent.keys() <= _MEMBERS:
        raise _unknown(next(iter(sent.keys() - _MEMBERS)), _MEMBERS)
    files = sent.get("files")
    if files is None or files == []:  # some languages write an empty object so
        files = {}
    if not isinstance(files, dict):
        raise _wrong("files", _("Se espera un objeto: por campo, una lista de archivos."))
    return FilingRequest(
        procedure=_text(sent, "procedure", most=60),
        answers=sent.get("answers"),
        files=_json_files(files),
        language=_text(sent, "language", most=10, required=False),
        presented_at=_moment(sent.get("presented_at")),
        origin_register=_text(sent, "origin_register", most=200, required=False),
        origin_number=_text(sent, "origin_number", most=80, required=False),
        support=_support(sent.get("support")),
    )


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        sent = json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=_each_once,
            parse_int=_whole_number,
            parse_constant=_no_constant,
        )
    except RecursionError as error:
        raise RequestMalformed(
            _("El JSON tiene demasiados niveles, unos dentro de otros."),
            expected=_("Se espera un objeto con «procedure» y «answers»."),
            example='{"procedure": "…", "answers": {…}}',
        ) from error
    except ValueError as error:
        raise RequestMalformed(
            _("El cuerpo de la petición no es JSON."),
            expected=_("Revise comillas, comas y codificación: se espera UTF-8."),
            example='{"procedure": "…", "answers": {…}}',
        ) from error
    if not isinstance(sent, dict):
        raise RequestMalformed(
            _("El cuerpo de la petición no es un objeto JSON."),
            expected=_("Se espera un objeto con «procedure» y «answers»."),
        )
    return sent


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Of two members of one name nobody knows which was meant: neither is taken."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _repeated(name for name, _value in pairs)
    return members


def _whole_number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise RequestMalformed(
            _("El JSON lleva un número con demasiadas cifras."),
            expected=_("Se esperan como máximo %(most)d cifras.") % {"most": _MOST_DIGITS},
        )
    return int(digits)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _json_files(files: dict[str, Any]) -> dict[str, list[SentFile]]:
    if sum(len(given) if isinstance(given, list) else 1 for given in files.values()) > MOST_FILES:
        raise _wrong("files", _("Hay demasiados archivos: el máximo es 50."))
    return {name: _json_field(name, given) for name, given in files.items()}


def _json_field(name: str, given: Any) -> list[SentFile]:
    if not isinstance(given, list):
        raise _wrong(f"files.{name}", _("Se espera una lista de archivos."))
    return [_json_file(f"files.{name}.{place}", one) for place, one in enumerate(given)]


def _json_file(member: str, one: Any) -> SentFile:
    if not isinstance(one, dict) or not one.keys() <= _FILE_MEMBERS:
        raise _wrong(member, _("Se espera un objeto con «name» y «content»."))
    name, content = one.get("name"), one.get("content")
    if not isinstance(name, str) or not isinstance(content, str):
        raise _wrong(member, _("Se espera el nombre y el contenido como texto."))
    try:
        data = binascii.a2b_base64(content, strict_mode=True)
    except (binascii.Error, ValueError) as error:
        raise _wrong(f"{member}.content", _("El contenido no está en base 64.")) from error
    media_type = one.get("media_type", "")
    if not isinstance(media_type, str):
        raise _wrong(f"{member}.media_type", _("Se espera el tipo como texto."))
    return SentFile(name=name, media_type=media_type[:100], content=data)


class _Parts(MultiPartParser):
    """Django leaves out a file whose name it cannot use; here it stays, to be refused by name."""

    def sanitize_file_name(self, file_name: str) -> str:
        return super().sanitize_file_name(file_name) or " "


class _Ending:
    """A body on its way to the parser, remembering how it ends: half a file is no file."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._last = b""

    def read(self, size: int | None = None) -> bytes:
        """As the request reads."""
        chunk: bytes = self._request.read(size)
        self._last = (self._last + chunk)[-1000:] if chunk else self._last
        return chunk

    def has(self, boundary: bytes) -> bool:
        """Whether the line that closes the last part has come."""
        return b"--" + boundary + b"--" in self._last


def _parts_of(request: HttpRequest) -> tuple[Any, Any]:
    try:
        encoding = request.encoding or settings.DEFAULT_CHARSET
        body = _Ending(request)
        parser: Any = _Parts(
            request.META, cast("HttpRequest", body), request.upload_handlers, encoding
        )
        parts = parser.parse()
        if not body.has(parser._boundary):
            raise MultiPartParserError("the last part is not closed")
        return parts
    except (MultiPartParserError, UnreadablePostError, ValueError, LookupError) as error:
        raise RequestMalformed(
            _("Las partes del formulario no se pueden leer."),
            expected=_("Se espera cada parte completa, con el «boundary» de la cabecera."),
            example="Content-Type: multipart/form-data; boundary=…",
        ) from error
    except RequestDataTooBig as error:
        raise BodyTooLarge(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) from error
    except (TooManyFieldsSent, TooManyFilesSent) as error:
        raise TooManyParts(MOST_FILES) from error


def _from_parts(request: HttpRequest) -> FilingRequest:
    posted, uploaded = _parts_of(request)
    if not posted.keys() <= _MEMBERS - {"files"}:
        raise _unknown(next(iter(posted.keys() - _MEMBERS)), _MEMBERS - {"files"})
    _check_texts(posted)
    if sum(len(given) for _name, given in uploaded.lists()) > MOST_FILES:
        raise _wrong("files", _("Hay demasiados archivos: el máximo es 50."))
    return FilingRequest(
        procedure=_text(posted, "procedure", most=60),
        answers=_json_object(posted.get("answers", "").encode("utf-8")),
        files={
            name: [
                SentFile(file.name or "", file.content_type or "", cast("BinaryIO", file.file))
                for file in given
            ]
            for name, given in uploaded.lists()
        },
        language=_text(posted, "language", most=10, required=False),
        presented_at=_moment(posted.get("presented_at")),
        origin_register=_text(posted, "origin_register", most=200, required=False),
        origin_number=_text(posted, "origin_number", most=80, required=False),
        support=_support(_json_part(posted, "support")),
    )


def _check_texts(posted: Any) -> None:
    for name, values in posted.lists():
        if len(values) > 1:
            raise _repeated([name, name])
        if _UNREADABLE in values[0]:
            raise _wrong(name, _("Revise la codificación: se espera UTF-8."))


def _text(sent: Mapping[str, Any], member: str, *, most: int, required: bool = True) -> str:
    value = sent.get(member)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or not value or len(value) > most:
        raise _wrong(
            member,
            _("Se espera un texto de 1 a %(most)d caracteres.") % {"most": most},
            example=_EXAMPLES[member],
        )
    return value


def _json_part(posted: Any, member: str) -> Any:
    """A part that holds JSON; None where it was not sent."""
    return _json_object(posted[member].encode("utf-8")) if member in posted else None


def _support(value: Any) -> Support | None:
    """The language that the person prefers and the support that they need, as they state it."""
    if value is None:
        return None
    if not isinstance(value, dict) or not value.keys() <= {*_SUPPORT, "needs"}:
        raise _wrong("support", ", ".join([*_SUPPORT, "needs"]))
    needs = value.get("needs", [])
    if not isinstance(needs, list) or not all(isinstance(n, str) and n in NEEDS for n in needs):
        raise _wrong("support.needs", ", ".join(NEEDS), example='["large_print"]')
    for name, most in _SUPPORT.items():
        said = value.get(name, "")
        if not isinstance(said, str) or len(said) > most:
            raise _wrong(
                f"support.{name}",
                _("Se espera un texto de 1 a %(most)d caracteres.") % {"most": most},
            )
    return Support.read(value) or None


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _wrong_moment() from error
    if moment.tzinfo is None or not 1900 < moment.year < 9999:
        raise _wrong_moment()
    return moment


def _wrong_moment() -> RequestInvalid:
    return RequestInvalid(
        _("El momento de presentación no es una fecha con hora y huso."),
        member="presented_at",
        expected=_("Se espera un momento de RFC 3339, no posterior al actual."),
        example="2026-03-31T08:42:17-03:00",
    )


def _wrong(member: str, expected: Any, example: str = "") -> RequestInvalid:
    return RequestInvalid(
        _("Una parte de la petición no es como se esperaba."),
        member=member,
        expected=expected,
        example=example,
    )


def _unknown(name: str, known: frozenset[str]) -> RequestInvalid:
    return RequestInvalid(
        _("La petición lleva una parte que no se conoce."),
        member=name,
        expected=", ".join(sorted(known)),
    )


def _repeated(names: Iterable[str]) -> RequestInvalid:
    return RequestInvalid(
        _("La petición lleva dos veces la misma parte."),
        member=Counter(names).most_common(1)[0][0],
        expected=_("Envíela una sola vez: no se elige entre dos valores."),
    )
