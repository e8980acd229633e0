"""Random roles try random acts over thousands of steps: what never happens, whatever they try.

One machine for each kind of case, so that calls, petitions and what begins of own motion are driven
as far as applications; `test_thousands_of_steps_were_driven` says how far.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import DECIDE, clocks
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.folding import after
from ventanilla.domains.casefiles.rules.handling_steps import OPEN, tasks_now
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.noticed import NOTIFIED_KINDS
from ventanilla.domains.casefiles.rules.permitted import LAWS, offered, refusal
from ventanilla.domains.casefiles.rules.standing import Standing, Step, begin, replay
from ventanilla.domains.casefiles.rules.states import SETTLED, State

START = datetime(2025, 3, 3, 15, 0, tzinfo=UTC)
PEOPLE = ("ana", "marta", "luis", "jefa")
REPORTS = ("policia", "obras")
WORK = ("seen", "measured")
#: The handling whose tasks are followed: work of the office, then the end.
FOLDER = (
    {"id": "seen", "act": "inspect", "role": "officer", "after": []},
    {"id": "measured", "act": "verify", "role": "officer", "after": []},
    {"id": "end", "act": "resolve", "role": "head", "after": ["seen", "measured"]},
)
#: By kind of case: acts tried and acts done.
TRIED: Counter[str] = Counter()
DONE: Counter[str] = Counter()
EARLY_ENDS = {
    ActKind.DESIST,
    ActKind.WAIVE,
    ActKind.FORWARD,
    ActKind.REJECT,
    ActKind.JOIN,
    ActKind.DEEM_WITHDRAWN,
    ActKind.DECLARE_LAPSE,
}
flags = st.booleans()
courses = st.builds(
    Course,
    reports=st.sets(st.sampled_from(REPORTS)).map(frozenset),
    hearing=flags,
    information=flags,
    proposal=flags,
    collegiate=flags,
    four_eyes=flags,
    answers=flags,
    extension=flags,
    suspension=flags,
    lapse=flags,
    silence=st.fixed_dictionaries(
        {
            "sense": st.sampled_from(["positive", "negative", "none"]),
            "trigger": st.sampled_from(["time", "party_step", "party_choice"]),
            "hand_over": st.sampled_from([None, "copies"]),
        }
    ),
    late=st.sampled_from(["", "confirm", "ended"]),
    silence_appealed=st.sampled_from(["", "Ley de prueba, art. 3"]),
    proof=st.sampled_from(["", "certificate", "deed", "none"]),
    demanded=st.sets(st.sampled_from(WORK)).map(
        lambda names: {
            str(act): tuple(
                {"id": name, "title": {"es": name}, "norm": "x"} for name in sorted(names)
            )
            for act in (ActKind.PROPOSE, ActKind.AGREE, ActKind.RESOLVE, ActKind.ANSWER)
        }
    ),
    remedies=st.just(frozenset({"reposicion"})),
)


class AnyLife(RuleBasedStateMachine):
    """One case; the acts that were permitted are its history."""

    of: ClassVar[CaseKind]

    @initialize(course=courses)
    def lodge(self, course: Course) -> None:
        self.course, kind = course, self.of
        first = ActKind.OPEN_OWN_MOTION if kind == CaseKind.OWN_MOTION else ActKind.LODGE
        self.steps = [Step(first, 1, START, Actor.PARTY, "ana")]
        self.standing = begin(kind, self.steps[0])

    @rule(
        kind=st.sampled_from(ActKind),
        actor=st.sampled_from(Actor),
        who=st.sampled_from(PEOPLE),
        report=st.sampled_from((*REPORTS, *WORK)),
        sense=st.sampled_from(["granted", "partly", "refused"]),
        yes=flags,
        outcome=st.sampled_from(["upheld", "dismissed"]),
    )
    def attempt(self, kind: ActKind, actor: Actor, who: str, **said: Any) -> None:
        self._try(kind, actor, who, said)

    @rule(data=st.data(), who=st.sampled_from(PEOPLE))
    def do_what_is_offered(self, data: st.DataObject, who: str) -> None:
        """What leads on, by whoever may: acts that end a case at once would end most too early."""
        free = sorted(
            (kind, actor)
            for actor in Actor
            for kind, why in self._offers(actor, who).items()
            if why is None and kind not in EARLY_ENDS and not self._done(kind)
        )
        if free:
            kind, actor = data.draw(st.sampled_from(free))
            said = {
                "report": data.draw(st.sampled_from((*REPORTS, *WORK))),
                "yes": data.draw(flags),
                "sense": data.draw(st.sampled_from(["granted", "refused"])),
                "outcome": "upheld",
            }
            self._try(kind, actor, who, said)

    @rule(who=st.sampled_from(PEOPLE), sense=st.sampled_from(["granted", "refused"]))
    def decide_too_early(self, who: str, sense: str) -> None:
        """The act that the law guards most, tried at every turn."""
        said = {"sense": sense, "report": "", "yes": False, "outcome": ""}
        self._try(ActKind.RESOLVE, Actor.HEAD, who, said)

    @rule(who=st.sampled_from(PEOPLE), decision=st.sampled_from(["granted", "refused"]))
    def answer_too_early(self, who: str, decision: str) -> None:
        """The same for what ends in an answer."""
        said = {"sense": decision, "report": "", "yes": False, "outcome": ""}
        self._try(ActKind.ANSWER, Actor.OFFICER, who, said)

    @rule(who=st.sampled_from(PEOPLE))
    def split_what_was_joined(self, who: str) -> None:
        """A joined case lives again only by its split."""
        said = {"sense": "", "report": "", "yes": False, "outcome": ""}
        self._try(ActKind.SPLIT, Actor.OFFICER, who, said)

    def _offers(self, actor: Actor, who: str) -> dict[ActKind, Any]:
        return offered(standing=self.standing, course=self.course, actor=actor, who=who)

    def _try(self, kind: ActKind, actor: Actor, who: str, said: dict[str, Any]) -> None:
        content = self._content(kind, who, said)
        TRIED[self.of] += 1
        asked = {"standing": self.standing, "course": self.course, "actor": actor, "who": who}
        if refusal(kind, **asked, content=content) is not None:
            return
        seq = self.standing.last_seq + 1
        step = Step(kind, seq, START + timedelta(hours=8 * seq), actor, who, content)
        self.before = self.standing
        DONE[self.of] += 1
        self.steps.append(step)
        self.standing = after(self.standing, step)
        self._just_done(step)

    def _content(self, kind: ActKind, who: str, said: dict[str, Any]) -> dict[str, Any]:
        pending = self.standing.pending_appeal
        by_notice = {"notice": {"means": "box"}} if said["yes"] and kind in NOTIFIED_KINDS else {}
        return by_notice | {
            ActKind.ASK_REPORT: {"report": said["report"], "suspends": said["yes"]},
            ActKind.ANSWER_REPORT: {"report": said["report"]},
            ActKind.ASK_CORRECTION: {"suspends": said["yes"]},
            ActKind.RESOLVE: {"sense": said["sense"], "reasons": "x", "footing": ["reposicion"]},
            ActKind.ANSWER: {"decision": said["sense"], "reasons": "x"},
            ActKind.RECORD_WORK: {"step": said["report"]},
            ActKind.COMPLAIN_OF_DELAY: {"decide_within": "complaint"} if said["yes"] else {},
            ActKind.RECORD_SILENCE: {
                "sense": self.course.silence["sense"],
                "hand_over": self.course.silence["hand_over"],
            },
            ActKind.APPEAL: {
                "remedy": "reposicion",
                "against": self.standing.decision,
            },
            ActKind.NOTIFIED: {
                "act": max(self.standing.sealed, default=0),
                "act_kind": self._kind_of(max(self.standing.sealed, default=0)),
                "on": self.steps[-1].at.date().isoformat(),
            },
            ActKind.RECORD_TACIT_NOTICE: {
                "act": self.standing.last_seq,
                "act_kind": self.steps[-1].kind,
                "known_on": self.steps[-1].at.date().isoformat(),
            },
            ActKind.CHOOSE_MEANS: {"means": "paper" if said["yes"] else "box"},
            ActKind.FORWARD_APPEAL: {"appeal": pending.seq if pending else 0, "to": "x"},
            ActKind.SUSPEND_ACT: {"appeal": pending.seq if pending else 0},
            ActKind.DECIDE_APPEAL: {
                "appeal": pending.seq if pending else 0,
                "outcome": said["outcome"],
                "sends_back": said["yes"],
                "sense": said["sense"],
            },
            ActKind.NOTIFY_THIRD_PARTIES: {"suspends": said["yes"]},
            ActKind.CLOSE_INFORMATION: {
                "replies": [{"to": sorted(self.standing.unanswered)}] if said["yes"] else []
            },
            ActKind.RECUSE: {"account": who, "accepted": said["yes"]},
            ActKind.ABSTAIN: {"account": who},
        }.get(kind, {})

    def _kind_of(self, seq: int) -> str:
        return next((step.kind.value for step in self.steps if step.seq == seq), "")

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

    def _done(self, *kinds: ActKind) -> list[Step]:
        return [step for step in self.steps if step.kind in kinds]

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
        if self.standing.hands_over:
            assert self.standing.waiting_on == "body"
            assert [c for c in clocks(self.standing, self.steps) if c.name == "copies" and c.runs]

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
RUNS = settings(
    max_examples=20,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def of_kind(kind: CaseKind) -> Any:
    """The machine of one kind of case, as a test."""
    machine = type(f"Any{kind.name.title()}", (AnyLife,), {"of": kind})
    machine.TestCase.settings = RUNS
    return machine.TestCase


TestAnyApplication = of_kind(CaseKind.APPLICATION)
TestAnyDeclaration = of_kind(CaseKind.DECLARATION)
TestAnyAutomatic = of_kind(CaseKind.AUTOMATIC)
TestAnyCall = of_kind(CaseKind.CALL)
TestAnyOwnMotion = of_kind(CaseKind.OWN_MOTION)
TestAnyPetition = of_kind(CaseKind.PETITION)


def test_thousands_of_steps_were_driven(record_property: Any) -> None:
    if set(TRIED) != set(CaseKind):
        pytest.skip("only some machines ran here")
    for kind in CaseKind:
        record_property(kind.value, f"{TRIED[kind]} tried, {DONE[kind]} done")
    assert sum(TRIED.values()) > 3000
    assert all(DONE[kind] > 30 for kind in CaseKind)


def test_what_is_not_ruled_is_refused() -> None:
    ruled = set(LAWS) | {ActKind.LODGE, ActKind.OPEN_OWN_MOTION}
    assert ruled == set(ActKind)
    standing: Standing = begin(CaseKind.APPLICATION, Step(ActKind.LODGE, 1, START, Actor.PARTY))
    again = refusal(ActKind.LODGE, standing=standing, course=Course(), actor=Actor.PARTY)
    assert again is not None
    assert again.code == "not-in-this-kind"
