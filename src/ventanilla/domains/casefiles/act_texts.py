"""The words of an act, within bounds: what must be said is asked for by its name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.kernel.plaintext import stored_text

MAX_TEXT = 20_000  # characters


def needed(text: str, cause: Any, *, expected: Any = "") -> str:
    """`text`, stripped. Raises `ActIncomplete` with `cause` where nothing is left."""
    said = stored_text(text, max_length=MAX_TEXT, multiline=True).strip()
    if not said:
        raise ActIncomplete(cause, expected=expected)
    return said


def reasons(text: str) -> str:
    """The reasons of an act that the law wants reasoned (ES art. 35; CL arts 11 and 41)."""
    return needed(
        text,
        _("El acto no dice por qué."),
        expected=_("Escriba los hechos y la norma en que se apoya."),
    )


def optional(text: str) -> str:
    """`text`, stripped, or nothing."""
    return stored_text(text, max_length=MAX_TEXT, multiline=True).strip()
