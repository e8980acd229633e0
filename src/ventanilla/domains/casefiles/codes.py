"""Codes that a person copies from paper. They are derived, never stored.

HMAC-SHA-256 under the deployment's secret, each kind under a tag of its own; changing the
secret changes every code, so it is kept with the backups. Ten letters carry 50 bits and are
asked together with the number; a draft's twelve (60 bits) are asked alone.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from ventanilla.kernel.identifiers import read_short_code, short_code


def follow_secret(entry_id: UUID) -> str:
    """The code that, with the number, opens the case: `7K4Q2-M2XD9`."""
    return short_code(_derived(b"ventanilla/follow/v1", entry_id.bytes), length=10)


def is_follow_secret(text: str, entry_id: UUID) -> bool:
    """Whether a person typed that entry's code, dashes and look-alike letters aside."""
    return hmac.compare_digest(read_short_code(text), follow_secret(entry_id))


def draft_code(draft_id: UUID) -> str:
    """The code with which a draft is taken up again on any device."""
    return short_code(_derived(b"ventanilla/draft/v1", draft_id.bytes), length=12)


def draft_code_digest(code: str) -> bytes:
    """What a draft is found by: the keyed digest of its code."""
    return _derived(b"ventanilla/draft-code/v1", read_short_code(code).encode())


def _derived(tag: bytes, value: bytes) -> bytes:
    keyed = _keyed(settings.SECRET_KEY, tag).copy()
    keyed.update(value)
    return keyed.digest()


@lru_cache(maxsize=8)
def _keyed(secret: str, tag: bytes) -> hmac.HMAC:
    """The state after key and tag, copied for each code: starting anew costs ten times more."""
    return hmac.new(secret.encode(), tag + b"\0", hashlib.sha256)
