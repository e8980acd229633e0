"""After silence: what the body may still decide, by each law, and how silence is proved."""

from __future__ import annotations

from typing import Any

import pytest

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import DECIDE
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.permitted import offered, refusal
from ventanilla.domains.casefiles.rules.states import State
from ventanilla.domains.casefiles.silence_law import silence_law
from ventanilla.domains.casefiles.tests.rules.test_lives import FOOTING, Life

GRANTED = {"sense": "granted", "reasons": "", **FOOTING}
REFUSED = {"sense": "refused", "reasons": "No cabe.", **FOOTING}


def silent(country: str, sense: str, **course: Any) -> Life:
    """An application on which the law of `country` made silence of that sense."""
    said = {"silence": {"sense": sense, "trigger": "time"}, **silence_law(country), **course}
    life = Life(CaseKind.APPLICATION, Course(remedies=frozenset({"reposicion"}), **said))
    life.do(ActKind.ADMIT, Actor.OFFICER, "marta")
    life.do(ActKind.RECORD_SILENCE, Actor.LAW if sense == "positive" else Actor.PARTY, sense=sense)
    return life


def instead(life: Life, **content: Any) -> str:
    found = refusal(
        ActKind.RESOLVE,
        standing=life.standing,
        course=life.course,
        actor=Actor.HEAD,
        content=content,
    )
    assert found is not None
    return f"{found.cause} {found.instead}"


def test_in_spain_a_late_decision_only_confirms_what_silence_granted() -> None:
    life = silent("ES", "positive", hearing=True, reports=frozenset({"obras"}), proposal=True)
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, "jefa", **REFUSED) == "confirm-only"
    partly = {**REFUSED, "sense": "partly"}
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, "jefa", **partly) == "confirm-only"
    told = instead(life, **REFUSED)
    assert "Ley 39/2015, art. 24.3.a" in told
    assert "Ley 39/2015, arts. 106 y 107" in told
    life.do(ActKind.RESOLVE, Actor.HEAD, "jefa", **GRANTED)
    assert life.standing.decision == life.standing.last_seq
    assert life.standing.state == State.DECIDED
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, "jefa", **GRANTED) == "decided"


@pytest.mark.parametrize(
    ("country", "norm", "way"),
    [
        ("CL", "Ley 19.880, arts. 64 y 66", "Ley 19.880, art. 53"),
        ("PE", "TUO de la Ley 27444, art. 199.2", "TUO de la Ley 27444, art. 213"),
        ("PT", "CPA, art. 130.º", "CPA, arts. 165.º e 168.º"),
        ("CO", "Ley 1437 de 2011, art. 85", "Ley 1437 de 2011, art. 97"),
    ],
)
def test_elsewhere_positive_silence_ends_the_procedure(country: str, norm: str, way: str) -> None:
    life = silent(country, "positive")
    for decision in (GRANTED, REFUSED):
        assert life.refused(ActKind.RESOLVE, Actor.HEAD, "jefa", **decision) == "ended-by-silence"
    told = instead(life, **REFUSED)
    assert norm in told
    assert way in told
    life.do(ActKind.OPEN_INVALIDATION, Actor.HEAD, "jefa")
    life.do(ActKind.INVALIDATE, Actor.HEAD, "jefa")
    assert life.standing.annulled


@pytest.mark.parametrize("country", ["ES", "CL", "PE", "CO", "PT"])
def test_negative_silence_binds_nobody(country: str) -> None:
    for decision in (GRANTED, REFUSED):
        life = silent(country, "negative")
        assert life.clock(DECIDE).runs
        life.do(ActKind.RESOLVE, Actor.HEAD, "jefa", **decision)
        assert life.standing.sense == decision["sense"]


@pytest.mark.parametrize(
    ("country", "code"), [("CO", "silence-appealed"), ("PE", "silence-appealed"), ("ES", "")]
)
def test_once_silence_was_appealed_the_matter_may_be_the_appeals(country: str, code: str) -> None:
    life = silent(country, "negative")
    life.do(ActKind.APPEAL, Actor.PARTY, remedy="reposicion", against=0)
    assert life.refused(ActKind.RESOLVE, Actor.HEAD, "jefa", **REFUSED) == code


def test_a_deed_proves_silence_only_where_the_law_says_so() -> None:
    colombia, spain = silent("CO", "positive"), silent("ES", "positive")
    assert colombia.refused(ActKind.CERTIFY_SILENCE, Actor.HEAD, "jefa") == "proved-by-deed"
    assert spain.refused(ActKind.PROTOCOL_SILENCE, Actor.PARTY, "ana") == "no-deed"
    spain.do(ActKind.CERTIFY_SILENCE, Actor.HEAD, "jefa")
    colombia.do(ActKind.PROTOCOL_SILENCE, Actor.PARTY, "ana", deed="12")
    assert colombia.standing.silence == spain.standing.silence == "certified"


