"""Finding a procedure by the words that people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

_WORD = re.compile(r"\w+")
_SHORTEST = 3


def found(procedures: Iterable[Any], words: str) -> list[Any]:
    """The procedures that hold every word of three letters or more, in their title, aliases or
    summary, in any language; accents and capitals make no difference. No words: all of them."""
    wanted = [word for word in _words(words) if len(word) >= _SHORTEST]
    return [p for p in procedures if all(_holds(_texts(p), word) for word in wanted)]


def _holds(text: str, word: str) -> bool:
    return word in text or (word.endswith("s") and word[:-1] in text)


def _texts(procedure: Any) -> str:
    return " ".join(_words(" ".join(_all(p) for p in _parts(procedure))))


def _parts(procedure: Any) -> list[Any]:
    return [procedure.title, procedure.summary, procedure.aliases]


def _all(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(_all(part) for part in value.values())
    if isinstance(value, list | tuple):
        return " ".join(_all(part) for part in value)
    return str(value or "")


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
