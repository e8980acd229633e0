"""One row of a table of acts: what it is called, what it asks, what it brings about, its door."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ventanilla.channels.look.act_form import Ask

Kind = TypeVar("Kind")
Subject = TypeVar("Subject")
Row = TypeVar("Row", bound="ActRow[Any, Any]")


@dataclass(frozen=True, kw_only=True)
class ActRow(Generic[Kind, Subject]):
    """What every act says of itself; each table adds what only its acts need.

    `asks` are its questions, or a function of the case or call that gives them; the answers are
    parameters of `door`. `consequence` stands beside the button.
    """

    kind: Kind
    title: Any
    button: Any
    consequence: Any
    door: Callable[..., Any]
    asks: tuple[Ask, ...] | Callable[[Subject], tuple[Ask, ...]] = ()
    intro: Any = ""

    def questions(self, subject: Subject) -> tuple[Ask, ...]:
        """What it asks in that case, or of that call."""
        return self.asks if isinstance(self.asks, tuple) else self.asks(subject)


def by_kind(rows: Iterable[Row]) -> dict[Any, Row]:
    """The table, in the order in which its acts are offered. Raises `ValueError` on one said
    twice."""
    table: dict[Any, Row] = {}
    for row in rows:
        if row.kind in table:
            raise ValueError(f"two rows for {row.kind}")
        table[row.kind] = row
    return table
