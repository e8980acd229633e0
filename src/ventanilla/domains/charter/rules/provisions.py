"""The Charter's provisions and what this version offers for each, read from `data/`.

Texts are mappings of language to text. The product never says that it complies with the
Charter, which binds nobody: it says which provisions it exercises, and how far.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
class Offer:
    """One thing that is offered, where it is seen (if on a page), and what makes it true."""

    text: Texts
    place: Place | None
    tie: Tie


@dataclass(frozen=True, kw_only=True)
class Provision:
    """One provision. `heading` is empty where the number was not checked against the text.

    `missing` says, one thing each, what is not there yet; of an open provision nothing is.
    """

    slug: str
    chapter: int
    heading: str
    verified: bool
    asks: Texts
    capability: Texts
    evidence: Texts
    offers: tuple[Offer, ...] = ()
    missing: tuple[Texts, ...] = ()

    @property
    def state(self) -> State:
        """Offered, partly offered, or open: nothing yet."""
        if not self.offers:
            return State.OPEN
        return State.PARTLY if self.missing else State.OFFERED


@cache
def chapters() -> tuple[Chapter, ...]:
    """The three chapters, in order."""
    return tuple(Chapter(**chapter) for chapter in _read("provisions.yaml")["chapters"])


@cache
def provisions() -> tuple[Provision, ...]:
    """Every provision in the Charter's order, with what is offered."""
    offers = _offers()
    found = _read("provisions.yaml")["provisions"]
    unknown = offers.keys() - {record["slug"] for record in found}
    if unknown:
        raise ValueError(f"offers name no provision: {sorted(unknown)}")
    return tuple(_provision(record, offers.get(record["slug"], {})) for record in found)


def ties() -> tuple[Tie, ...]:
    """Every tie of every provision."""
    return tuple(offer.tie for provision in provisions() for offer in provision.offers)


def _offers() -> dict[str, Any]:
    """The files of `data/offers/` as one; no provision stands in two."""
    found: dict[str, Any] = {}
    for path in sorted((FOLDER / "offers").glob("*.yaml")):
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        if twice := found.keys() & read.keys():
            raise ValueError(f"{path.name} repeats {sorted(twice)}")
        found |= read
    return found


def _provision(record: dict[str, Any], offer: dict[str, Any]) -> Provision:
    return Provision(
        slug=record["slug"],
        chapter=record["chapter"],
        heading=str(record.get("heading", "")),
        verified=bool(record.get("verified", False)),
        asks=record["asks"],
        capability=record["capability"],
        evidence=record["evidence"],
        offers=tuple(_offer(dict(one)) for one in offer.get("offers", ())),
        missing=tuple(offer.get("missing", ())),
    )


def _offer(record: dict[str, str]) -> Offer:
    tie = Tie(code=record.pop("code"), test=record.pop("test"))
    path = record.pop("see", None)
    place = None if path is None else Place(path=path, label=_read("places.yaml")[path])
    return Offer(text=record, place=place, tie=tie)


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
