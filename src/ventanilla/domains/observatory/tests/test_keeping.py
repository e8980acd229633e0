"""Keeping: proposals with source and reviewer, focal points, two values settled, history kept."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from ventanilla.domains.observatory import api as observatory
from ventanilla.domains.observatory.models import Disagreement, Fact, Figure, Proposal, Remark
from ventanilla.domains.observatory.models.keeping import Frozen
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7

pytestmark = pytest.mark.django_db
EDITOR, OTHER, PERSON, POINT = (uuid7() for _ in range(4))
CONTENT = {
    "country": "UY",
    "kind": "egov_law",
    "name": "Ley de prueba",
    "identifier": "Ley 1",
    "year": "2020",
    "status": "in_force",
    "url": "",
    "source": "Diario https://example.org/ley",
    "confidence": "high",
}


@pytest.fixture(autouse=True)
def _keepers(db: None) -> None:
    observatory.name_editor(EDITOR)
    observatory.name_editor(OTHER)
    observatory.name_focal_point(account_id=POINT, code="uy", institution="AGESIC")


def accepted(by: UUID = PERSON, **changes: str) -> Fact:
    proposal = observatory.propose_new(content={**CONTENT, **changes}, reason="falta", by=by)
    observatory.review(proposal_id=proposal.id, accept=True, note="vista la fuente", by=EDITOR)
    return Fact.objects.get(key=proposal.key, replaced_at__isnull=True)


def test_a_proposal_changes_nothing_until_it_is_accepted() -> None:
    proposal = observatory.propose_new(content=CONTENT, reason="falta", by=PERSON)
    assert not Fact.objects.exists()
    assert [p.id for p in observatory.waiting()] == [proposal.id]
    observatory.review(proposal_id=proposal.id, accept=True, note="", by=EDITOR)
    assert Fact.objects.get().name == "Ley de prueba"
    assert observatory.waiting() == []


def test_an_amendment_makes_the_next_version_and_the_earlier_one_stays() -> None:
    fact = accepted()
    proposal = observatory.propose_amendment(
        key=fact.key, content={**CONTENT, "status": "repealed"}, reason="derogada", by=PERSON
    )
    observatory.review(proposal_id=proposal.id, accept=True, note="", by=EDITOR)
    found = observatory.history(fact.key)
    assert [(v.number, v.status) for v in found.versions] == [(2, "repealed"), (1, "in_force")]
    assert found.versions[1].replaced_at == found.versions[0].recorded_at


def test_a_withdrawn_fact_leaves_the_pages_and_keeps_its_history() -> None:
    fact = accepted()
    proposal = observatory.propose_withdrawal(
        key=fact.key, source="https://example.org/no", reason="no existe", by=PERSON
    )
    observatory.review(proposal_id=proposal.id, accept=True, note="", by=EDITOR)
    assert observatory.history(fact.key).current.withdrawn
    assert observatory.country_view("UY").tracks[0].facts == []


def test_a_refused_proposal_changes_nothing() -> None:
    proposal = observatory.propose_new(content=CONTENT, reason="falta", by=PERSON)
    observatory.review(proposal_id=proposal.id, accept=False, note="sin fuente", by=EDITOR)
    assert not Fact.objects.exists()
    with pytest.raises(observatory.ProposalRefused):
        observatory.review(proposal_id=proposal.id, accept=True, note="", by=OTHER)


def test_nobody_judges_their_own_proposal_and_only_editors_judge() -> None:
    proposal = observatory.propose_new(content=CONTENT, reason="falta", by=EDITOR)
    for judge in (EDITOR, PERSON, POINT):
        with pytest.raises(observatory.NotYours):
            observatory.review(proposal_id=proposal.id, accept=True, note="", by=judge)
    observatory.review(proposal_id=proposal.id, accept=True, note="", by=OTHER)


def test_the_database_itself_refuses_one_person_as_two() -> None:
    proposal = observatory.propose_new(content=CONTENT, reason="falta", by=EDITOR)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(id=proposal.id).update(reviewed_by=EDITOR)


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "me lo han dicho"},
        {"country": "XX"},
        {"status": "perhaps"},
        {"name": ""},
        {"year": "dos mil"},
        {"url": "javascript:alert(1)"},
    ],
)
def test_a_proposal_is_judged_as_a_row_would_be(changes: dict[str, str]) -> None:
    with pytest.raises(observatory.ProposalRefused):
        observatory.propose_new(content={**CONTENT, **changes}, reason="falta", by=PERSON)


def test_a_proposal_without_reason_or_without_change_is_refused() -> None:
    with pytest.raises(observatory.ProposalRefused):
        observatory.propose_new(content=CONTENT, reason=" ", by=PERSON)
    fact = accepted()
    with pytest.raises(observatory.ProposalRefused):
        observatory.propose_amendment(key=fact.key, content=CONTENT, reason="x", by=PERSON)
    with pytest.raises(observatory.ProposalRefused):
        observatory.propose_new(content=CONTENT, reason="x", by=PERSON)


def test_a_focal_point_speaks_for_its_country_only_and_the_fact_stays() -> None:
    fact, foreign = accepted(), accepted(country="CL")
    observatory.remark(key=fact.key, stance="disputes", text="rige desde 2021", by=POINT)
    assert observatory.country_view("UY").stances == {fact.key: ["disputes"]}
    assert Fact.objects.get(key=fact.key).year == 2020
    with pytest.raises(observatory.NotYours):
        observatory.remark(key=foreign.key, stance="confirms", text="", by=POINT)
    with pytest.raises(observatory.ProposalRefused):
        observatory.remark(key=fact.key, stance="disputes", text="", by=POINT)


def test_what_was_said_is_never_changed() -> None:
    fact = accepted()
    made = observatory.remark(key=fact.key, stance="confirms", text="", by=POINT)
    with pytest.raises(Frozen):
        Remark.objects.get(id=made.id).save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.filter(id=made.id).update(stance="disputes")


def two_values() -> Disagreement:
    held = {"indicator": "EGDI", "country": "UY", "year": 2024, "confidence": "found"}
    Figure.objects.bulk_create(
        [Figure(value="0.9", source="https://a.example", recorded_at=clock.now(), **held)]
    )
    Disagreement.objects.bulk_create(
        [Disagreement(value="0.8", source="https://b.example", seen_at=clock.now(), **held)]
    )
    return Disagreement.objects.get()


@pytest.mark.parametrize(("take_new", "stands"), [(True, "0.8"), (False, "0.9")])
def test_two_values_are_settled_by_an_editor_with_a_reason(take_new: bool, stands: str) -> None:
    found = two_values()
    with pytest.raises(observatory.NotYours):
        observatory.settle(disagreement_id=found.id, take_new=True, reason="x", by=PERSON)
    with pytest.raises(observatory.ProposalRefused):
        observatory.settle(disagreement_id=found.id, take_new=True, reason="", by=EDITOR)
    observatory.settle(
        disagreement_id=found.id, take_new=take_new, reason="fe de errata", by=EDITOR
    )
    assert Figure.objects.get(replaced_at__isnull=True).value == stands
    assert Figure.objects.filter(value="0.9").exists()
    assert observatory.disagreements() == []
