"""The lives of the six kinds, walked by hand: what the law orders, forbids and makes of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import Clock, clocks
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.effects import effects
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.permitted import refusal
from ventanilla.domains.casefiles.rules.standing import Standing, Step, replay
from ventanilla.domains.casefiles.rules.states import State

START = datetime(2025, 3, 3, 15, 0, tzinfo=UTC)
FOOTING = {"footing": [{"remedy": "reposicion"}]}


class Life:
    """A case in memory: acts are done only where the law permits them."""

    def __init__(self, kind: CaseKind, course: Course) -> None:
        self.kind, self.course = kind, course
        own = kind == CaseKind.OWN_MOTION
        first = ActKind.OPEN_OWN_MOTION if own else ActKind.LODGE
        self.steps = [Step(first, 1, START, Actor.OFFICER if own else Actor.PARTY)]

    @property
    def standing(self) -> Standing:
        return replay(self.kind, self.steps)

    def refused(self, kind: ActKind, actor: Actor, who: str = "", **content: Any) -> str:
        found = refusal(
            kind,
            standing=self.standing,
            course=self.course,
            actor=actor,
            who=who,
            content=content,
        )
        return found.code if found else ""

    def do(self, kind: ActKind, actor: Actor, who: str = "", **content: Any) -> None:
        assert self.refused(kind, actor, who, **content) == ""
        seq = self.standing.last_seq + 1
        at = START + timedelta(days=seq - 1)
        self.steps.append(Step(kind, seq, at, actor, who, content))

    def clock(self, name: str) -> Clock:
        return [clock for clock in clocks(self.standing, self.steps) if clock.name == name][-1]

    def effects(self, name: str, last: date, **options: Any) -> list[Any]:
        due = [(self.clock(name), last)]
        return effects(self.standing, self.course, due, today=last + timedelta(days=1), **options)


def application(**course: Any) -> Life:
    return Life(CaseKind.APPLICATION, Course(remedies=frozenset({"reposicion"}), **course))


def test_a_decision_waits_for_every_mandatory_step() -> None:
    life = application(reports=frozenset({"policia"}), hearing=True, proposal=True, four_eyes=True)
    decision = {"sense": "refused", "reasons": "No cabe.", **FOOTING}
    life.do(ActKind.ADMIT, Actor.OFFICER, "marta")
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, "jefa", **decision) == "report-missing"
    life.do(ActKind.ASK_REPORT, Actor.OFFICER, "marta", report="policia")
    assert life.refused(ActKind.OPEN_HEARING, Actor.OFFICER) == "report-pending"
    life.do(ActKind.ANSWER_REPORT, Actor.OFFICER, "pol", report="policia")
    assert life.refused(ActKind.PROPOSE, Actor.OFFICER, "marta") == "hearing-missing"
    life.do(ActKind.OPEN_HEARING, Actor.OFFICER, "marta")
    assert life.standing.waiting_on == "party"
    assert life.refused(ActKind.PROPOSE, Actor.OFFICER, "marta") == "hearing-open"
    life.do(ActKind.ALLEGE, Actor.PARTY)
    life.do(ActKind.CLOSE_HEARING, Actor.LAW)
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, "jefa", **decision) == "proposal-missing"
    life.do(ActKind.PROPOSE, Actor.OFFICER, "marta")
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, "marta", **decision) == "four-eyes"
    life.do(ActKind.RESOLVE, Actor.HEAD, "jefa", **decision)
    assert life.standing.state == State.DECIDED
    assert life.standing.sense == "refused"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"sense": "maybe"}, "sense-missing"),
        ({"sense": "refused", "reasons": "  ", **FOOTING}, "reasons-missing"),
        ({"sense": "partly", "reasons": "Falta superficie."}, "footing-missing"),
    ],
)
def test_a_decision_without_sense_reasons_or_footing_does_not_issue(
    content: Any, code: str
) -> None:
    life = application()
    life.do(ActKind.ADMIT, Actor.OFFICER)
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, **content) == code


def test_a_hearing_may_be_dispensed_with_only_where_all_is_granted() -> None:
    life = application(hearing=True)
    life.do(ActKind.ADMIT, Actor.OFFICER)
    why = {"hearing_dispensed": "Solo pesan los hechos alegados.", **FOOTING}
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, sense="granted", **why) == ""
    refused = life.refused(ActKind.RESOLVE, Actor.HEAD, sense="refused", reasons="x", **why)
    assert refused == "hearing-missing"


def test_a_correction_returns_the_case_to_where_it_stood() -> None:
    life = application()
    life.do(ActKind.ADMIT, Actor.OFFICER)
    life.do(ActKind.ASK_CORRECTION, Actor.OFFICER, suspends=True)
    assert life.standing.suspended
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, sense="granted", **FOOTING) == "wrong-state"
    life.do(ActKind.CORRECT, Actor.PARTY)
    assert life.standing.state == State.IN_PROGRESS
    assert not life.standing.suspended
    assert life.clock("correction").ended_on is not None
    assert len(life.clock("decide").pauses) == 1


@pytest.mark.parametrize(("how", "by_time"), [("body", False), ("time", True)])
def test_an_unmet_correction_ends_the_case_by_an_act_or_by_time_as_the_law_says(
    how: str, by_time: bool
) -> None:
    life = application()
    life.do(ActKind.ASK_CORRECTION, Actor.OFFICER)
    [effect] = life.effects("correction", date(2025, 3, 18), unmet_correction=how)
    assert effect.act == ActKind.DEEM_WITHDRAWN
    assert effect.by_time_alone is by_time


def test_nothing_happens_on_the_last_day_itself() -> None:
    life = application(silence={"sense": "positive", "trigger": "time"})
    due = [(life.clock("decide"), date(2025, 6, 3))]
    assert effects(life.standing, life.course, due, today=date(2025, 6, 3)) == []


def test_positive_silence_by_time_grants_and_only_a_confirmation_may_follow() -> None:
    life = application(silence={"sense": "positive", "trigger": "time"})
    [effect] = life.effects("decide", date(2025, 6, 3))
    assert effect.by_time_alone
    life.do(effect.act, effect.actor, **effect.content)
    assert (life.standing.state, life.standing.sense) == (State.DECIDED, "granted")
    life.do(ActKind.CERTIFY_SILENCE, Actor.HEAD)
    assert life.standing.silence == "certified"


def test_negative_silence_is_never_applied_by_time_and_the_body_goes_on_owing() -> None:
    life = application(silence={"sense": "negative", "trigger": "time"})
    [effect] = life.effects("decide", date(2025, 6, 3))
    assert (effect.trigger, effect.actor) == ("party_choice", Actor.PARTY)
    life.do(effect.act, effect.actor, **effect.content)
    assert life.standing.is_open
    life.do(ActKind.RESOLVE, Actor.HEAD, sense="granted", **FOOTING)
    assert life.standing.sense == "granted"


def test_silence_at_the_partys_step_is_ready_only_after_the_complaint_of_delay() -> None:
    life = application(silence={"sense": "positive", "trigger": "party_step"})
    [before] = life.effects("decide", date(2025, 9, 3))
    assert not before.ready
    life.do(ActKind.COMPLAIN_OF_DELAY, Actor.PARTY)
    [after] = life.effects("decide", date(2025, 9, 3))
    assert after.ready
    assert not after.by_time_alone


def test_no_silence_while_the_time_limit_stands_still() -> None:
    life = application(silence={"sense": "positive", "trigger": "time"})
    life.do(ActKind.ADMIT, Actor.OFFICER)
    life.do(ActKind.SUSPEND, Actor.OFFICER)
    assert life.refused(ActKind.RECORD_SILENCE, Actor.LAW, sense="positive") == "suspended"
    assert life.effects("decide", date(2025, 6, 3)) == []


def test_an_appeal_upheld_sends_back_to_the_failed_step_or_replaces_the_decision() -> None:
    life = application()
    life.do(ActKind.ADMIT, Actor.OFFICER)
    assert life.refused(ActKind.APPEAL, Actor.PARTY, remedy="reposicion") == "nothing-to-appeal"
    life.do(ActKind.RESOLVE, Actor.HEAD, sense="refused", reasons="No cabe.", **FOOTING)
    assert life.refused(ActKind.APPEAL, Actor.PARTY, remedy="jerarquico") == "no-such-remedy"
    decided = life.standing.decision
    life.do(ActKind.APPEAL, Actor.PARTY, remedy="reposicion", against=decided)
    assert life.refused(ActKind.CLOSE, Actor.OFFICER) == "appeal-pending"
    appeal = life.standing.pending_appeal
    assert appeal is not None
    life.do(ActKind.SUSPEND_ACT, Actor.HEAD, appeal=appeal.seq)
    life.do(ActKind.DECIDE_APPEAL, Actor.HEAD, appeal=appeal.seq, outcome="upheld", sends_back=True)
    assert life.standing.state == State.IN_PROGRESS
    assert life.standing.decision == 0
    assert life.clock("decide").ended_on is None


def test_a_declaration_has_effect_at_filing_and_no_silence_and_ceases_only_after_hearing() -> None:
    life = Life(CaseKind.DECLARATION, Course(silence={"sense": "positive", "trigger": "time"}))
    assert life.standing.state == State.IN_FORCE
    assert life.effects("decide", date(2025, 6, 3)) == []
    assert life.refused(ActKind.RESOLVE, Actor.HEAD) == "not-in-this-kind"
    assert life.refused(ActKind.CEASE_EFFECTS, Actor.HEAD) == "not-heard"
    life.do(ActKind.OPEN_HEARING, Actor.OFFICER)
    life.do(ActKind.CLOSE_HEARING, Actor.LAW)
    life.do(ActKind.CEASE_EFFECTS, Actor.HEAD)  # a decision, which may be appealed (ES art. 69.4)
    assert (life.standing.state, life.standing.sense) == (State.DECIDED, "refused")


def test_an_automatic_approval_is_resolved_by_the_named_procedure() -> None:
    life = Life(CaseKind.AUTOMATIC, Course(remedies=frozenset({"reconsideracion"})))
    life.do(ActKind.ADMIT, Actor.AUTOMATIC)
    life.do(ActKind.RESOLVE, Actor.AUTOMATIC, sense="granted", **FOOTING)
    assert life.standing.sense == "granted"


def test_a_petition_ends_in_an_answer_and_never_in_a_resolution() -> None:
    life = Life(CaseKind.PETITION, Course())
    assert life.refused(ActKind.RESOLVE, Actor.HEAD) == "not-in-this-kind"
    life.do(ActKind.ANSWER, Actor.OFFICER)
    assert life.standing.state == State.ANSWERED


def test_a_call_is_decided_on_the_agreement_of_the_body() -> None:
    life = Life(CaseKind.CALL, Course(collegiate=True, proposal=True))
    life.do(ActKind.ADMIT, Actor.OFFICER)
    assert life.refused(ActKind.RESOLVE, Actor.HEAD) == "proposal-missing"
    life.do(ActKind.PROPOSE, Actor.OFFICER)
    assert life.refused(ActKind.RESOLVE, Actor.HEAD) == "agreement-missing"
    life.do(ActKind.AGREE, Actor.BODY)
    life.do(ActKind.RESOLVE, Actor.HEAD, sense="granted")
    assert life.standing.state == State.DECIDED


def test_what_begins_of_own_motion_is_not_withdrawn_by_the_party() -> None:
    life = Life(CaseKind.OWN_MOTION, Course())
    assert life.refused(ActKind.DESIST, Actor.PARTY) == "not-in-this-kind"


def test_who_abstained_or_was_recused_acts_no_more() -> None:
    life = application()
    life.do(ActKind.ABSTAIN, Actor.OFFICER, "marta", account="marta")
    assert life.refused(ActKind.ADMIT, Actor.OFFICER, "marta") == "barred"
    life.do(ActKind.ADMIT, Actor.OFFICER, "luis")


def test_lapse_is_declared_only_after_a_warning_and_only_where_the_party_owes() -> None:
    life = application()
    life.do(ActKind.ADMIT, Actor.OFFICER)
    assert life.refused(ActKind.WARN_LAPSE, Actor.OFFICER) == "not-the-party"
    life.do(ActKind.ASK_CORRECTION, Actor.OFFICER)
    assert life.refused(ActKind.DECLARE_LAPSE, Actor.HEAD) == "not-warned"
    life.do(ActKind.WARN_LAPSE, Actor.OFFICER)
    life.do(ActKind.DECLARE_LAPSE, Actor.HEAD)
    assert life.standing.state == State.LAPSED


def test_an_invalidation_hears_the_party_first() -> None:
    life = application()
    life.do(ActKind.ADMIT, Actor.OFFICER)
    life.do(ActKind.RESOLVE, Actor.HEAD, sense="granted", **FOOTING)
    assert life.refused(ActKind.INVALIDATE, Actor.HEAD) == "not-heard"
    life.do(ActKind.OPEN_INVALIDATION, Actor.HEAD)
    life.do(ActKind.INVALIDATE, Actor.HEAD)
    assert life.standing.annulled
