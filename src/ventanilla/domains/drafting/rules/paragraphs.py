"""The paragraphs of a decision: kept in the order of its parts, numbered without a gap, moved,
added and taken out. Pure: a paragraph is `{id, part, text, norm, verified}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

PARTS = ("antecedents", "grounds", "operative", "footing")
MOST = 80
MOST_TEXT = 20_000  # characters of one paragraph
Paragraph = Mapping[str, Any]


def in_order(paragraphs: Sequence[Paragraph]) -> list[dict[str, Any]]:
    """By part; within a part as they stand."""
    return [dict(one) for part in PARTS for one in paragraphs if one["part"] == part]


def numbered(paragraphs: Sequence[Paragraph]) -> list[dict[str, Any]]:
    """Those that say something, each with its number `n`, from one through the whole text."""
    said = [one for one in in_order(paragraphs) if one["text"].strip()]
    return [{**one, "n": place} for place, one in enumerate(said, 1)]


def moved(paragraphs: Sequence[Paragraph], which: str, by: int) -> list[dict[str, Any]]:
    """One place up (-1) or down (+1); past the end of its part it goes to the next one."""
    rows = in_order(paragraphs)
    at = next((n for n, one in enumerate(rows) if one["id"] == which), None)
    if at is None:
        return rows
    row, to = rows[at], at + by
    if 0 <= to < len(rows) and rows[to]["part"] == row["part"]:
        rows[at], rows[to] = rows[to], rows[at]
        return rows
    part = PARTS.index(row["part"]) + by
    if 0 <= part < len(PARTS):
        row["part"] = PARTS[part]
        rows.remove(row)
        rows.insert(0 if by > 0 else len(rows), row)
    return in_order(rows)


def added(paragraphs: Sequence[Paragraph], part: str, new_id: str) -> list[dict[str, Any]]:
    """An empty one at the end of a part."""
    rows = in_order(paragraphs)
    if part not in PARTS or len(rows) >= MOST:
        return rows
    free = {"id": new_id, "part": part, "text": "", "norm": "", "verified": True}
    return in_order([*rows, free])


def without(paragraphs: Sequence[Paragraph], which: str) -> list[dict[str, Any]]:
    """All but one."""
    return [one for one in in_order(paragraphs) if one["id"] != which]


def text_of(paragraphs: Sequence[Paragraph], *parts: str) -> str:
    """The text of some parts, a blank line between paragraphs."""
    return "\n\n".join(one["text"].strip() for one in numbered(paragraphs) if one["part"] in parts)
