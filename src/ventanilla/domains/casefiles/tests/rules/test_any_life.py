"""Random roles try random acts over thousands of steps: what never happens, whatever they try.

One machine for each kind of case, so that calls, petitions and what begins of own motion are driven
as far as applications; `test_thousands_of_steps_were_driven` says how far.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import DECIDE, clocks
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.handling_steps import OPEN, tasks_now
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.permitted import LAWS, refusal
from ventanilla.domains.casefiles.rules.standing import Standing, Step, begin, replay
from ventanilla.domains.casefiles.rules.states import SETTLED, State
from ventanilla.domains.casefiles.tests.rules.any_life import (
    DONE,
    FOLDER,
    START,
    TRIED,
    WORK,
    DrivenLife,
)


class AnyLife(DrivenLife):
    """What holds of any life, after each act and at every moment."""

    def _just_done(self, step: Step) -> None:
        """An oracle of its own: it reads the history, not the standing that the rules made."""
        law = LAWS[step.kind]
        assert step.actor in law.by
        assert self.before.state in law.during
        assert self.before.state != State.JOINED or step.kind in JOINED_MAY
        if step.kind in (ActKind.RESOLVE, ActKind.ANSWER):
            self._not_against_silence(step)
        if step.kind in (ActKind.RESOLVE, ActKind.ANSWER) and not self.before.by_silence:
            self._work_was_done()
        if step.kind == ActKind.RESOLVE:
            self._decided_rightly(step)
        if step.kind == ActKind.RECORD_SILENCE:
            assert self.of in SILENT_KINDS
            assert step.content["sense"] in ("positive", "negative")
            reported = self._done(ActKind.COMPLAIN_OF_DELAY)
            assert reported or self.course.silence["trigger"] != "party_step"
        if step.kind == ActKind.INVALIDATE:
            assert self._done(ActKind.OPEN_INVALIDATION)
        if step.kind == ActKind.DECLARE_LAPSE:
            assert self._done(ActKind.WARN_LAPSE)

    def _work_was_done(self) -> None:
        done = {x.content["step"] for x in self._done(ActKind.RECORD_WORK)}
        assert {one["id"] for one in self.course.demanded[ActKind.RESOLVE]} <= done

    def _not_against_silence(self, step: Step) -> None:
        """Read from the history: after positive silence only what confirms it, where it may."""
        said = step.content.get("sense") or step.content["decision"]
        if self._granted_by_silence():
            assert said == "granted"
            assert self.course.late == "confirm" or self.standing.state == State.ANSWERED
        appealed = [x for x in self._done(ActKind.APPEAL) if not x.content["against"]]
        decided = {x.content["appeal"] for x in self._done(ActKind.DECIDE_APPEAL)}
        if self.course.silence_appealed:
            assert {x.seq for x in appealed} <= decided

    def _granted_by_silence(self) -> bool:
        """Whether the last act before this one that decided the matter was positive silence."""
        deciding = [
            x
            for x in self.steps[:-1]
            if x.kind in (ActKind.RESOLVE, ActKind.ANSWER, ActKind.DECIDE_APPEAL)
            or (x.kind == ActKind.RECORD_SILENCE and x.content["sense"] == "positive")
        ]
        return bool(deciding) and deciding[-1].kind == ActKind.RECORD_SILENCE

    def _decided_rightly(self, step: Step) -> None:
        if self.before.by_silence:
            return  # the law had decided: `_not_against_silence`
        asked = [x.content["report"] for x in self._done(ActKind.ASK_REPORT)]
        came = [x.content["report"] for x in self._done(ActKind.ANSWER_REPORT)]
        assert sorted(asked) == sorted(came)
        assert set(came) >= self.course.reports
        if self.course.hearing:
            assert self._done(ActKind.CLOSE_HEARING)
        if self.course.information:
            assert self._done(ActKind.CLOSE_INFORMATION)
        replied = {
            seq
            for close in self._done(ActKind.CLOSE_INFORMATION)
            for reply in close.content["replies"]
            for seq in reply["to"]
        }
        assert {spoken.seq for spoken in self._done(ActKind.SPEAK)} <= replied
        if self.course.proposal:
            assert self._done(ActKind.PROPOSE)
        if self.course.collegiate:
            assert self._done(ActKind.AGREE)
        if self.course.four_eyes and self._done(ActKind.PROPOSE):
            assert self._done(ActKind.PROPOSE)[-1].who != step.who
        assert (
            step.who
            not in {
                x.content["account"]
                for x in self._done(ActKind.ABSTAIN, ActKind.RECUSE)
                if x.kind == ActKind.ABSTAIN or x.content["accepted"]
            }
            or step.actor == Actor.AUTOMATIC
        )

    @invariant()
    def the_acts_alone_give_the_same_standing(self) -> None:
        if hasattr(self, "steps"):
            assert replay(self.standing.kind, self.steps) == self.standing

    @invariant()
    def a_settled_case_owes_nothing_unless_an_appeal_waits(self) -> None:
        if not hasattr(self, "steps"):
            return
        running = [c for c in clocks(self.standing, self.steps) if c.name == DECIDE and c.runs]
        assert len(running) <= 1
        if self.standing.state in SETTLED:
            assert not running
            assert self.standing.decision
            open_work = [t for t in self._tasks() if t.state == OPEN and t.act in WORK_ACTS]
            assert not open_work or self.standing.hands_over
        if self.standing.state == State.ARCHIVED:
            assert self._done(ActKind.CLOSE, ActKind.CEASE_EFFECTS)

    @invariant()
    def nothing_runs_against_the_person_before_they_were_told(self) -> None:
        if not hasattr(self, "steps"):
            return
        told = {
            int(step.content["act"])
            for step in self._done(ActKind.NOTIFIED, ActKind.RECORD_TACIT_NOTICE)
        }
        untold = {s.seq for s in self.steps if s.content.get("notice")} - told
        running = clocks(self.standing, self.steps)
        assert not {c.opened_by for c in running if c.owed_by == "party"} & untold
        assert self.standing.sealed == untold

    def _tasks(self) -> list[Any]:
        return tasks_now(FOLDER, self.standing, self.steps)

    @invariant()
    def tasks_follow_from_the_acts(self) -> None:
        """A step of the office is done once it was recorded; the end waits for all of them."""
        if not hasattr(self, "steps"):
            return
        found = {task.step: task for task in self._tasks()}
        recorded = {x.content["step"] for x in self._done(ActKind.RECORD_WORK)}
        for name in WORK:
            assert (found[name].state == "done") == (name in recorded)
            assert found[name].state != OPEN or self.standing.is_open or self.standing.hands_over
        assert ("end" in found) == (set(WORK) <= recorded or bool(self.standing.decision))

    @invariant()
    def the_clocks_agree_with_a_recomputation(self) -> None:
        """The time to decide, read again from the history alone, act by act."""
        if not hasattr(self, "steps"):
            return
        found = [c for c in clocks(self.standing, self.steps) if c.name == DECIDE]
        began = [s for s in self.steps if s.seq == 1 or _sends_back(s)]
        assert [c.opened_by for c in found] == [s.seq for s in began]
        for clock, first in zip(found, began, strict=True):
            later = [s for s in self.steps if s.seq > first.seq]
            ended = next((s for s in later if _ends(s)), None)
            assert clock.ended_on == (ended.at.date() if ended else None)
            running = [s for s in later if ended is None or s.seq < ended.seq]
            extended = [s for s in running if s.kind == ActKind.EXTEND]
            assert clock.extended_on == (extended[-1].at.date() if extended else None)
            assert all(pause.last is None or pause.first <= pause.last for pause in clock.pauses)

    @invariant()
    def what_silence_granted_is_owed_until_it_is_handed_over(self) -> None:
        if not hasattr(self, "steps"):
            return
        owed = [c for c in clocks(self.standing, self.steps) if c.hands_over and c.runs]
        assert bool(owed) == self.standing.hands_over
        if self.standing.hands_over:
            assert self.standing.waiting_on == "body"
            assert self.standing.state not in (State.CLOSED, State.ARCHIVED)

    @invariant()
    def what_is_owed_can_be_handed_over(self) -> None:
        if not hasattr(self, "steps") or not self.standing.hands_over:
            return
        granted = {"decision": "granted", "sense": "granted", "reasons": "", "footing": ["x"]}
        asked = {"standing": self.standing, "course": self.course, "actor": Actor.HEAD}
        ways = (ActKind.ANSWER, ActKind.RESOLVE)
        assert any(refusal(act, **asked, content=granted) is None for act in ways)

    @invariant()
    def what_stands_still_ends_with_the_decision(self) -> None:
        if hasattr(self, "steps") and self.standing.state in SETTLED:
            assert not self.standing.suspended


def _sends_back(step: Step) -> bool:
    upheld = step.kind == ActKind.DECIDE_APPEAL and step.content["outcome"] == "upheld"
    return upheld and bool(step.content["sends_back"])


def _ends(step: Step) -> bool:
    """Whether an act decides or ends the matter, written apart from the rules."""
    if step.kind == ActKind.RECORD_SILENCE:
        return bool(step.content["sense"] == "positive")
    return step.kind in ENDING or step.kind == ActKind.DECIDE_APPEAL


SILENT_KINDS = {CaseKind.APPLICATION, CaseKind.CALL, CaseKind.PETITION}
WORK_ACTS = {"inspect", "verify"}
JOINED_MAY = {
    *(ActKind.SPLIT, ActKind.CLOSE, ActKind.RECORD_CONTACT, ActKind.NOTIFIED),
}
ENDING = {
    *(ActKind.RESOLVE, ActKind.ANSWER, ActKind.REJECT, ActKind.DESIST, ActKind.WAIVE),
    *(ActKind.DEEM_WITHDRAWN, ActKind.DECLARE_LAPSE, ActKind.JOIN, ActKind.CEASE_EFFECTS),
    ActKind.CLOSE,
}


def of_kind(kind: CaseKind, *, lives: int = 60) -> Any:
    """The machine of one kind of case, as a test."""
    machine = type(f"Any{kind.name.title()}", (AnyLife,), {"of": kind})
    machine.TestCase.settings = settings(
        max_examples=lives,
        stateful_step_count=60,
        suppress_health_check=[HealthCheck.too_slow],
    )
    return machine.TestCase


TestAnyApplication = of_kind(CaseKind.APPLICATION)
TestAnyDeclaration = of_kind(CaseKind.DECLARATION, lives=150)  # few acts are lawful in one
TestAnyAutomatic = of_kind(CaseKind.AUTOMATIC)
TestAnyCall = of_kind(CaseKind.CALL)
TestAnyOwnMotion = of_kind(CaseKind.OWN_MOTION)
TestAnyPetition = of_kind(CaseKind.PETITION)


def test_thousands_of_steps_were_driven(record_property: Any) -> None:
    if set(TRIED) != set(CaseKind):
        pytest.skip("only some machines ran here")
    for kind in CaseKind:
        record_property(kind.value, f"{TRIED[kind]} tried, {DONE[kind]} done")
    assert sum(TRIED.values()) > 15_000
    assert all(DONE[kind] > 30 for kind in CaseKind)


def test_what_is_not_ruled_is_refused() -> None:
    ruled = set(LAWS) | {ActKind.LODGE, ActKind.OPEN_OWN_MOTION}
    assert ruled == set(ActKind)
    standing: Standing = begin(CaseKind.APPLICATION, Step(ActKind.LODGE, 1, START, Actor.PARTY))
    again = refusal(ActKind.LODGE, standing=standing, course=Course(), actor=Actor.PARTY)
    assert again is not None
    assert again.code == "not-in-this-kind"
