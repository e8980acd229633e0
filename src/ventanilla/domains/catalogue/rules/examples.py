"""A procedure's examples: filings with the validation and the dates that must result."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ventanilla.domains.catalogue.ports import course_walker
from ventanilla.domains.catalogue.rules.example_dates import due_by_law
from ventanilla.domains.catalogue.rules.folder import Folder
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.kernel.shapes import (
    Anything,
    Choice,
    Day,
    Findings,
    Flag,
    Key,
    Line,
    Many,
    Moment,
    Named,
    Table,
    Texts,
    Whole,
    identifier,
)

_DUE = Table(
    {
        "limit": Key(identifier(), required=True),
        "starts": Key(Day(), required=True),
        "due": Key(Day(), required=True),
        "text": Key(Texts(), required=True),
        "norm": Key(Line(200, example="Ley 20.285, art. 14"), required=True),
    }
)
_ERROR = Table(
    {"field": Key(identifier(), required=True), "code": Key(identifier(), required=True)}
)
_FILE = Table(
    {
        "name": Key(Line(200, example="plano.pdf"), required=True),
        "size": Key(Whole(), required=True),
        "media_type": Key(Line(100, example="application/pdf"), required=True),
    }
)
_CLOCK = re.compile(r"[a-z_]+(:[a-z0-9_-]{1,40})?")
_OFFERED = Table(
    {
        "act": Key(identifier(), required=True),
        "by": Key(identifier(), required=True),
        "trigger": Key(Choice(("time", "party_step", "party_choice", "body"))),
        "ready": Key(Flag()),
    }
)
_THEN = Table(
    {
        "state": Key(identifier()),
        "waiting_on": Key(Choice(("party", "body", "report", "nobody"))),
        "silence": Key(Choice(("recorded", "certified"))),
        "sense": Key(identifier()),
        "due": Key(Named(Day(), _CLOCK)),  # by the name of each clock that still runs
        "effects": Key(Many(_OFFERED, most=10)),  # exactly these, of what has passed by the day
    }
)
_MOMENT = Table(
    {
        "day": Key(Day(), required=True),
        "text": Key(Texts(), required=True),
        "norm": Key(Line(200, example="Ley 20.285, art. 14")),
        "act": Key(identifier()),
        "by": Key(identifier()),
        "who": Key(Line(40)),
        "says": Key(Anything({"type": "object"})),
        "refused": Key(Line(40, example="wrong-state")),
        "then": Key(_THEN),
    }
)
EXAMPLE = Table(
    {
        "case": Key(Texts(max_length=300), required=True),
        "story": Key(Texts(), required=True),
        "source": Key(Line(500)),
        "office": Key(
            Table(
                {
                    "country": Key(Line(2, example="CL"), required=True),
                    "place": Key(Line(10, example="CL-VS")),
                    "level": Key(Line(20, example="municipal")),
                    "time_zone": Key(Line(60, example="America/Santiago"), required=True),
                }
            ),
            required=True,
        ),
        "filed_at": Key(Moment(), required=True),
        "answers": Key(Anything({"type": "object"}), required=True),
        "files": Key(Named(Many(_FILE, most=20))),
        "course": Key(Many(_MOMENT, most=60)),
        "expected": Key(
            Table(
                {
                    "valid": Key(Flag(), required=True),
                    "errors": Key(Many(_ERROR, most=50)),
                    "set_aside": Key(Many(identifier(), most=50)),
                    "dates": Key(Many(_DUE, most=30)),
                }
            ),
            required=True,
        ),
    }
)

# (office as the example pins it, time limit, day it is counted from) → due date
DueDate = Callable[[Mapping[str, Any], Mapping[str, Any], datetime.date], datetime.date]


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example, run: `disagreements` say where what came out is not what it expects."""

    file: str
    case: Mapping[str, str]
    disagreements: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether everything came out as expected."""
        return not self.disagreements


def run_examples(
    folder: Folder, procedure: PublishedProcedure, due_date: DueDate = due_by_law
) -> list[ExampleResult]:
    """Every example of a folder that was checked, in the order of their names."""
    results = []
    for file, read in sorted(folder.documents.items()):
        if file.startswith("examples/"):
            example = EXAMPLE.read(read.value, (), Findings())
            assert example is not None, "the folder was checked"
            found = tuple(disagreements(procedure, example, due_date))
            results.append(ExampleResult(file, example["case"], found))
    return results


class _ExampleFile:
    """A file that an example only describes."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.name: str = given["name"]
        self.size: int = given["size"]
        self.media_type: str = given["media_type"]
        self.sha256 = "0" * 64


def disagreements(
    procedure: PublishedProcedure, example: Mapping[str, Any], due_date: DueDate = due_by_law
) -> Iterator[str]:
    """Where what results from the example differs from what it expects; nothing if it agrees."""
    expected = example["expected"]
    files = {
        name: [_ExampleFile(file) for file in given]
        for name, given in (example["files"] or {}).items()
    }
    checked = procedure.form.check(answers=example["answers"], files=files, lang="es")
    if expected["valid"] != (not checked.errors):
        yield f"valid: {not checked.errors}: {[error.message for error in checked.errors]}"
    found = {(error.field, error.code) for error in checked.errors}
    wanted = {(error["field"], error["code"]) for error in expected["errors"] or []}
    if found != wanted:
        yield f"errors: {sorted(found)} instead of {sorted(wanted)}"
    if set(checked.set_aside) != set(expected["set_aside"] or ()):
        yield f"set aside: {checked.set_aside} instead of {expected['set_aside'] or []}"
    for date in expected["dates"] or []:
        limit = procedure.limit(date["limit"])
        due = due_date(example["office"], limit, date["starts"])
        if due != date["due"]:
            yield f"{date['limit']} from {date['starts']}: {due} instead of {date['due']}"
    if example["course"]:
        yield from course_walker()(procedure, example)
