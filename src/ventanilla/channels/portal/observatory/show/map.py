"""The map of the region: classes by pattern and by name, never by colour alone; links in order."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.portal.observatory.show.facts import country_name
from ventanilla.channels.portal.observatory.show.numbers import shown
from ventanilla.domains.observatory import api as observatory

# Names that do not fit inside their country: where they are written, joined by a line.
ASIDE = {
    "GT": (150, 150), "SV": (160, 178), "HN": (262, 118), "NI": (285, 148), "CR": (190, 204),
    "PA": (268, 222), "DO": (350, 88), "CU": (300, 72), "CL": (278, 500), "AD": (735, 55),
    "PT": (585, 130), "EC": (222, 262),
}  # fmt: skip
INDEX_CLASSES = ((0.25, "low"), (0.5, "middle"), (0.75, "high"), (1.01, "very-high"))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One country on the map, and its line in the table."""

    code: str
    name: str
    url: str
    value: str
    exact: str
    level: str  # low, middle, high, very-high, none
    level_name: str
    path: str
    x: float
    y: float
    lead: tuple[float, float] | None


@dataclass(frozen=True, kw_only=True)
class MapShown:
    """The map, or its table alone (`drawn` is False) where no outlines were built."""

    width: int
    height: int
    drawn: bool
    shapes: list[Shape]
    levels: list[tuple[str, str]]


def map_shown(indicator: str, year: int) -> MapShown:
    """The countries by the level of one index (0 to 1) in one edition."""
    outlines = observatory.outlines() or {"width": 0, "height": 0, "countries": {}}
    table = observatory.figures_of(indicator)
    return MapShown(
        width=outlines["width"],
        height=outlines["height"],
        drawn=bool(outlines["countries"]),
        shapes=[
            _shape(code, table.get(code, {}).get(year, ""), outlines["countries"].get(code, {}))
            for code in observatory.countries()
        ],
        levels=list(_level_names().items()),
    )


def _shape(code: str, written: str, outline: dict[str, object]) -> Shape:
    level = _level(written)
    aside = ASIDE.get(code)
    middle = (outline.get("x", 0), outline.get("y", 0))
    x, y = aside or middle
    return Shape(
        code=code,
        name=country_name(code),
        url=reverse("portal:observatory:country", args=[code]),
        value=shown(written).text if written else _("sin dato"),
        exact=written,
        level=level,
        level_name=_level_names()[level],
        path=str(outline.get("path", "")),
        x=float(str(x)),
        y=float(str(y)),
        lead=(float(str(middle[0])), float(str(middle[1]))) if aside else None,
    )


def _level(written: str) -> str:
    if not written:
        return "none"
    return next(name for limit, name in INDEX_CLASSES if float(written) < limit)


def _level_names() -> dict[str, str]:
    return {
        "very-high": _("muy alto: más de 0,75"),
        "high": _("alto: de 0,50 a 0,75"),
        "middle": _("medio: de 0,25 a 0,50"),
        "low": _("bajo: menos de 0,25"),
        "none": _("sin dato"),
    }
