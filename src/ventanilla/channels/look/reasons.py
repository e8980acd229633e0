"""The reasons of a computed date as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

from ventanilla.kernel.text_choice import pick


def reasons_of(explanation: Any) -> tuple[str, ...]:
    """One sentence per reason, in the reader's language."""
    return tuple(_sentences(explanation, get_language() or "es"))


def _sentences(explanation: Any, lang: str) -> Iterable[str]:
    if isinstance(explanation, str):
        yield explanation
    elif isinstance(explanation, Mapping):
        if "es" in explanation:
            yield pick(explanation, lang)
        else:
            for key in ("lines", "text", "steps", "reasons", "days"):
                yield from _sentences(explanation.get(key), lang)
    elif isinstance(explanation, list | tuple):
        for part in explanation:
            yield from _sentences(part, lang)
