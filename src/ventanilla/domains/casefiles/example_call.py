"""The ranked list of an example: its filings with their points, and the list that must come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ventanilla.domains.casefiles.rules.ranking import (
    CallRules,
    Candidate,
    Ranked,
    rank,
    wrong_points,
)
from ventanilla.domains.catalogue.api import PublishedProcedure, due_by_law
from ventanilla.domains.forms.api import pinned_values


def decided_in(procedure: PublishedProcedure, example: Mapping[str, Any]) -> dict[str, Any]:
    """What the decision tables say of the example's answers, as it would be kept."""
    if not procedure.decisions:
        return {}
    checked = procedure.form.check(answers=example["answers"], lang="es")
    token = pinned_values.set(example["values"] or {})
    try:
        found = procedure.decide(
            answers=checked.answers, files={}, filed_on=example["filed_at"].date()
        )
    finally:
        pinned_values.reset(token)
    return {name: one.kept() for name, one in found.items()}


def ranked_otherwise(procedure: PublishedProcedure, example: Mapping[str, Any]) -> Iterator[str]:
    """Where the call does not go as the example tells: last day to file, points, list."""
    call, told = procedure.call, example["call"]
    if call is None:
        yield "call: this procedure is not one"
        return
    last = due_by_law(example["office"], call["filing"], told["published"])
    if told["until"] != last:
        yield f"call: filings until {last} instead of {told['until']}"
    rules = CallRules.of(call, places=told["places"], credit=told["credit"])
    candidates = [
        Candidate(key=one["id"], entry=entry, points=one["points"], asked=one["asked"] or 0)
        for entry, one in enumerate(told["filings"], 1)
    ]
    for one in candidates:
        if wrong := wrong_points(one.points, rules):
            yield f"call: points of {one.key}: {wrong}"
            return
    found = [_told(line) for line in rank(candidates, rules)]
    wanted = [
        {**line, "amount": line["amount"] or 0, "tie": line["tie"] or ""} for line in told["list"]
    ]
    for place, (line, expected) in enumerate(zip(found, wanted, strict=False), 1):
        if line != expected:
            yield f"call: place {place}: {line} instead of {expected}"
    if len(found) != len(wanted):
        yield f"call: {len(found)} lines instead of {len(wanted)}"


def _told(line: Ranked) -> dict[str, Any]:
    return {
        "id": line.key,
        "points": line.total,
        "outcome": str(line.outcome),
        "amount": line.amount,
        "tie": line.tie,
    }
