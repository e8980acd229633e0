"""Text as it may be stored: one Unicode form, nothing invisible that breaks a page."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n?|\u2028|\u2029")


class UnstorableText(Problem):
    """Control characters, NUL or half of a surrogate pair."""

    code = "unstorable-text"
    status = 422


class TextTooLong(Problem):
    """Longer than the field admits."""

    code = "text-too-long"
    status = 422


def stored_text(value: str, *, max_length: int, multiline: bool = False) -> str:
    """`value` in NFC with plain line breaks, or the reason why it cannot be kept.

    `max_length` counts characters (code points) after normalisation. Four-byte characters
    are welcome; NUL, control characters and lone surrogates are not.
    """
    text = value if value.isascii() else unicodedata.normalize("NFC", value)
    if multiline and ("\r" in text or "\u2028" in text or "\u2029" in text):
        text = _BREAKS.sub("\n", text)
    if _has_forbidden(text, multiline=multiline):
        raise UnstorableText(
            _("El texto lleva caracteres que no se pueden guardar."),
            expected=_("Escríbalo de nuevo sin caracteres invisibles."),
        )
    if len(text) > max_length:
        raise TextTooLong(
            _("El texto tiene %(length)d caracteres y el máximo es %(limit)d.")
            % {"length": len(text), "limit": max_length},
            expected=_("Acórtelo o adjunte un documento."),
        )
    return text


def _has_forbidden(text: str, *, multiline: bool) -> bool:
    """Ordinary text is told apart at once: what `isprintable` admits holds nothing forbidden."""
    if (text.replace("\n", " ") if multiline else text).isprintable():
        return False
    return bool(_FORBIDDEN.search(text)) or (not multiline and ("\n" in text or "\r" in text))
