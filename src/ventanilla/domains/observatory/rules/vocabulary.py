"""Countries, tracks, kinds, statuses, indicators, method breaks and measures, read from `data/`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[1] / "data"
REGION = "IB"
REGION_NAME = {"es": "Iberoamérica", "pt": "Ibero-América", "en": "Ibero-America"}
VERIFIED = frozenset({"high", "found"})
CONFIDENCES = VERIFIED | {"medium", "known"}
Texts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country of this observatory. `numeric` is its ISO 3166-1 number, for the map."""

    code: str
    numeric: str
    name: Texts


@dataclass(frozen=True, kw_only=True)
class Track:
    """One of the deck's five tracks, or a context beside them (`context`)."""

    id: str
    name: Texts
    verdict: Texts
    kinds: tuple[str, ...]
    identifiers: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    unknown: tuple[Texts, ...] = ()
    context: bool = False


@dataclass(frozen=True, kw_only=True)
class Status:
    """A status of a fact. `standing`: there, coming, ended, gap."""

    id: str
    standing: str
    name: Texts


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An indicator others publish. `unit`: index, rank, points, group; bounds included."""

    id: str
    family: str
    unit: str
    lowest: str
    highest: str
    better: str
    name: Texts


@dataclass(frozen=True, kw_only=True)
class Break:
    """From this edition on, values are not to be joined with earlier ones."""

    indicator: str
    year: int
    verified: bool
    why: Texts


@dataclass(frozen=True, kw_only=True)
class Family:
    """Whose indicators these are, how they may be reused, how to read them."""

    id: str
    name: Texts
    reuse: Texts
    reading: Texts
    indicators: tuple[Indicator, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class SourceDocument:
    """A source that has no public address, recognised by how its name begins."""

    begins: str
    note: Texts


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our own data files."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _texts(row: Mapping[str, str], prefix: str = "") -> Texts:
    return {lang: row[prefix + lang] for lang in ("es", "pt", "en")}


@cache
def countries() -> dict[str, Country]:
    """By ISO 3166-1 code, in the Spanish alphabet's order."""
    return {
        row["code"]: Country(code=row["code"], numeric=row["numeric"], name=_texts(row))
        for row in rows("countries.csv")
    }


@cache
def tracks() -> dict[str, Track]:
    """The five tracks and then the two contexts, by id."""
    held = _yaml("tracks.yaml")
    found = [_track(record, context=False) for record in held["tracks"]]
    found += [_track(record, context=True) for record in held["contexts"]]
    return {track.id: track for track in found}


def _track(record: dict[str, Any], *, context: bool) -> Track:
    lists = {
        key: tuple(record.get(key, ())) for key in ("kinds", "identifiers", "indicators", "unknown")
    }
    return Track(
        id=record["id"], name=record["name"], verdict=record["verdict"], context=context, **lists
    )


@cache
def kinds() -> dict[str, Texts]:
    """The name of each kind of fact."""
    return {row["kind"]: _texts(row) for row in rows("kinds.csv")}


@cache
def statuses() -> dict[str, Status]:
    """By id."""
    return {
        row["status"]: Status(id=row["status"], standing=row["standing"], name=_texts(row))
        for row in rows("statuses.csv")
    }


@cache
def indicators() -> dict[str, Indicator]:
    """By code."""
    return {
        row["indicator"]: Indicator(
            id=row["indicator"],
            name=_texts(row),
            **{key: row[key] for key in ("family", "unit", "lowest", "highest", "better")},
        )
        for row in rows("indicators.csv")
    }


@cache
def families() -> dict[str, Family]:
    """By id, each with its indicators in order."""
    return {
        record["id"]: Family(
            indicators=tuple(i for i in indicators().values() if i.family == record["id"]),
            **record,
        )
        for record in _yaml("families.yaml")["families"]
    }


@cache
def breaks() -> dict[str, tuple[Break, ...]]:
    """Where each indicator's method changed, oldest first."""
    found: dict[str, list[Break]] = {}
    for row in rows("breaks.csv"):
        change = Break(
            indicator=row["indicator"],
            year=int(row["year"]),
            verified=row["confidence"] != "known",
            why=_texts(row),
        )
        found.setdefault(change.indicator, []).append(change)
    return {id_: tuple(sorted(held, key=lambda b: b.year)) for id_, held in found.items()}


@cache
def documents() -> tuple[SourceDocument, ...]:
    """Known sources that have no public address."""
    return tuple(
        SourceDocument(begins=row["begins"], note=_texts(row, "note_"))
        for row in rows("documents.csv")
    )


@cache
def measures() -> dict[str, Texts]:
    """What offices may publish about themselves."""
    return {row["measure"]: _texts(row) for row in rows("measures.csv")}


def _yaml(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
