"""Which steps of a procedure's handling are to be done now, folded from the acts of the case.

Pure. A step is ready once all that it comes after is done or passed over; what is not ready yet is
no task. Beside the folder's own steps the law makes some: to decide an appeal, and to look again by
a person at what was decided without one (ES: Ley 40/2015, art. 41).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.standing import Standing, Step
from ventanilla.domains.casefiles.rules.states import State

Folder = Sequence[Mapping[str, Any]]
OPEN, WAITING, DONE, DROPPED = "open", "waiting", "done", "dropped"
#: open: somebody's turn here; waiting: somebody else's (the person, a report); done; dropped: the
#: case ended without it.
TASK_STATES = (OPEN, WAITING, DONE, DROPPED)
REVIEW, APPEAL = "review", "appeal"
#: The act that does a step of each kind; what the office does besides is recorded as work done.
DOES: Mapping[str, ActKind] = {
    "report": ActKind.ANSWER_REPORT,
    "hearing": ActKind.CLOSE_HEARING,
    "information": ActKind.CLOSE_INFORMATION,
    "propose": ActKind.PROPOSE,
    "agree": ActKind.AGREE,
    "answer": ActKind.ANSWER,
    "resolve": ActKind.RESOLVE,
}


@dataclass(frozen=True, slots=True)
class TaskNow:
    """One step as it stands. `unit` is a unit's code, empty for the case's own; `act` what is to be
    done next (a report is first asked for, then answered by whoever was asked)."""

    step: str
    state: str
    role: str
    act: str
    unit: str = ""


def tasks_now(
    folder: Folder, standing: Standing, acts: Sequence[Step], *, passed_over: Collection[str] = ()
) -> list[TaskNow]:
    """The tasks of a case: of its folder's steps that are ready or done, and of the law."""
    ways_out = {
        step["id"]
        for step in folder[:-1]
        if step["role"] == "automatic" and step["act"] == "resolve"
    }  # they end some cases at filing, and keep no other waiting
    passed_over = {*passed_over, *ways_out}
    done = {
        step["id"]
        for step in folder
        if step["id"] not in ways_out and _is_done(step, standing, acts)
    }
    settled = done | passed_over
    waits = _before(folder)
    found = [
        _task(step, standing, done)
        for step in folder
        if step["id"] not in passed_over
        and (
            step["id"] in done
            or settled.issuperset(waits[step["id"]])
            or (standing.hands_over and step is folder[-1])  # silence decided without the others
        )
    ]
    return [*found, *_of_the_law(standing, acts)]


def demanded_before(folder: Folder) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """By act that proposes, agrees or decides: the work of the office that a norm demands before
    it (`demanded_by`), as `id`, `title` and `norm`. The folder's steps that this case has no need
    of were left out."""
    waits = _before(folder)
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for step in folder:
        if step["act"] in _WAITS_FOR_WORK and step["role"] != "automatic":
            behind = _all_before(waits, step["id"])
            found[step["act"]] = tuple(
                {"id": one["id"], "title": one["title"], "norm": one["demanded_by"]}
                for one in folder
                if one.get("demanded_by") and one["id"] in behind
            )
    return found


_WAITS_FOR_WORK = frozenset({"propose", "agree", "resolve", "answer"})


def _all_before(waits: Mapping[str, Sequence[str]], step: str) -> set[str]:
    seen: set[str] = set()
    left = list(waits.get(step, ()))
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            left += waits.get(name, ())
    return seen


def doers(step: Mapping[str, Any], acts: Sequence[Step]) -> frozenset[str]:
    """Who did a step: the accounts that signed the acts that are it."""
    kinds = {DOES.get(step["act"], ActKind.RECORD_WORK)}
    if step["act"] == "hearing":
        kinds.add(ActKind.OPEN_HEARING)
    return frozenset(
        act.who for act in acts if act.kind in kinds and act.who and _names(act, step["id"])
    )


def _names(act: Step, step: str) -> bool:
    if act.kind == ActKind.ANSWER_REPORT:
        return bool(act.content["report"] == step)
    return act.kind != ActKind.RECORD_WORK or act.content["step"] == step


def _before(folder: Folder) -> dict[str, tuple[str, ...]]:
    above: tuple[str, ...] = ()
    found = {}
    for step in folder:
        said = step.get("after")
        found[step["id"]] = above if said is None else tuple(said)
        above = (step["id"],)
    return found


def _is_done(step: Mapping[str, Any], standing: Standing, acts: Sequence[Step]) -> bool:
    act = step["act"]
    if act == "report":
        return standing.reports.get(step["id"]) is True
    if act == "hearing":
        return standing.hearing == "closed" or bool(standing.decision)
    if act == "information":
        return standing.information == "closed"
    if act == "propose":
        return standing.state == State.PROPOSED or bool(standing.decision)
    if act == "agree":
        return standing.agreed
    if act in ("answer", "resolve"):
        return bool(standing.decision) and not standing.hands_over
    return any(a.kind == ActKind.RECORD_WORK and a.content["step"] == step["id"] for a in acts)


def _task(step: Mapping[str, Any], standing: Standing, done: Collection[str]) -> TaskNow:
    name, act, role = step["id"], step["act"], step["role"]
    unit = str(step.get("unit") or "")
    if act == "report" and name not in standing.reports:
        return TaskNow(name, _open(standing), role, "ask_report")
    if name in done:
        return TaskNow(name, DONE, role, act, unit)
    held = (act == "hearing" and standing.hearing == "open") or (
        act == "information" and standing.information == "open"
    )
    return TaskNow(name, WAITING if held and standing.is_open else _open(standing), role, act, unit)


def _open(standing: Standing) -> str:
    if not standing.is_open and not standing.hands_over:
        return DROPPED
    return WAITING if standing.state == State.CORRECTION else OPEN


def _of_the_law(standing: Standing, acts: Sequence[Step]) -> Iterator[TaskNow]:
    for appeal in standing.appeals:
        yield TaskNow(f"{APPEAL}:{appeal.seq}", DONE if appeal.outcome else OPEN, "head", APPEAL)
    reviewed = {a.content["step"] for a in acts if a.kind == ActKind.RECORD_WORK}
    for act in acts:
        if act.kind == ActKind.ASK_REVIEW:
            name = f"{REVIEW}:{act.seq}"
            yield TaskNow(name, DONE if name in reviewed else OPEN, "head", REVIEW)
