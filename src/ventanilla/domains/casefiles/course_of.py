"""The course that a published procedure sets for its cases, read from its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.standing import Step
from ventanilla.domains.catalogue.api import PublishedProcedure

#: As a folder says it → as the rules do. Two steps: expiry, and the party's own (CL art. 64).
_TRIGGERS = {"time": "time", "two_steps": "party_step", "party_choice": "party_choice"}


#: What a decision table says of a filing that is approved at once: `path: automatic`.
_PATH, _AT_ONCE = "path", "automatic"


def kind_of(
    procedure: PublishedProcedure, decided: Mapping[str, Mapping[str, Any]] | None = None
) -> CaseKind:
    """The kind that its folder declares; a communication is lived as a declaration.

    `decided` is what the decision tables said of the filing, as kept with it: where they lead an
    application by the automatic path (PE: TUO Ley 28976, art. 8.2), it is an automatic approval.
    A version of before kinds had their endings, and which ends in an answer, is lived as a request.
    """
    kind = CaseKind("declaration" if procedure.kind == "communication" else procedure.kind)
    if procedure.steps[-1]["act"] == "answer" and kind != CaseKind.PETITION:
        return CaseKind.APPLICATION
    paths = {one.get("results", {}).get(_PATH) for one in (decided or {}).values()}
    at_once = kind == CaseKind.APPLICATION and _AT_ONCE in paths and _automatic(procedure)
    return CaseKind.AUTOMATIC if at_once else kind


def decided_of(steps: Sequence[Step]) -> Mapping[str, Mapping[str, Any]]:
    """What was decided of a filing at once, kept with its first act."""
    decided: Mapping[str, Mapping[str, Any]] = steps[0].content.get("decisions") or {}
    return decided


def _automatic(procedure: PublishedProcedure) -> bool:
    return any(step["role"] == "automatic" for step in procedure.steps)


def course_of(procedure: PublishedProcedure) -> Course:
    """What must have happened before its decision. A step that is declared is mandatory."""
    steps = procedure.steps
    acts = {step["act"] for step in steps}
    limits = {limit["id"] for limit in procedure.time_limits}
    return Course(
        reports=frozenset(step["id"] for step in steps if step["act"] == "report"),
        hearing="hearing" in acts,
        information="information" in acts,
        proposal="propose" in acts,
        collegiate="agree" in acts,
        four_eyes="propose" in acts and "resolve" in acts,
        answers="answer" in acts,
        silence={
            "sense": procedure.silence["sense"],
            "trigger": _TRIGGERS.get(procedure.silence.get("trigger") or "time"),
        },
        remedies=frozenset(appeal["id"] for appeal in procedure.appeals),
        **_before_whom(procedure),
        extension="extension" in limits,
    )


def _before_whom(procedure: PublishedProcedure) -> dict[str, Any]:
    """Where each appeal goes. A version that does not say is read as before: this body's own."""
    whom = {one["id"]: one["before"] for one in procedure.appeals if one.get("before")}
    return {
        "elsewhere": {name: one for name, one in whom.items() if one["lodged"] == "there"},
        "superior": frozenset(name for name, one in whom.items() if one["body"] == "superior"),
        "others": frozenset(name for name, one in whom.items() if one["body"] == "other"),
    }
