"""The progress report on the Charter, statement by statement, and what answers each.

A statement that repeats a provision takes its wording and its answer from the provision.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from ventanilla.domains.charter.rules.provisions import (
    FOLDER,
    Place,
    Provision,
    State,
    Texts,
    provisions,
)

KINDS = (
    "context",
    "purpose",
    "principle",
    "right",
    "condition",
    "progress",
    "challenge",
    "charter",
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A statement and what is shown for it. With no places and no provision: nothing yet."""

    id: str
    kind: str
    text: Texts
    places: tuple[Place, ...]
    provision: Provision | None
    year: int | None = None

    @property
    def answered(self) -> bool:
        """Whether the platform or the observatory shows anything for it."""
        if self.provision is not None:
            return self.provision.state is not State.OPEN
        return bool(self.places)


@cache
def deck() -> tuple[Answer, ...]:
    """Every statement in the report's order."""
    known = {provision.slug: provision for provision in provisions()}
    records = yaml.safe_load((FOLDER / "deck.yaml").read_text(encoding="utf-8"))["statements"]
    return tuple(_answer(record, known) for record in records)


def _answer(record: dict[str, Any], known: dict[str, Provision]) -> Answer:
    provision = known[record["provision"]] if "provision" in record else None
    if record["kind"] not in KINDS:
        raise ValueError(f"{record['id']}: {record['kind']} is no kind of statement")
    return Answer(
        id=record["id"],
        kind=record["kind"],
        text=provision.asks if provision else record["text"],
        places=tuple(
            Place(path=shown["see"], label=shown["what"]) for shown in record.get("shown", ())
        ),
        provision=provision,
        year=record.get("year"),
    )
