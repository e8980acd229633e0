"""The code by which anybody checks a title. Derived from its id under the deployment's secret, as
the other codes that people copy from paper are; a title is found by the keyed digest of its code.

Twelve letters carry 60 bits: it is asked alone, and tells nothing that is not public.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from ventanilla.kernel.identifiers import read_short_code, short_code

LETTERS = 12


def title_code(title_id: UUID) -> str:
    """`7K4Q2M-M2XD9A`."""
    return short_code(_derived(b"ventanilla/title/v1", title_id.bytes), length=LETTERS)


def title_code_digest(code: str) -> bytes:
    """What a title is found by, whatever dashes and look-alikes were typed."""
    return _derived(b"ventanilla/title-code/v1", read_short_code(code).encode())


def _derived(tag: bytes, value: bytes) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), tag + b"\0" + value, hashlib.sha256).digest()
