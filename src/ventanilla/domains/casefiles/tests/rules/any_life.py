"""One case driven at random: who tries what, and what each act would hold. What must hold after
each is said by whoever drives it (`test_any_life`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.folding import after
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.noticed import NOTIFIED_KINDS
from ventanilla.domains.casefiles.rules.permitted import offered, refusal
from ventanilla.domains.casefiles.rules.standing import Step, begin

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


class DrivenLife(RuleBasedStateMachine):
    """One case; the acts that were permitted are its history."""

    of: ClassVar[CaseKind]

    @initialize(course=courses)
    def lodge(self, course: Course) -> None:
        self.course, kind = course, self.of
        answered = course.answers and kind == CaseKind.APPLICATION
        if kind != CaseKind.PETITION and not answered:  # no folder says so: catalogue/rules/check
            self.course = replace(course, silence={**course.silence, "hand_over": None})
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
        """What the driver asks of each act that was done."""

    def _done(self, *kinds: ActKind) -> list[Step]:
        return [step for step in self.steps if step.kind in kinds]
