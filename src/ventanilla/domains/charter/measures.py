"""Evidence that an office can count today, from its own rows. What is not counted stays uncounted.

Which counts stand behind a provision, and in what words, is said in `data/measures.yaml`. Counts
of what people did are not told below ten, as in the published figures: in a village they name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from uuid import UUID

import yaml

from ventanilla.domains.charter.counted import Counted, Pair
from ventanilla.domains.charter.rules.provisions import FOLDER, Texts
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

LEAST_CELL = 10
REMEMBERED_SECONDS = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A count behind a provision. `people`: it counts what people did."""

    count: str
    people: bool
    what: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One count. `out_of` is None where there is no whole to compare with.

    `value` is None where fewer than ten are not told (`LEAST_CELL`).
    """

    value: int | None
    out_of: int | None
    what: Texts


_remembered: dict[UUID, tuple[float, dict[str, Pair]]] = {}


def measures(office: offices.Office) -> dict[str, list[Measure]]:
    """By provision, what is counted. Counted at most once in ten minutes by each process.

    Nothing of a practice office: what is filed there is no filing.
    """
    if office.practice:
        return {slug: [] for slug in wanted_measures()}
    pairs = _pairs(office)
    return {
        slug: [_measure(one, *pairs[one.count]) for one in wanted]
        for slug, wanted in wanted_measures().items()
    }


def count(office: offices.Office, name: str) -> Pair:
    """One count as it is, whatever its size: the caller answers for what it tells."""
    return Counted(office).pair(name)


def forget_measures() -> None:
    """Forget what this process remembers, between tests."""
    _remembered.clear()


@cache
def wanted_measures() -> dict[str, list[Wanted]]:
    """What `data/measures.yaml` names, by provision."""
    read = yaml.safe_load((FOLDER / "measures.yaml").read_text(encoding="utf-8"))
    return {slug: [_wanted(dict(one)) for one in found] for slug, found in read.items()}


def _wanted(record: dict[str, str]) -> Wanted:
    name, people = record.pop("count"), bool(record.pop("people", False))
    return Wanted(count=name, people=people, what=record)


def _measure(wanted: Wanted, value: int, out_of: int | None) -> Measure:
    if not wanted.people:
        return Measure(value=value, out_of=out_of, what=wanted.what)
    if out_of is not None and 0 < out_of < LEAST_CELL:
        return Measure(value=None, out_of=None, what=wanted.what)
    told = not 0 < value < LEAST_CELL
    return Measure(value=value if told else None, out_of=out_of, what=wanted.what)


def _pairs(office: offices.Office) -> dict[str, Pair]:
    now = clock.monotonic()
    held = _remembered.get(office.id)
    if held and now - held[0] < REMEMBERED_SECONDS:
        return held[1]
    counted = Counted(office)
    names = {one.count for wanted in wanted_measures().values() for one in wanted}
    pairs = {name: counted.pair(name) for name in sorted(names)}
    _remembered[office.id] = (now, pairs)
    return pairs
