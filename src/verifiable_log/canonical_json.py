"""Canonical JSON (RFC 8785, JCS) for texts, whole numbers, lists, objects, true, false and null.

Numbers with a fraction are refused: nothing that is signed here needs them, and they are where
implementations differ. So are whole numbers beyond ±(2^53 - 1), which not every reader keeps.
"""

import json
from json.encoder import encode_basestring
from typing import Any, NoReturn

from .errors import FormatError

_MAX_INTEGER = (1 << 53) - 1


def canonical_json(value: object) -> bytes:
    """The one UTF-8 form of `value`: keys in UTF-16 order, no spaces; FormatError if none."""
    try:
        return _text(value).encode()
    except UnicodeEncodeError:
        raise FormatError("A text holds half a character (a lone surrogate).") from None
    except RecursionError:
        raise FormatError("The JSON is nested too deeply.") from None


def parse_canonical_json(data: bytes) -> Any:
    """The value whose canonical form is exactly `data`; FormatError for any other bytes."""
    try:
        value = json.loads(data.decode(), parse_float=_no_float, parse_constant=_no_float)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise FormatError("The data is not JSON.") from None
    if canonical_json(value) != data:
        raise FormatError("The JSON is not in canonical form (RFC 8785).")
    return value


def _text(value: object) -> str:
    if type(value) is str:  # most are
        return encode_basestring(value)
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int):
        if abs(value) > _MAX_INTEGER:
            raise FormatError(f"{value} is too big for canonical JSON.", expected="±(2^53 - 1)")
        return str(value)
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_text, value))}]"
    if isinstance(value, dict):
        members = [f"{encode_basestring(key)}:{_text(item)}" for key, item in _sorted_items(value)]
        return f"{{{','.join(members)}}}"
    raise FormatError(
        f"Canonical JSON does not take a {type(value).__name__} here.",
        expected="text, whole number, list, object, true, false or null",
    )


def _sorted_items(value: dict[Any, object]) -> list[tuple[str, object]]:
    try:
        plain = "".join(value).isascii()
    except TypeError:
        raise FormatError("A key of a JSON object is not a text.") from None
    if plain:  # the order of code points is that of UTF-16
        return sorted(value.items())
    return sorted(value.items(), key=lambda item: item[0].encode("utf-16-be"))


def _no_float(text: str) -> NoReturn:
    raise FormatError(f"Canonical JSON here has no number like {text}.", expected="whole numbers")
