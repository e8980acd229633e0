"""Identifiers made by the application: UUIDv7 for rows, short codes for people.

Source: RFC 9562 §5.7 and §6.2 (method 1: a counter in rand_a keeps a process monotonic);
Crockford's base 32 for what a person copies from paper.
"""

from __future__ import annotations

import os
import threading
import time
from struct import iter_unpack
from uuid import UUID

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u2013": None})
_TAILS = 512
_lock = threading.Lock()
_last_ms = 0
_counter = 0
_tails: list[int] = []


def _more_tails() -> None:
    """Random bits for the next identifiers."""
    drawn = os.urandom(8 * _TAILS)
    _tails.extend(value & 0x3FFFFFFFFFFFFFFF for (value,) in iter_unpack("=Q", drawn))


def uuid7() -> UUID:
    """A time-ordered identifier, strictly increasing within the process."""
    global _last_ms, _counter
    with _lock:
        ms = time.time_ns() // 1_000_000
        if len(_tails) < 2:
            _more_tails()
        if ms > _last_ms:
            _last_ms, _counter = ms, _tails.pop() & 0x7FF
        else:
            _counter += 1
            if _counter > 0xFFF:
                _last_ms, _counter = _last_ms + 1, 0
        ms, counter = _last_ms, _counter
        tail = _tails.pop()
    return UUID(int=(ms << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | tail)


#: A child of a fork must not give the identifiers that its parent gives.
os.register_at_fork(after_in_child=_tails.clear)


def short_code(raw: bytes, *, length: int = 10) -> str:
    """The first `length` base-32 letters of `raw`, in groups that can be read aloud: `7K4Q-M2XD9`.

    Ten letters carry 50 bits. `raw` must hold at least `length * 5` bits.
    """
    bits = int.from_bytes(raw, "big") >> (len(raw) * 8 - length * 5)
    letters = "".join(_ALPHABET[(bits >> shift) & 31] for shift in range((length - 1) * 5, -1, -5))
    half = length // 2
    return f"{letters[:half]}-{letters[half:]}"


def read_short_code(text: str) -> str:
    """What a person typed, as `short_code` writes it: capitals, look-alikes mended, one dash.

    Returns an empty string where a character cannot belong to a code.
    """
    letters = text.strip().upper().translate(_LOOKALIKES)
    if not letters or any(letter not in _ALPHABET for letter in letters):
        return ""
    half = len(letters) // 2
    return f"{letters[:half]}-{letters[half:]}"
