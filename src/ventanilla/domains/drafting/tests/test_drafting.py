"""A decision drafted from a template and free paragraphs, proposed, given back, signed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.cast import Cast
from tests.filing import answers, lodged, told

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.documents import api as documents
from ventanilla.domains.drafting import api
from ventanilla.domains.drafting.api import DraftState
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Order, Role
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
ORDER = Order(text="Decreto alcaldicio n.º 12", on=clock.now().date(), norm="")
HOSTILE = '#panic("x") *negrita* = título\n- lista $x$'


class Matter:
    """A case of the shipped procedure and whoever deals with it."""

    def __init__(self, cast: Cast, procedure: PublishedProcedure, **changed: Any) -> None:
        self.cast = cast
        self.id = lodged(cast, procedure, answers=answers(**changed)).case_id
        self.officer = cast.officer_post
        self.head = offices.fill_post(unit=cast.unit, role=Role.HEAD, account_id=cast.head.id)

    def now(self, post: offices.Post | None = None) -> casefiles.CaseNow:
        view = casefiles.case_for_official(post=post or self.officer, case_id=self.id)
        return casefiles.case_now(view)

    def begun(self, template: str = "entrega") -> api.DecisionDraft:
        return api.begin(post=self.officer, now=self.now(), template=template)

    def written(self, draft: api.DecisionDraft, part: str, text: str) -> api.DecisionDraft:
        saved = self.saved(draft, change=lambda rows: api.added(rows, part, "free"))
        return self.saved(saved, texts={"free": text})

    def saved(self, draft: api.DecisionDraft, **said: Any) -> api.DecisionDraft:
        asked = {
            "post": self.officer, "draft_id": draft.id, "version": draft.version,
            "decision": draft.decision, "texts": {}, **said,
        }  # fmt: skip
        return api.save(**asked)

    def proposed(self, draft: api.DecisionDraft) -> api.DecisionDraft:
        return api.propose(
            post=self.officer, now=self.now(), draft_id=draft.id, version=draft.version
        )

    def signed(self, draft: api.DecisionDraft, post: offices.Post | None = None) -> casefiles.Act:
        by = post or self.head
        return api.sign(post=by, now=self.now(by), draft_id=draft.id, version=draft.version)


@pytest.fixture
def matter(cast: Cast, procedure: PublishedProcedure) -> Matter:
    return Matter(cast, procedure)


def texts(draft: api.DecisionDraft) -> list[str]:
    return [one["text"] for one in draft.paragraphs]


def test_the_template_says_what_was_asked_in_the_laws_words(matter: Matter):
    draft = matter.begun()
    first, *_rest, last = texts(draft)
    assert "El presupuesto de áreas verdes de 2025." in first
    assert str(matter.now().view.label) in first
    assert last.startswith("Entréguese a Ana María Soto Rojas")
    assert "representa" not in last, "nobody represents them"
    assert draft.decision == "granted"
    assert {one["norm"] for one in draft.paragraphs} >= {"Ley 20.285, art. 14"}


def test_free_paragraphs_are_added_moved_and_taken_out(matter: Matter):
    draft = matter.written(matter.begun(), "grounds", "Que hay una razón más.")
    order = [one["id"] for one in draft.paragraphs if one["part"] == "grounds"]
    assert order[-1] == "free"
    draft = matter.saved(draft, change=lambda rows: api.moved(rows, "free", -1))
    assert [o["id"] for o in draft.paragraphs if o["part"] == "grounds"][-2] == "free"
    text = api.composed(draft, matter.now())
    assert [one["n"] for one in text.paragraphs] == list(range(1, len(text.paragraphs) + 1))
    draft = matter.saved(draft, change=lambda rows: api.without(rows, "free"))
    assert "free" not in {one["id"] for one in draft.paragraphs}


def test_whoever_saves_what_another_saved_since_is_told_and_nothing_is_lost(matter: Matter):
    draft = matter.begun()
    which = draft.paragraphs[0]["id"]
    matter.saved(draft, texts={which: "Lo de la primera persona."})
    with pytest.raises(api.DraftStale) as stale:
        matter.saved(draft, texts={which: "Lo de la segunda."})
    assert texts(stale.value.now)[0] == "Lo de la primera persona."


def test_one_draft_at_a_time_in_a_case(matter: Matter):
    draft = matter.begun()
    with pytest.raises(api.DraftRefused, match="ya hay un borrador"):
        matter.begun()
    api.drop(post=matter.officer, draft_id=draft.id, version=draft.version)
    assert api.draft_of(post=matter.officer, draft_id=draft.id).paragraphs == []
    matter.begun()


def test_a_decision_lacking_its_parts_is_not_proposed(matter: Matter):
    draft = matter.begun("")
    with pytest.raises(api.DraftRefused, match="qué se decide"):
        matter.proposed(draft)
    draft = matter.written(draft, "operative", "Deniégase.")
    with pytest.raises(api.DraftRefused, match="elegir"):
        matter.proposed(draft)
    draft = matter.saved(draft, decision="refused")
    with pytest.raises(api.DraftRefused, match="por qué"):
        matter.proposed(draft)


def test_what_is_signed_is_the_act_with_its_numbered_paragraphs_and_its_pdf(matter: Matter):
    draft = matter.written(matter.begun(), "grounds", HOSTILE)
    draft = matter.proposed(draft)
    with pytest.raises(api.DraftRefused, match="espera su firma"):
        matter.saved(draft)
    [line] = api.drafts_for(office=matter.cast.office, post=matter.head).to_sign
    assert (line.id, line.is_yours, line.stands_for) == (draft.id, False, "")
    assert matter.now().view.last_seq == 1, "a draft is no part of the file"
    act = matter.signed(draft)
    said = act.content["paragraphs"]
    assert [one["n"] for one in said] == list(range(1, len(said) + 1))
    assert HOSTILE in [one["text"] for one in said]
    assert said[-1]["part"] == "footing"
    footing = [one["text"] for one in said if one["part"] == "footing"]
    assert any("Consejo para la Transparencia" in text for text in footing)
    assert act.content["signed_as"]["name"] == "Helena"
    assert act.content["signed_as"].get("formula", "") == ""
    assert register.receipt(act.entry_id).immediate
    [pdf] = matter.now().view.acts[-1].documents
    assert documents.content(pdf).startswith(b"%PDF")
    ended = api.draft_of(post=matter.head, draft_id=draft.id)
    assert (ended.state, ended.paragraphs) == (DraftState.SIGNED, [])
    assert [one.state for one in api.steps_of(draft.id)] == ["proposed", "signed"]


def test_it_is_given_back_with_a_remark_and_proposed_again(matter: Matter):
    draft = matter.proposed(matter.begun())
    back = {"post": matter.head, "draft_id": draft.id, "version": draft.version}
    with pytest.raises(api.DraftRefused, match="qué hay que cambiar"):
        api.give_back(**back, remark=" ")
    draft = api.give_back(**back, remark="Falta la fecha.")
    [line] = api.drafts_for(office=matter.cast.office, post=matter.officer).mine
    assert (line.state, line.remark) == ("returned", "Falta la fecha.")
    with pytest.raises(api.DraftRefused):
        matter.signed(draft)
    draft = matter.written(draft, "antecedents", "Con la fecha.")
    matter.signed(matter.proposed(draft))


def test_who_proposed_does_not_sign_nor_does_an_officer(matter: Matter, cast: Cast):
    draft = matter.proposed(matter.begun())
    with pytest.raises(api.SignatureRefused, match="propuso"):
        matter.signed(draft, matter.officer)
    other = offices.fill_post(unit=cast.unit, role=Role.OFFICER, account_id=cast.stranger.id)
    with pytest.raises(api.SignatureRefused, match="jefatura"):
        matter.signed(draft, other)
    assert api.drafts_for(office=cast.office, post=other).to_sign == []


def test_the_substitute_signs_and_the_document_prints_the_formula(matter: Matter, cast: Cast):
    draft = matter.proposed(matter.begun())
    other = offices.fill_post(unit=cast.other_unit, role=Role.HEAD, account_id=cast.stranger.id)
    assert api.drafts_for(office=cast.office, post=other).to_sign == []
    row = casefiles.substitute(
        by=matter.head, from_post=matter.head, to_post=other, order=ORDER,
        from_at=clock.now() - timedelta(days=1),
    )  # fmt: skip
    [line] = api.drafts_for(office=cast.office, post=other).to_sign
    assert line.stands_for == "Jefatura, Transparencia"
    assert api.drafts_for(office=cast.office, post=matter.head).to_sign == []
    with pytest.raises(api.SignatureRefused, match="ausente"):
        matter.signed(draft)
    text = api.to_be_signed(post=other, now=matter.now(other), draft=draft)
    assert text.signed["formula"].startswith("En subrogación de Jefatura, Transparencia, Helena")
    act = matter.signed(draft, other)
    assert act.content["signed_as"]["formula"] == text.signed["formula"]
    assert act.content["signed_as"]["name"] == "Esteban"
    offices.end_stand_in(by=matter.head, stand_in_id=row.id, order="Vuelta")
    assert told(matter.id) == 1


def test_what_ends_between_the_screen_and_the_signature_is_not_signed(
    matter: Matter, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    """The text was made with the formula; the substitution ends before the transaction."""
    draft = matter.proposed(matter.begun())
    other = offices.fill_post(unit=cast.other_unit, role=Role.HEAD, account_id=cast.stranger.id)
    row = casefiles.substitute(
        by=matter.head, from_post=matter.head, to_post=other, order=ORDER,
        from_at=clock.now() - timedelta(days=1),
    )  # fmt: skip
    kept = documents.keep

    def ended_meanwhile(**said: Any) -> documents.Document:
        offices.end_stand_in(by=matter.head, stand_in_id=row.id, order="Vuelta")
        return kept(**said)

    monkeypatch.setattr(documents, "keep", ended_meanwhile)
    with pytest.raises(casefiles.CaseUnknown):
        matter.signed(draft, other)
    assert matter.now().view.last_seq == 1
    after = api.draft_of(post=matter.head, draft_id=draft.id)
    assert (after.state, len(after.paragraphs)) == (DraftState.PROPOSED, 4)


def test_steps_are_never_changed(matter: Matter):
    draft = matter.proposed(matter.begun())
    for change in ({"remark": "otra"},):
        with pytest.raises(DatabaseError), transaction.atomic():
            api.DraftStep.objects.filter(draft=draft).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        api.DraftStep.objects.filter(draft=draft).delete()
