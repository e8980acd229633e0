"""The Charter's provisions and what this version offers for each, read from `data/`.

Texts are mappings of language to text. The product never says that it complies with the
Charter, which binds nobody: it says which provisions it exercises, and how far.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[1] / "data"
Texts = Mapping[str, str]


class State(StrEnum):
    """How far a provision is exercised."""

    OFFERED = "offered"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter of the Charter. `headings` is its range of headings, as its summary prints it."""

    number: int
    headings: str
    verified: bool
    title: Texts


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where to see it: below the office's own address, or from the root if it begins with `/`."""

    path: str
    label: Texts

    def below(self, office: str) -> str:
        """The address on the site, for the office with that slug."""
        return self.path if self.path.startswith("/") else f"/{office}/{self.path}"


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What makes an offer true: `code` is `module:name`, `test` is `file::function`."""

    code: str
    test: str


@dataclass(frozen=True, kw_only=True)
class Provision:
    """One provision. `heading` is empty where the number was not checked against the text."""

    slug: str
    chapter: int
    heading: str
    verified: bool
    asks: Texts
    capability: Texts
    evidence: Texts
    offers: Texts = field(default_factory=dict)
    missing: Texts = field(default_factory=dict)
    see: tuple[Place, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def state(self) -> State:
        """Offered, partly offered, or open: nothing yet. Nothing counts without code and test."""
        if not self.ties:
            return State.OPEN
        return State.PARTLY if self.missing else State.OFFERED


@cache
def chapters() -> tuple[Chapter, ...]:
    """The three chapters, in order."""
    return tuple(Chapter(**chapter) for chapter in _read("provisions.yaml")["chapters"])


@cache
def provisions() -> tuple[Provision, ...]:
    """Every provision in the Charter's order, with what is offered."""
    offers = _read("offers.yaml")
    found = _read("provisions.yaml")["provisions"]
    unknown = offers.keys() - {record["slug"] for record in found}
    if unknown:
        raise ValueError(f"offers.yaml names no provision: {sorted(unknown)}")
    return tuple(_provision(record, offers.get(record["slug"], {})) for record in found)


def ties() -> tuple[Tie, ...]:
    """Every tie of every provision."""
    return tuple(tie for provision in provisions() for tie in provision.ties)


def _provision(record: dict[str, Any], offer: dict[str, Any]) -> Provision:
    return Provision(
        slug=record["slug"],
        chapter=record["chapter"],
        heading=str(record.get("heading", "")),
        verified=bool(record.get("verified", False)),
        asks=record["asks"],
        capability=record["capability"],
        evidence=record["evidence"],
        offers=offer.get("offers", {}),
        missing=offer.get("missing", {}),
        see=tuple(Place(**place) for place in offer.get("see", ())),
        ties=tuple(Tie(**tie) for tie in offer.get("ties", ())),
    )


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
