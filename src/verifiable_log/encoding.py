"""Base64 and decimals as the C2SP specifications want them: one way to write each value."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error

from .errors import FormatError
from .hashing import HASH_SIZE

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


def to_base64(data: bytes) -> str:
    """Standard base64 with padding (RFC 4648, section 4)."""
    return b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """Inverse of `to_base64`; FormatError for any other spelling of the same bytes."""
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except (Base64Error, UnicodeEncodeError):
        data = None
    if data is None or to_base64(data) != text:
        raise FormatError(
            f"{text[:60]!r} is not base64.", expected="standard base64 with padding", example="AA=="
        )
    return data


def hash_from_base64(text: str) -> bytes:
    """A hash of 32 bytes written in base64, else FormatError."""
    data = from_base64(text)
    if len(data) != HASH_SIZE:
        raise FormatError(f"A hash has {HASH_SIZE} bytes, this one has {len(data)}.")
    return data


def from_decimal(text: str) -> int:
    """A number from 0 to 2^63 - 1 without sign or leading zeroes, else FormatError."""
    if not _DECIMAL.fullmatch(text) or int(text) >= 1 << 63:
        raise FormatError(
            f"{text[:30]!r} is not a number.", expected="digits, no leading zeroes", example="1042"
        )
    return int(text)
