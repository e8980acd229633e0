"""``recompute`` and ``tables``: check a stored result, write the tables of the law."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import BadInputError
from ..law_tables import tables, write_tables
from ..records import recompute
from .arguments import Namespace
from .calendar_of import read_calendar


def add_recompute(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--result", required=True, metavar="FILE", help="JSON of a 'due' result, or its record"
    )
    parser.add_argument(
        "--calendar", required=True, metavar="FILE", help="the calendar version it names (JSON)"
    )


def run_recompute(args: Namespace) -> dict[str, Any]:
    """The stored date, the date counted again, and whether they agree."""
    stored = _record(args.result)
    again = recompute(stored, read_calendar(args.calendar))
    return {
        "due": again.isoformat(),
        "stored": stored["due"],
        "same": again.isoformat() == stored["due"],
        "calendar": stored["calendar"],
    }


def _record(path: str) -> Mapping[str, Any]:
    try:
        raw = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise BadInputError(
            f"the result {path} cannot be read: {exc}", expected="JSON of a 'due' result"
        ) from None
    stored = raw.get("record", raw) if isinstance(raw, dict) else None
    if not isinstance(stored, dict) or "plan" not in stored:
        raise BadInputError(
            f"{path} holds no record of a result", expected="the output of 'due --json'"
        )
    return stored


def add_tables(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", metavar="DIR", help="write the Markdown files into this folder")


def run_tables(args: Namespace) -> dict[str, Any] | str:
    """Writes the tables, or prints them one after another."""
    if args.write is None:
        return "\n".join(tables().values())
    return {"written": [str(p) for p in write_tables(Path(args.write))]}
