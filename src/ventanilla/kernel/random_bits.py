"""Random bytes of the system, drawn many at once.

Each call of the system lets go of the interpreter, and under load whoever lets go queues for it
again. What is drawn here is as good as `os.urandom`: it comes from there, no byte is given twice,
and a child of a fork begins anew. It waits in memory until it is given: keys that guard much
longer than what is written today are drawn directly.
"""

from __future__ import annotations

import os
import threading

_DRAWN = 4096
_lock = threading.Lock()
_bytes = b""
_given = 0


def random_bytes(length: int) -> bytes:
    """`length` bytes (at most 256) that nobody can foretell: salts and nonces."""
    global _bytes, _given
    if not 0 < length <= 256:
        raise ValueError("from 1 to 256 bytes")
    with _lock:
        if _given + length > len(_bytes):
            _bytes, _given = os.urandom(_DRAWN), 0
        _given += length
        return _bytes[_given - length : _given]


def _forget_after_fork() -> None:
    global _bytes, _given, _lock
    _bytes, _given, _lock = b"", 0, threading.Lock()


os.register_at_fork(after_in_child=_forget_after_fork)