def test_a_negative_silence_is_not_protocolled() -> None:
    life = silent("CO", "negative")
    assert life.refused(ActKind.PROTOCOL_SILENCE, Actor.PARTY, "ana") == "wrong-state"
    life.do(ActKind.CERTIFY_SILENCE, Actor.HEAD, "jefa")


@pytest.mark.parametrize("kind", [CaseKind.DECLARATION, CaseKind.OWN_MOTION, CaseKind.AUTOMATIC])
def test_kinds_with_no_application_to_miss_know_no_silence(kind: CaseKind) -> None:
    life = Life(kind, Course(silence={"sense": "positive", "trigger": "time"}))
    assert life.refused(ActKind.RECORD_SILENCE, Actor.LAW, sense="positive") != ""


@pytest.mark.parametrize("sense", ["none", "not_applicable"])
def test_a_petition_is_silent_only_where_its_folder_says_so(sense: str) -> None:
    life = Life(CaseKind.PETITION, Course(silence={"sense": sense}))
    free = offered(standing=life.standing, course=life.course, actor=Actor.PARTY)
    assert free[ActKind.RECORD_SILENCE] is not None
    assert life.refused(ActKind.RECORD_SILENCE, Actor.PARTY) == "no-silence"


def test_what_silence_accepted_is_handed_over_and_never_refused() -> None:
    said = {"sense": "positive", "trigger": "time", "hand_over": "copies"}
    course = Course(silence=said, answers=True, **silence_law("CO"))
    life = Life(CaseKind.PETITION, course)
    day = "2025-12-30"
    life.do(ActKind.RECORD_SILENCE, Actor.LAW, sense="positive", hand_over="copies", passed_on=day)
    assert life.clock("copies").starts.isoformat() == day
    assert life.clock("copies").owed_by == "body"
    assert life.standing.waiting_on == "body"
    assert life.refused(ActKind.ANSWER, Actor.OFFICER, decision="refused") == "confirm-only"
    life.do(ActKind.ANSWER, Actor.OFFICER, "marta", decision="granted")
    assert not life.clock("copies").runs
    assert life.standing.waiting_on == "nobody"
    assert life.refused(ActKind.ANSWER, Actor.OFFICER, decision="granted") != ""


def owing() -> Life:
    """A petition that silence granted; what it granted has not been handed over."""
    said = {"sense": "positive", "trigger": "time", "hand_over": "copies"}
    remedies = frozenset({"reposicion"})
    course = Course(silence=said, answers=True, remedies=remedies, **silence_law("CO"))
    life = Life(CaseKind.PETITION, course)
    life.do(ActKind.RECORD_SILENCE, Actor.LAW, sense="positive", hand_over="copies")
    return life


@pytest.mark.parametrize("actor", [Actor.CLERK, Actor.OFFICER, Actor.HEAD, Actor.LAW])
def test_a_case_is_not_closed_while_what_silence_granted_is_owed(actor: Actor) -> None:
    life = owing()
    assert life.refused(ActKind.CLOSE, actor) == "not-handed-over"
    assert offered(standing=life.standing, course=life.course, actor=actor)[ActKind.CLOSE]
    life.do(ActKind.ANSWER, Actor.OFFICER, "marta", decision="granted")
    life.do(ActKind.CLOSE, Actor.OFFICER, "marta")
    assert life.standing.state == State.CLOSED


def test_an_appeal_that_is_dismissed_leaves_it_owed_and_the_case_open() -> None:
    life = owing()
    life.do(ActKind.APPEAL, Actor.PARTY, remedy="reposicion", against=life.standing.decision)
    assert life.refused(ActKind.CLOSE, Actor.OFFICER) == "appeal-pending"
    seq = life.standing.last_seq
    life.do(ActKind.DECIDE_APPEAL, Actor.HEAD, "jefa", appeal=seq, outcome="dismissed", sense="")
    assert life.refused(ActKind.CLOSE, Actor.OFFICER) == "not-handed-over"
    assert life.clock("copies").runs


def test_what_silence_granted_is_owed_no_more_once_it_is_invalidated() -> None:
    life = owing()
    life.do(ActKind.OPEN_INVALIDATION, Actor.HEAD, "jefa")
    life.do(ActKind.INVALIDATE, Actor.HEAD, "jefa")
    assert not life.clock("copies").runs
    life.do(ActKind.CLOSE, Actor.OFFICER, "marta")
