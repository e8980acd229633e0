"""Outlines of the countries for the map, made at set-up from npm's `world-atlas` (ISC).

`world-atlas` holds Natural Earth's borders (public domain) as TopoJSON. Only the countries of the
observatory are kept, simplified and projected into one small drawing: America on the left, the
Iberian peninsula, enlarged, on the right. Without the package there is no map, and the table says
the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ventanilla.domains.observatory.rules.vocabulary import countries

SOURCE = Path("world-atlas") / "countries-50m.json"
BUILT = Path(__file__).parent / "built" / "outlines.json"
WIDTH, HEIGHT = 760, 640
Place = tuple[float, float]
Ring = list[Place]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of the world and where it is drawn. Degrees; units of the drawing."""

    west: float
    east: float
    south: float
    north: float
    left: float
    top: float
    scale: float  # units per degree of latitude
    coarse: float  # corners nearer than this to the line between their neighbours go

    def holds(self, ring: Ring) -> bool:
        """Whether the whole ring lies in the panel."""
        return all(self.west <= x <= self.east and self.south <= y <= self.north for x, y in ring)

    def drawn(self, place: Place) -> Place:
        """Where a longitude and latitude is drawn: equirectangular, true at the middle latitude."""
        narrow = math.cos(math.radians((self.south + self.north) / 2))
        return (
            self.left + (place[0] - self.west) * self.scale * narrow,
            self.top + (self.north - place[1]) * self.scale,
        )


AMERICA = Panel(west=-118.5, east=-34, south=-56, north=33.5, left=0, top=8, scale=6.9, coarse=0.9)
IBERIA = Panel(west=-10, east=4.6, south=35.8, north=44, left=600, top=60, scale=13, coarse=0.5)
PANELS = {"ES": IBERIA, "PT": IBERIA, "AD": IBERIA}
SMALLEST = 5  # square units: islets below it are left out, but never a country's largest part


class AtlasMissing(Exception):  # noqa: N818 - as look's BaseSheetMissing
    """npm has not fetched world-atlas, or its file is not the one this code knows."""


@cache
def outlines() -> dict[str, Any] | None:
    """`{width, height, countries: {code: {path, x, y}}}`, or None where nothing was built."""
    if not BUILT.is_file():
        return None
    held: dict[str, Any] = json.loads(BUILT.read_text(encoding="utf-8"))
    return held


def build_outlines(*, node_modules: Path, target: Path = BUILT) -> Path:
    """Write the drawing's outlines. Raises `AtlasMissing`."""
    source = node_modules / SOURCE
    if not source.is_file():
        raise AtlasMissing(f"{source} is missing: run `npm ci --ignore-scripts` first")
    atlas = json.loads(source.read_text(encoding="utf-8"))
    by_number = {c.numeric: c.code for c in countries().values()}
    arcs = _arcs(atlas)
    drawn = {
        by_number[geometry["id"]]: _country(by_number[geometry["id"]], geometry, arcs)
        for geometry in atlas["objects"]["countries"]["geometries"]
        if geometry.get("id") in by_number
    }
    if drawn.keys() != countries().keys():
        raise AtlasMissing(f"{source} lacks {sorted(countries().keys() - drawn.keys())}")
    target.parent.mkdir(parents=True, exist_ok=True)
    held = {"width": WIDTH, "height": HEIGHT, "countries": drawn}
    target.write_text(json.dumps(held, separators=(",", ":")), encoding="utf-8")
    outlines.cache_clear()
    return target


def _arcs(atlas: dict[str, Any]) -> list[Ring]:
    """TopoJSON's arcs: differences of quantised places (specification, 2.1.3 and 2.1.4)."""
    (scale_x, scale_y), (move_x, move_y) = (
        atlas["transform"]["scale"],
        atlas["transform"]["translate"],
    )
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        ring: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            ring.append((x * scale_x + move_x, y * scale_y + move_y))
        found.append(ring)
    return found


def _country(code: str, geometry: dict[str, Any], arcs: list[Ring]) -> dict[str, Any]:
    panel = PANELS.get(code, AMERICA)
    rings = [
        [panel.drawn(place) for place in ring]
        for ring in _outer_rings(geometry, arcs)
        if panel.holds(ring)
    ]
    rings.sort(key=lambda ring: -abs(_area(ring)))
    kept = [rings[0], *(ring for ring in rings[1:] if abs(_area(ring)) >= SMALLEST)]
    x, y = _middle(rings[0])
    return {
        "path": "".join(_path(simplified(ring, panel.coarse)) for ring in kept),
        "x": round(x, 1),
        "y": round(y, 1),
    }


def _outer_rings(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: Ring = []
        for index in polygon[0]:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring += arc[1:] if ring else arc
        yield ring


def simplified(ring: Ring, coarse: float) -> Ring:
    """Douglas-Peucker: the ring without corners that nobody would see."""
    if len(ring) < 4:
        return ring
    far = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    return _between(ring[: far + 1], coarse)[:-1] + _between(ring[far:], coarse)


def _between(line: Ring, coarse: float) -> Ring:
    if len(line) < 3:
        return line
    offs = [_off(place, line[0], line[-1]) for place in line[1:-1]]
    worst = max(range(len(offs)), key=offs.__getitem__)
    if offs[worst] <= coarse:
        return [line[0], line[-1]]
    return _between(line[: worst + 2], coarse)[:-1] + _between(line[worst + 1 :], coarse)


def _off(place: Place, one: Place, other: Place) -> float:
    length = math.dist(one, other)
    if not length:
        return math.dist(place, one)
    across = (other[0] - one[0]) * (one[1] - place[1]) - (one[0] - place[0]) * (other[1] - one[1])
    return abs(across) / length


def _area(ring: Sequence[Place]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _middle(ring: Sequence[Place]) -> Place:
    area = _area(ring) * 6
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    return x / area, y / area


def _path(ring: Ring) -> str:
    places = [(round(x, 1), round(y, 1)) for x, y in ring]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places) + "Z"
