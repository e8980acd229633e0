"""One value of the law: what it says, in which article, read where, how sure, by which layer,
from when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Confidence(StrEnum):
    """How well a value is known. Ordered: ``found`` was read, ``known`` is from memory,
    ``unsure`` is off.
    """

    FOUND = "found"
    KNOWN = "known"
    UNSURE = "unsure"

    @property
    def rank(self) -> int:
        return _RANK[self]


_RANK = {Confidence.FOUND: 0, Confidence.KNOWN: 1, Confidence.UNSURE: 2}


class Unit(StrEnum):
    """Units of a time limit. ``days`` means that the norm does not say which days."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class LegalValue:
    """A value with its article, source, confidence, layer and period of force.

    ``value`` is an integer amount, a name of a rule, or a list; ``text`` what the law says where
    no amount fits.
    ``readings`` are other readings of the same norm, each with its own article, source and
    confidence.
    """

    key: str
    value: Any = None
    unit: Unit | None = None
    article: str = ""
    law: str = ""
    source: str = ""
    confidence: Confidence = Confidence.FOUND
    layer: str = "national"
    obliges: str = ""
    starts: str = ""
    text: str = ""
    note: str = ""
    label: Texts | None = None
    first: date | None = None
    last: date | None = None
    readings: tuple[LegalValue, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def citation(self) -> str:
        """Article with its law, e.g. ``art. 30.5 Ley 39/2015``."""
        return f"{self.article} {self.law}".strip()

    def in_force_on(self, day: date) -> bool:
        """Whether the value binds a count that starts on ``day``."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def weakest(values: tuple[LegalValue, ...]) -> Confidence:
    """The confidence of a result that rests on all of ``values``."""
    return max((v.confidence for v in values), key=lambda c: c.rank, default=Confidence.FOUND)


def unverified(values: tuple[LegalValue, ...]) -> list[str]:
    """The values that were not read at their source, as ``rule: article (confidence)``."""
    doubtful = (v for v in values if v.confidence is not Confidence.FOUND)
    shown = (f"{v.key}: {v.citation or '—'} ({v.confidence})" for v in doubtful)
    return list(dict.fromkeys(shown))
