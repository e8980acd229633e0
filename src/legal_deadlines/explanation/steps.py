"""One step of an explanation: a code, its facts and the articles it rests on. Words come later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from ..legal_value import LegalValue, Unit


class Amount(NamedTuple):
    """A number of a unit, worded by each language."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Step:
    """``code`` names a phrase; ``facts`` are dates, numbers, ``Amount`` or texts by language."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    cites: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data: dates as ISO strings, amounts as ``{number, unit}``."""
        out: dict[str, Any] = {"code": self.code}
        out.update({k: plain(v) for k, v in self.facts.items()})
        if self.cites:
            out["articles"] = list(self.cites)
        return out


def plain(value: Any) -> Any:
    """``value`` as JSON data."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Amount):
        return {"number": value.number, "unit": value.unit.value}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    return value


def step(code: str, *values: LegalValue | None, **facts: Any) -> Step:
    """A step that cites ``values``."""
    cites = tuple(dict.fromkeys(v.citation for v in values if v is not None and v.citation))
    return Step(code, facts, cites)
