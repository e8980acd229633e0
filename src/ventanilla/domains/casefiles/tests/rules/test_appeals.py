"""Before whom an appeal goes, and what runs from a notice, in memory."""

from __future__ import annotations

from datetime import date

import pytest

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import clocks
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.tests.rules.test_lives import FOOTING, Life

COUNCIL = {
    "body": "other",
    "lodged": "there",
    "name": {"es": "Consejo para la Transparencia"},
    "site": "https://consejo.example",
    "norm": "Ley 20.285, art. 24",
}
NOTICE = {"notice": {"means": "box"}}


def decided(**course: object) -> Life:
    """A refusal by Ana, of which the party has been told."""
    asked = {"remedies": frozenset({"appeal"}), **course}
    life = Life(CaseKind.APPLICATION, Course(**asked))  # type: ignore[arg-type]
    life.do(ActKind.ADMIT, Actor.OFFICER)
    life.do(ActKind.RESOLVE, Actor.HEAD, "ana", sense="refused", reasons="No.", **FOOTING)
    return life


def test_what_is_lodged_with_another_body_is_refused_by_its_name() -> None:
    life = decided(elsewhere={"appeal": COUNCIL}, others=frozenset({"appeal"}))
    assert life.refused(ActKind.APPEAL, Actor.PARTY, remedy="appeal", against=3) == (
        "lodged-elsewhere"
    )


def test_whoever_decided_does_not_decide_what_goes_to_their_superior() -> None:
    life = decided(superior=frozenset({"appeal"}))
    life.do(ActKind.APPEAL, Actor.PARTY, remedy="appeal", against=3)
    said = {"appeal": 4, "outcome": "dismissed"}
    assert life.refused(ActKind.DECIDE_APPEAL, Actor.HEAD, "ana", **said) == "superior-decides"
    life.do(ActKind.DECIDE_APPEAL, Actor.HEAD, "beto", **said)


def test_what_another_body_decides_is_sent_to_it_first_and_is_not_owed_here() -> None:
    life = decided(others=frozenset({"appeal"}))
    said = {"remedy": "appeal", "against": 3, "decided_elsewhere": True}
    life.do(ActKind.APPEAL, Actor.PARTY, **said)
    assert life.clock("decide_appeal").owed_by == "other"
    outcome = {"appeal": 4, "outcome": "dismissed"}
    assert life.refused(ActKind.DECIDE_APPEAL, Actor.HEAD, **outcome) == "not-forwarded"
    life.do(ActKind.FORWARD_APPEAL, Actor.OFFICER, appeal=4, to="Tribunal")
    assert life.refused(ActKind.FORWARD_APPEAL, Actor.OFFICER, appeal=4) == "nothing-to-forward"
    life.do(ActKind.DECIDE_APPEAL, Actor.HEAD, **outcome)


def test_only_what_another_body_decides_is_sent_on() -> None:
    life = decided()
    life.do(ActKind.APPEAL, Actor.PARTY, remedy="appeal", against=3)
    assert life.refused(ActKind.FORWARD_APPEAL, Actor.OFFICER, appeal=4) == "nothing-to-forward"


def test_the_first_notice_that_reaches_the_person_sets_the_time_going() -> None:
    life = Life(CaseKind.APPLICATION, Course(remedies=frozenset({"appeal"})))
    life.do(ActKind.ADMIT, Actor.OFFICER)
    life.do(ActKind.RESOLVE, Actor.HEAD, sense="granted", **FOOTING, **NOTICE)
    assert [c.name for c in clocks(life.standing, life.steps)] == ["decide"]
    told = {"act": 3, "act_kind": "resolve"}
    life.do(ActKind.NOTIFIED, Actor.PARTY, on="2025-03-10", **told)
    life.do(ActKind.RECORD_TACIT_NOTICE, Actor.OFFICER, known_on="2025-03-20", **told)
    found = [c for c in clocks(life.standing, life.steps) if c.name == "appeal"]
    assert [(c.opened_by, c.starts) for c in found] == [(3, date(2025, 3, 10))]


def test_what_the_body_owes_again_runs_at_once_though_the_person_is_told_later() -> None:
    life = decided()
    life.do(ActKind.APPEAL, Actor.PARTY, remedy="appeal", against=3)
    said = {"appeal": 4, "outcome": "upheld", "sends_back": True, **NOTICE}
    life.do(ActKind.DECIDE_APPEAL, Actor.HEAD, **said)
    assert life.clock("decide").opened_by == 5
    assert life.clock("decide").runs


@pytest.mark.parametrize(
    ("restarts", "starts"), [("Ley 20.285, art. 12", date(2025, 3, 5)), ("", None)]
)
def test_a_completed_correction_begins_anew_only_where_a_norm_says_so(
    restarts: str, starts: date | None
) -> None:
    life = Life(CaseKind.APPLICATION, Course())
    life.do(ActKind.ASK_CORRECTION, Actor.OFFICER, suspends=True)
    life.do(ActKind.CORRECT, Actor.PARTY, restarts=restarts)
    clock = life.clock("decide")
    assert clock.restarted_on == starts
    assert bool(clock.pauses) == (starts is None), "what stood still before does not count twice"
