"""Where a fact comes from: an address that people can open, or a document known to have none."""

from __future__ import annotations

import re

from ventanilla.domains.observatory.rules.vocabulary import documents

_ADDRESS = re.compile(r"https?://[^\s;,()«»\"]+[^\s;,.()«»\"]")


def addresses(text: str) -> list[str]:
    """The web addresses named in a source."""
    return _ADDRESS.findall(text)


def is_sourced(*, source: str, url: str = "") -> bool:
    """Whether the source can be followed: an address, or a document declared to have none."""
    if not source.strip():
        return False
    if addresses(source) or addresses(url):
        return True
    return any(source.startswith(document.begins) for document in documents())
