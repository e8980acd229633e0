"""Figures as people read them: the decimal sign of the language; the exact value beside."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import get_format


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure: `exact` as its source writes it (for `<data>`), `text` as it is read."""

    exact: str
    text: str


def shown(written: str, *, places: int = 3) -> Shown:
    """A written value, rounded to at most `places` for reading."""
    _whole, point, fraction = written.partition(".")
    if not point:
        return Shown(written, written)
    rounded = f"{float(written):.{min(places, len(fraction))}f}"
    return Shown(written, rounded.replace(".", get_format("DECIMAL_SEPARATOR")))


def as_written(written: str) -> str:
    """Every digit that its source writes, with the decimal sign of the language."""
    return written.replace(".", get_format("DECIMAL_SEPARATOR"))


def short(value: float) -> str:
    """Two decimals, for a label on a chart."""
    return f"{value:.2f}".replace(".", get_format("DECIMAL_SEPARATOR"))


def tick(value: float) -> str:
    """One decimal at most, for the axis."""
    return f"{value:.1f}".replace(".", get_format("DECIMAL_SEPARATOR"))
