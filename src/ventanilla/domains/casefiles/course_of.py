"""The course that a published procedure sets for its cases, read from its steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.handling_steps import DOES, demanded_before, doers
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.standing import Step
from ventanilla.domains.casefiles.silence_law import silence_law
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


def steps_passed_over(acts: Iterable[Step]) -> frozenset[str]:
    """The steps of the folder that the case has no need of, as the last act that told them says:
    the filing, or the correction of an answer on which they depend."""
    told = [act.content["passed_over"] for act in acts if "passed_over" in act.content]
    return frozenset(told[-1]) if told else frozenset()


def _told_apart(
    steps: Sequence[Mapping[str, Any]], acts: Sequence[Step]
) -> dict[str, frozenset[str]]:
    """By act, who may not do it: whoever did the steps that it must be told apart from."""
    named = {step["id"]: step for step in steps}
    found: dict[str, frozenset[str]] = {}
    for step in steps:
        if others := [named[name] for name in step.get("other_than") or () if name in named]:
            kind = DOES.get(step["act"], ActKind.RECORD_WORK)
            work = kind == ActKind.RECORD_WORK
            key = f"{kind}:{step['id']}" if work else str(kind)
            barred = frozenset[str]().union(*(doers(one, acts) for one in others))
            found[key] = found.get(key, frozenset()) | barred
    return found


def course_of(procedure: PublishedProcedure, acts: Iterable[Step] = ()) -> Course:
    """What must have happened before its decision. A step that is declared is mandatory, but where
    its condition did not hold for what the acts of the case say."""
    acts = tuple(acts)
    skipped = steps_passed_over(acts)
    steps = [step for step in procedure.steps if step["id"] not in skipped]
    kinds = {step["act"] for step in steps}
    limits = {limit["id"] for limit in procedure.time_limits}
    return Course(
        reports=frozenset(step["id"] for step in steps if step["act"] == "report"),
        hearing="hearing" in kinds,
        information="information" in kinds,
        proposal="propose" in kinds,
        collegiate="agree" in kinds,
        four_eyes="propose" in kinds and "resolve" in kinds,
        answers="answer" in kinds,
        silence=_silence(procedure, acts),
        **silence_law(procedure.country),
        remedies=frozenset(appeal["id"] for appeal in procedure.appeals),
        **_before_whom(procedure),
        extension="extension" in limits,
        demanded=demanded_before(steps),
        hands=_told_apart(steps, acts),
        grants=procedure.grants,
        automated=any(step["role"] == "automatic" for step in steps),
    )


def _silence(procedure: PublishedProcedure, acts: Sequence[Step]) -> dict[str, Any]:
    """What silence does to this filing: it may depend on what its tables decided."""
    said = procedure.silence_kept(decided_of(acts) if acts else {})
    return {
        "sense": said["sense"],
        "trigger": _TRIGGERS.get(said.get("trigger") or "time"),
        "hand_over": said.get("hand_over"),
    }


def _before_whom(procedure: PublishedProcedure) -> dict[str, Any]:
    """Where each appeal goes. A version that does not say is read as before: this body's own."""
    whom = {one["id"]: one["before"] for one in procedure.appeals if one.get("before")}
    return {
        "elsewhere": {name: one for name, one in whom.items() if one["lodged"] == "there"},
        "superior": frozenset(name for name, one in whom.items() if one["body"] == "superior"),
        "others": frozenset(name for name, one in whom.items() if one["body"] == "other"),
    }
