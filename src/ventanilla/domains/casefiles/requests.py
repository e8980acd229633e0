"""What makes two requests the same: procedure, answers and files, not how they were written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ventanilla.domains.documents.api import Document

_TAG = b"ventanilla/request/v1\0"


def request_digest(slug: str, answers: Any, documents: Mapping[str, Sequence[Document]]) -> bytes:
    """SHA-256 of what was asked, as it came: spaces and order of keys in JSON make no difference.

    Lone surrogates, which the form will refuse, do not stop it.
    """
    files = {
        field: [[document.name, bytes(document.sha256).hex()] for document in given]
        for field, given in documents.items()
    }
    text = json.dumps([slug, answers, files], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(_TAG + text.encode()).digest()
