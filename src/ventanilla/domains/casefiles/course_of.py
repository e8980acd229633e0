"""The course that a published procedure sets for its cases, read from its steps."""

from __future__ import annotations

from typing import Any

from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.catalogue.api import PublishedProcedure

#: As a folder says it → as the rules do. Two steps: expiry, and the party's own (CL art. 64).
_TRIGGERS = {"time": "time", "two_steps": "party_step", "party_choice": "party_choice"}


def kind_of(procedure: PublishedProcedure) -> CaseKind:
    """The kind as which its cases are lived: one that ends in an answer is lived as a request,
    whatever its folder declares (practice offices); a communication as a declaration."""
    kind = "declaration" if procedure.kind == "communication" else procedure.kind
    answered = procedure.steps[-1]["act"] == "answer" and kind != CaseKind.PETITION
    return CaseKind.APPLICATION if answered else CaseKind(kind)


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
