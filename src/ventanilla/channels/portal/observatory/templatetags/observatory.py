"""Small things that the observatory's templates ask for."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def source_name(text: str) -> str:
    """A source without its addresses: what stands before the first of them."""
    return text.split(", http")[0].split(" http")[0].strip(" ;,")


@register.filter
def plain(number: float) -> str:
    """A number for a drawing: a point, whatever the language."""
    return f"{number:g}"


@register.simple_tag
def across(place: int, count: int) -> str:
    """Where the bar at `place` of `count` stands, in percent."""
    return f"{3 + 94 * place / max(1, count - 1):.1f}%"


@register.filter
def year_mark(year: int) -> str:
    """A year under a narrow bar: `’07`."""
    return f"’{year % 100:02d}"
