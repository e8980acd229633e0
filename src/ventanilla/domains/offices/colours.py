"""Whether an office's colours can be read (WCAG 2.2, success criteria 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.offices.errors import ColoursUnreadable

DEFAULT_COLOURS = {"brand": "#1b5e50", "deep": "#0f3f36", "accent": "#a8482b"}
GROUNDS = {"paper": "#fcf9f3", "card": "#ffffff", "sand": "#f3ecdf"}
WHITE = "#ffffff"
READABLE = 4.5
_HEX = re.compile(r"^#[0-9a-f]{6}$")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, definition of relative luminance)."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def checked_colours(colours: dict[str, str]) -> dict[str, str]:
    """The office's three colours, defaults filled in. Raises `ColoursUnreadable` with the ratio."""
    chosen = {**DEFAULT_COLOURS, **{key: value.lower() for key, value in colours.items()}}
    for name, value in chosen.items():
        if name not in DEFAULT_COLOURS or not _HEX.match(value):
            raise ColoursUnreadable(
                _("«%(name)s: %(value)s» no es un color de la sede.")
                % {"name": name, "value": value},
                expected=_("brand, deep o accent, en hexadecimal."),
                example="brand: #1b5e50",
            )
    pairs = [(n, g, chosen[n], GROUNDS[g]) for n in ("brand", "accent") for g in GROUNDS]
    pairs += [(n, "white", chosen[n], WHITE) for n in ("brand", "deep")]
    for name, ground, colour, base in pairs:
        if contrast(colour, base) < READABLE:
            raise ColoursUnreadable(
                _("El color %(name)s sobre %(ground)s tiene un contraste de %(ratio).2f.")
                % {"name": name, "ground": ground, "ratio": contrast(colour, base)},
                expected=_("Al menos 4,5 (WCAG 2.2)."),
            )
    return chosen
