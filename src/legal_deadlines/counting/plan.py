"""A plan: one reading of the law turned into the few switches that counting needs. Hashable plain
data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ..legal_value import Unit

FirstDay = Literal["same_day", "next_day", "next_working_day"]
Roll = Literal["next_working_day", "missing", "unsure"]
EndOfMonth = Literal[
    "last_day_of_month",
    "first_day_of_following_month",
    "first_working_day_of_following_month",
    "eve_of_start",
    "missing",
]


@dataclass(frozen=True, slots=True)
class Stretch:
    """An amount added before (``distance`` that delays the start) or after the term (extension,
    distance at the end).
    """

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Plan:
    """How one reading counts.

    ``whose`` says whose holidays count: the body's ``seat`` or ``either`` (body and person).
    ``weekly_rest`` is
    in weekdays, 0 = Monday. ``closed_last_day`` moves a last day that the calendar marks closed.
    ``franco``
    counts neither first nor last day. ``standstill`` names a recess that suspends.
    """

    amount: int
    unit: Unit
    first_day: FirstDay = "next_day"
    end_of_month: EndOfMonth = "missing"
    roll: Roll = "missing"
    closed_last_day: bool = False
    franco: bool = False
    lead: Stretch | None = None
    tails: tuple[Stretch, ...] = ()
    weekly_rest: frozenset[int] = frozenset({5, 6})
    whose: str = "seat"
    standstill: str = ""

    def to_json(self) -> dict[str, Any]:
        raw = asdict(self)
        raw["weekly_rest"] = sorted(self.weekly_rest)
        raw["tails"] = [asdict(t) for t in self.tails]
        return raw

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Plan:
        """The plan stored with a result."""
        lead = raw.get("lead")
        return cls(
            **{
                **raw,
                "unit": Unit(raw["unit"]),
                "lead": Stretch(lead["amount"], Unit(lead["unit"])) if lead else None,
                "tails": tuple(Stretch(t["amount"], Unit(t["unit"])) for t in raw["tails"]),
                "weekly_rest": frozenset(raw["weekly_rest"]),
            }
        )
