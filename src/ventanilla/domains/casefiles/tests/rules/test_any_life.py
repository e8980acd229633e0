"""Random roles try random acts over thousands of steps: what never happens, whatever they try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import DECIDE, clocks
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.folding import after
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.noticed import NOTIFIED_KINDS
from ventanilla.domains.casefiles.rules.permitted import LAWS, offered, refusal
from ventanilla.domains.casefiles.rules.standing import Standing, Step, begin, replay
from ventanilla.domains.casefiles.rules.states import SETTLED, State

START = datetime(2025, 3, 3, 15, 0, tzinfo=UTC)
PEOPLE = ("ana", "marta", "luis", "jefa")
REPORTS = ("policia", "obras")
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
        }
    ),
    remedies=st.just(frozenset({"reposicion"})),
)


class AnyLife(RuleBasedStateMachine):
    """One case; the acts that were permitted are its history."""

    @initialize(kind=st.sampled_from(CaseKind), course=courses)
    def lodge(self, kind: CaseKind, course: Course) -> None:
        self.course = course
        first = ActKind.OPEN_OWN_MOTION if kind == CaseKind.OWN_MOTION else ActKind.LODGE
        self.steps = [Step(first, 1, START, Actor.PARTY, "ana")]
        self.standing = begin(kind, self.steps[0])

    @rule(
        kind=st.sampled_from(ActKind),
        actor=st.sampled_from(Actor),
        who=st.sampled_from(PEOPLE),
        report=st.sampled_from(REPORTS),
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
                "report": data.draw(st.sampled_from(REPORTS)),
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

    def _offers(self, actor: Actor, who: str) -> dict[ActKind, Any]:
        return offered(standing=self.standing, course=self.course, actor=actor, who=who)

    def _try(self, kind: ActKind, actor: Actor, who: str, said: dict[str, Any]) -> None:
        content = self._content(kind, who, said)
        asked = {"standing": self.standing, "course": self.course, "actor": actor, "who": who}
        if refusal(kind, **asked, content=content) is not None:
            return
        seq = self.standing.last_seq + 1
        step = Step(kind, seq, START + timedelta(hours=8 * seq), actor, who, content)
        self.before = self.standing
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
            ActKind.RECORD_SILENCE: {"sense": self.course.silence["sense"]},
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
        if step.kind == ActKind.RESOLVE:
            self._decided_rightly(step)
        if step.kind == ActKind.INVALIDATE:
            assert self._done(ActKind.OPEN_INVALIDATION)
        if step.kind == ActKind.DECLARE_LAPSE:
            assert self._done(ActKind.WARN_LAPSE)

    def _decided_rightly(self, step: Step) -> None:
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
        silence = [
            x for x in self._done(ActKind.RECORD_SILENCE) if x.content["sense"] == "positive"
        ]
        assert not silence or step.content["sense"] == "granted"
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

    @invariant()
    def what_stands_still_ends_with_the_decision(self) -> None:
        if hasattr(self, "steps") and self.standing.state in SETTLED:
            assert not self.standing.suspended


AnyLife.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyLife = AnyLife.TestCase


def test_what_is_not_ruled_is_refused() -> None:
    ruled = set(LAWS) | {ActKind.LODGE, ActKind.OPEN_OWN_MOTION}
    assert ruled == set(ActKind)
    standing: Standing = begin(CaseKind.APPLICATION, Step(ActKind.LODGE, 1, START, Actor.PARTY))
    again = refusal(ActKind.LODGE, standing=standing, course=Course(), actor=Actor.PARTY)
    assert again is not None
    assert again.code == "not-in-this-kind"
