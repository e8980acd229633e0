"""What the component templates show: small frozen values that channels fill and templates read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Line:
    """A label and its text: a row of a plate or of facts. `norm` is its article, after it."""

    label: str
    text: Any
    norm: str = ""
    chip: Chip | None = None


@dataclass(frozen=True, kw_only=True)
class Plate:
    """The number that people copy down. One per page."""

    label: str
    number: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a case's path. `state` is done, now or empty (later); `when` says it in words."""

    title: str
    state: str = ""
    when: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chip:
    """Time left, in words. `urgency`: late, soon, held or empty."""

    text: str
    urgency: str = ""


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """Days in a row of a computed deadline. `kind`: empty (they count), out or last."""

    when: str
    counts: str
    why: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a stacked table; `label` repeats the column's head on a phone."""

    text: str = ""
    label: str = ""
    detail: str = ""
    url: str = ""
    code: bool = False
    chip: Chip | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of at most six columns that becomes cards on a phone."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    hidden_caption: bool = False


def table(
    *, caption: str, heads: tuple[str, ...], rows: list[list[Cell]], hidden_caption: bool = False
) -> Table:
    """A `Table` whose cells carry their column's head."""
    labelled = tuple(
        tuple(_labelled(cell, head) for cell, head in zip(row, heads, strict=True)) for row in rows
    )
    return Table(caption=caption, heads=heads, rows=labelled, hidden_caption=hidden_caption)


def _labelled(cell: Cell, head: str) -> Cell:
    return Cell(
        text=cell.text,
        label=head,
        detail=cell.detail,
        url=cell.url,
        code=cell.code,
        chip=cell.chip,
    )


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing proven, or not proven."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ErrorLine:
    """One line of the error summary; it leads to the field `anchor` here, or to another page."""

    text: str
    anchor: str = ""
    url: str = ""

    @property
    def href(self) -> str:
        """Where the line leads, or nothing."""
        return self.url or (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """A question and its answer, with where to change it."""

    label: str
    lines: tuple[str, ...]
    detail: str = ""
    change_url: str = ""
