"""A procedure's examples: filings with the validation and the dates that must result."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ventanilla.domains.catalogue.ports import course_walker
from ventanilla.domains.catalogue.rules.example_dates import due_by_law
from ventanilla.domains.catalogue.rules.folder import Folder
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.domains.catalogue.rules.templates import FACTS, Filling, filled
from ventanilla.domains.forms.api import pinned_values
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
TITLE_STATES = (
    *("not_yet", "in_force", "suspended", "expired"),
    *("renounced", "revoked", "annulled"),
)
_THEN = Table(
    {
        "state": Key(identifier()),
        "waiting_on": Key(Choice(("party", "body", "report", "nobody"))),
        "silence": Key(Choice(("recorded", "certified"))),
        "sense": Key(identifier()),
        "due": Key(Named(Day(), _CLOCK)),  # by the name of each clock that still runs
        "title": Key(Choice(TITLE_STATES)),  # where the title stands that day
        "title_until": Key(Day()),  # its last day; without it, it has no term
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
_POINTS = re.compile(r"[a-z][a-z0-9_]{0,59}")
_CALL = Table(
    {
        "published": Key(Day(), required=True),
        "until": Key(Day(), required=True),
        "places": Key(Whole(1)),
        "credit": Key(Whole(1)),  # in minor units
        # every filing, in the order of the book
        "filings": Key(
            Many(
                Table(
                    {
                        "id": Key(identifier(), required=True),
                        "asked": Key(Whole()),
                        "points": Key(Named(Whole(), _POINTS), required=True),
                    }
                ),
                least=1,
                most=100,
            ),
            required=True,
        ),
        "list": Key(
            Many(
                Table(
                    {
                        "id": Key(identifier(), required=True),
                        "points": Key(Whole(), required=True),
                        "outcome": Key(
                            Choice(("granted", "partly", "reserve", "refused")), required=True
                        ),
                        "amount": Key(Whole()),
                        "tie": Key(identifier()),  # the rule that settled it against the line above
                    }
                ),
                most=100,
            ),
            required=True,
        ),
    }
)
_DECIDED = Table(
    {
        "rows": Key(Many(identifier(), most=300), required=True),
        "results": Key(Anything({"type": "object"})),
    }
)
_TEMPLATE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
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
        # legal values of the day, in minor units, so that the example never changes with the data
        "values": Key(Named(Whole(), re.compile(r"[A-Z]{2}\.[A-Z]{2,10}"))),
        "answers": Key(Anything({"type": "object"}), required=True),
        "files": Key(Named(Many(_FILE, most=20))),
        "call": Key(_CALL),
        "course": Key(Many(_MOMENT, most=60)),
        "expected": Key(
            Table(
                {
                    "valid": Key(Flag(), required=True),
                    "errors": Key(Many(_ERROR, most=50)),
                    "set_aside": Key(Many(identifier(), most=50)),
                    "dates": Key(Many(_DUE, most=30)),
                    "decisions": Key(Named(_DECIDED)),
                    "limit": Key(identifier()),
                    "passed_over": Key(Many(identifier(), most=60)),  # steps not called for
                    "documents": Key(Named(Many(Line(300), most=20), _TEMPLATE_NAME)),
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


def run_today(
    folder: Folder, procedure: PublishedProcedure, now: datetime.datetime
) -> list[tuple[ExampleResult, dict[str, Any]]]:
    """Each example as if it were filed now: whether its validation agrees, and what comes out."""
    results = []
    for file, read in sorted(folder.documents.items()):
        if not file.startswith("examples/"):
            continue
        example = EXAMPLE.read(read.value, (), Findings())
        assert example is not None, "the folder was checked"
        today = now.astimezone(zoneinfo.ZoneInfo(example["office"]["time_zone"])).date()
        undated = {**example["expected"], "dates": [], "decisions": {}, "limit": None}
        past: dict[str, Any] = {"values": {}, "course": None, "call": None}
        still = {**example, **past, "filed_at": now, "expected": undated}
        found = tuple(disagreements(procedure, still))
        checked = procedure.form.check(
            answers=example["answers"], files=_files_of(example), lang="es"
        )
        decided = procedure.decide(
            answers=checked.answers, files=_files_of(example), filed_on=today
        )
        limit = procedure.limit_of(decided)
        outcome = {
            "filed_on": today,
            "decisions": {name: one.kept() for name, one in decided.items()},
            "limit": limit["id"],
            "due": _due_today(example["office"], limit, today),
        }
        results.append((ExampleResult(file, example["case"], found), outcome))
    return results


def _due_today(
    office: Mapping[str, Any], limit: Mapping[str, Any], today: datetime.date
) -> datetime.date | None:
    return today if limit["unit"] == "immediate" else due_by_law(office, limit, today)


def _files_of(example: Mapping[str, Any]) -> dict[str, list[_ExampleFile]]:
    return {
        name: [_ExampleFile(file) for file in given]
        for name, given in (example["files"] or {}).items()
    }


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
    files = _files_of(example)
    checked = procedure.form.check(answers=example["answers"], files=files, lang="es")
    if expected["valid"] != (not checked.errors):
        yield f"valid: {not checked.errors}: {[error.message for error in checked.errors]}"
    found = {(error.field, error.code) for error in checked.errors}
    wanted = {(error["field"], error["code"]) for error in expected["errors"] or []}
    if found != wanted:
        yield f"errors: {sorted(found)} instead of {sorted(wanted)}"
    if set(checked.set_aside) != set(expected["set_aside"] or ()):
        yield f"set aside: {checked.set_aside} instead of {expected['set_aside'] or []}"
    yield from _decided_otherwise(procedure, example, checked.answers, files)
    for date in expected["dates"] or []:
        limit = procedure.limit(date["limit"])
        due = due_date(example["office"], limit, date["starts"])
        if due != date["due"]:
            yield f"{date['limit']} from {date['starts']}: {due} instead of {date['due']}"
    passed = _passed_over(procedure, example, checked.answers, files)
    if expected["passed_over"] is not None and set(expected["passed_over"]) != set(passed):
        yield f"passed over: {sorted(passed)} instead of {sorted(expected['passed_over'])}"
    if example["course"] or example["call"]:
        yield from course_walker()(procedure, {**example, "passed_over": passed})


def _passed_over(
    procedure: PublishedProcedure, example: Mapping[str, Any], answers: Any, files: Any
) -> list[str]:
    """The steps of handling.yaml that these answers do not call for."""
    told: dict[str, Any] = {
        "answers": answers,
        "files": files,
        "filed_on": example["filed_at"].date(),
    }
    token = pinned_values.set(example["values"] or {})
    try:
        return procedure.passed_over(**told, decided=procedure.decide(**told))
    finally:
        pinned_values.reset(token)


def _decided_otherwise(
    procedure: PublishedProcedure, example: Mapping[str, Any], answers: Any, files: Any
) -> Iterator[str]:
    """Decisions, time limit and documents that are not those that the example expects."""
    expected, filed_on = example["expected"], example["filed_at"].date()
    token = pinned_values.set(example["values"] or {})
    try:
        decided = procedure.decide(answers=answers, files=files, filed_on=filed_on)
    finally:
        pinned_values.reset(token)
    for name, wanted in (expected["decisions"] or {}).items():
        found = decided[name].kept() if name in decided else None
        results = wanted["results"] if wanted["results"] is not None else (found or {})["results"]
        if found != {"rows": wanted["rows"], "results": results}:
            yield f"decision {name}: {found} instead of {wanted['rows']} {results}"
    limit = procedure.limit_of(decided)["id"]
    if expected["limit"] and expected["limit"] != limit:
        yield f"time limit: {limit} instead of {expected['limit']}"
    for name, words in (expected["documents"] or {}).items():
        yield from _written_otherwise(procedure, name, words, answers, files, filed_on)


def _written_otherwise(
    procedure: PublishedProcedure,
    name: str,
    words: list[str],
    answers: Any,
    files: Any,
    filed_on: datetime.date,
) -> Iterator[str]:
    template = procedure.templates.get(name)
    if template is None:
        yield f"document {name}: there is no such template"
        return
    values = procedure.form.rule_values(answers, files, filed_on)
    lang = next(iter(template.bodies))
    facts = dict.fromkeys(FACTS, "…")
    blocks = filled(template, Filling(procedure.form, answers, facts, values, lang))
    text = "\n".join(block["text"] for block in blocks)
    for said in words:
        if said not in text:
            yield f"document {name}: {said!r} is not in it"
