"""What changed between two editions: what came, what went, what reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One change. `before` and `after` are None where the row came or went."""

    key: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def columns(self) -> list[str]:
        """The columns that read otherwise, where both are there."""
        if self.before is None or self.after is None:
            return []
        return [name for name in self.after if self.before.get(name) != self.after[name]]


def differences(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    *,
    by: Sequence[str],
) -> list[Difference]:
    """The changes from one list of rows to another, in the order of their keys `by`."""
    old = {tuple(str(row[name]) for name in by): row for row in before}
    new = {tuple(str(row[name]) for name in by): row for row in after}
    return [
        Difference(key=key, before=old.get(key), after=new.get(key))
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    ]
