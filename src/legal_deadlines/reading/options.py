"""An option is one way to read one rule: what it changes in the plan and on which values it
rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..legal_value import Confidence, LegalValue, Texts


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One reading of one rule. ``preferred`` comes first even where another reading is safer."""

    changes: Mapping[str, Any] = field(default_factory=dict)
    used: tuple[LegalValue, ...] = ()
    label: Texts | None = None
    preferred: bool = False

    @property
    def confidence(self) -> Confidence:
        return max(
            (v.confidence for v in self.used), key=lambda c: c.rank, default=Confidence.FOUND
        )


Choice = tuple[Option, ...]


def one(used: LegalValue | None = None, **changes: Any) -> Choice:
    """A rule that nobody reads in two ways."""
    return (Option(changes, (used,) if used else ()),)


def divided(value: LegalValue, name: str, convert: Any = lambda v: v) -> Choice:
    """The value and its other readings, as options that set ``name``."""
    return tuple(
        Option({name: convert(v.value)}, (v,), v.label, bool(v.more.get("preferred") and i == 0))
        for i, v in enumerate((value, *value.readings))
    )
