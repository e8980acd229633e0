"""Text: a line, or several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.rules.field_types.base import (
    FieldType,
    Load,
    Wrong,
    field_type,
    wrong_kind,
)
from ventanilla.kernel.plaintext import TextTooLong, UnstorableText, stored_text
from ventanilla.kernel.shapes import Key, Whole

# Spaces that only look like spaces, and marks that nobody sees.
_BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")


def clean_text(value: Any, *, max_length: int, multiline: bool = False) -> str:
    """`value` as it may be stored, or Wrong: not a text, unstorable, too long.

    The length is looked at before anything else reads the text, so that a hostile one of many
    megabytes costs nothing.
    """
    if not isinstance(value, str):
        raise wrong_kind(_("Se espera un texto."))
    if len(value) > 4 * max_length + 100:
        raise _too_long(len(value), max_length)
    try:
        return stored_text(value, max_length=max_length, multiline=multiline).strip()
    except TextTooLong as problem:
        raise _too_long(len(value), max_length) from problem
    except UnstorableText as problem:
        raise Wrong(
            "unstorable_text",
            _("«%(label)s» lleva caracteres que no se pueden guardar."),
            expected=_("Escriba de nuevo esa respuesta, sin pegarla desde otro programa."),
        ) from problem


def is_blank(text: str) -> bool:
    """Nothing that anybody could read."""
    return not text or _BLANK.fullmatch(text) is not None


def _too_long(length: int, limit: int) -> Wrong:
    return Wrong(
        "too_long",
        _("«%(label)s» tiene %(length)s caracteres y el máximo es %(limit)s."),
        expected=_("Acorte la respuesta."),
        length=length,
        limit=limit,
    )


@field_type
class Text(FieldType):
    """One line, 200 characters unless the form says otherwise."""

    name = "text"
    multiline: ClassVar[bool] = False
    longest: ClassVar[int] = 200
    keys: ClassVar[Mapping[str, Key]] = {"max_length": Key(Whole(1, 2000))}

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self.max_length: int = settings.get("max_length") or self.longest

    def clean(self, value: Any) -> str | None:
        text = clean_text(value, max_length=self.max_length, multiline=self.multiline)
        return None if is_blank(text) else text

    def missing(self) -> Any:
        return _("Escriba su respuesta en «%(label)s».")

    def schema(self, lang: str) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.max_length}


@field_type
class LongText(Text):
    """Several lines, 4,000 characters unless the form says otherwise."""

    name = "long_text"
    multiline = True
    longest = 4000
    keys: ClassVar[Mapping[str, Key]] = {
        "max_length": Key(Whole(1, 100_000)),
        "rows": Key(Whole(2, 30)),
    }

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        super().__init__(settings, load)
        self.rows: int = settings.get("rows") or 6
