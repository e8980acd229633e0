"""Notes and earlier cases beside a case: whose they are, for how long, and who read what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from tests.cast import Cast
from tests.filing import lodged
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.case_search import api as case_search
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.notes import api as notes
from ventanilla.domains.notes.models import Note
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy.models import AccessLine
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
SAID = "Llamó el martes; trae el plano el viernes."


@pytest.fixture(name="case")
def a_case(cast: Cast, procedure: PublishedProcedure) -> Any:
    cache.clear()
    return lodged(cast, procedure).case_id


def at(cast: Cast, name: str = "óscar") -> Walker:
    walker = Walker(cast)
    walker.sign_in(f"{name}@example.org", where="desk:sign-in")
    return walker


def test_a_note_is_read_beside_the_case_by_the_unit(cast: Cast, case: Any):
    official = at(cast)
    assert official.post("desk:notes", {"text": SAID}, case=case).status_code == 302
    page = text_of(at(cast, "clara").get("desk:case", case=case))
    assert SAID in page
    assert "Óscar" in page


def test_a_second_click_is_no_second_note(cast: Cast, case: Any):
    official = at(cast)
    for _ in range(2):
        official.post("desk:notes", {"text": SAID}, case=case)
    assert Note.objects.count() == 1


def test_a_note_on_the_procedure_stands_beside_every_case_until_it_is_taken_back(
    cast: Cast, case: Any, procedure: PublishedProcedure
):
    another = lodged(cast, procedure).case_id
    official = at(cast)
    said = {"text": "Antes de pedir nada, mire el mapa.", "about": "procedure"}
    official.post("desk:notes", said, case=case)
    assert said["text"] in text_of(official.get("desk:case", case=another))
    note = Note.objects.get()
    assert (
        at(cast, "clara").post("desk:notes", {"withdraw": str(note.id)}, case=case).status_code
        == 409
    )
    official.post("desk:notes", {"withdraw": str(note.id)}, case=case)
    assert said["text"] not in text_of(official.get("desk:case", case=another))


def test_only_its_author_mends_it_and_only_for_fifteen_minutes(
    cast: Cast, case: Any, monkeypatch: pytest.MonkeyPatch
):
    official = at(cast)
    official.post("desk:notes", {"text": SAID}, case=case)
    note = Note.objects.get()
    mend = {"note": str(note.id), "text": "Trae el plano el lunes."}
    refused = at(cast, "clara").post("desk:notes", mend, case=case)
    assert refused.status_code == 409
    assert "Trae el plano el lunes." in refused.content.decode(), "what was typed is kept"
    assert official.post("desk:notes", mend, case=case).status_code == 302
    assert Note.objects.get().text == mend["text"]
    later = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(notes.NoteFixed):
        notes.mend_note(post=cast.officer_post, note_id=note.id, text="Otra cosa.")


def test_an_empty_note_or_one_too_long_is_refused_with_what_was_typed(cast: Cast, case: Any):
    official = at(cast)
    assert official.post("desk:notes", {"text": " "}, case=case).status_code == 422
    long = official.post("desk:notes", {"text": "x" * 2001}, case=case)
    assert long.status_code == 422
    assert "caben 2000" in text_of(long)
    assert "x" * 2001 in long.content.decode()


def test_another_unit_reads_none_even_when_the_case_comes_to_it(cast: Cast, case: Any):
    at(cast).post("desk:notes", {"text": SAID}, case=case)
    offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)
    head = next(p for p in offices.posts_of(cast.head.id))
    casefiles.forward_to_unit(post=head, case_id=case, expected_seq=1, unit="obras", why="Suyo.")
    offices.fill_post(unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id)
    page = at(cast, "esteban").get("desk:case", case=case)
    assert page.status_code == 200
    assert SAID not in text_of(page)
    with pytest.raises(casefiles.CaseUnknown):
        notes.note_on_case(post=cast.officer_post, case_id=case, text=SAID, by_name="Óscar")


def test_notes_are_forgotten_two_years_after_the_case_is_closed(cast: Cast, case: Any):
    notes.note_on_case(post=cast.officer_post, case_id=case, text=SAID, by_name="Óscar")
    assert notes.forget_old_notes() == 0
    assert len(notes.notes_of_cases(office_id=cast.office.id, case_ids=[case])) == 1
    with transaction.atomic():
        casefiles.Case.objects.filter(id=case).update(closed_at=clock.now() - timedelta(days=731))
    assert notes.forget_old_notes() == 1
    assert notes.forget_notes(office_id=cast.office.id, case_ids=[case]) == 0


def test_earlier_cases_are_read_with_what_was_decided_and_each_leaves_a_line(
    cast: Cast, case: Any, procedure: PublishedProcedure
):
    before = lodged(cast, procedure).case_id
    casefiles.answer(
        post=cast.officer_post,
        case_id=before,
        expected_seq=1,
        decision="granted",
        text="Se entrega el presupuesto.",
    )
    register.catch_up(case_search.CaseIndexer(), cast.office.id)
    official = at(cast)
    assert "Leer cómo se decidieron otros" in text_of(official.get("desk:case", case=case))
    assert not AccessLine.objects.filter(matter_id=before).exists()
    page = text_of(official.get("desk:precedents", case=case))
    assert "Se entrega el presupuesto." in page
    assert "Es el mismo trámite" in page
    assert [line.purpose for line in AccessLine.objects.filter(matter_id=before)] == ["compare"]


def test_no_page_beside_a_case_takes_more_than_twelve_statements(
    cast: Cast, case: Any, procedure: PublishedProcedure
):
    for before in (lodged(cast, procedure).case_id, lodged(cast, procedure).case_id):
        casefiles.answer(
            post=cast.officer_post, case_id=before, expected_seq=1, decision="granted", text="Va."
        )
    register.catch_up(case_search.CaseIndexer(), cast.office.id)
    notes.note_on_case(post=cast.officer_post, case_id=case, text=SAID, by_name="Óscar")
    official = at(cast)
    assert official.get("desk:precedents", case=case).content.count(b"Va.") == 2
    official.get("desk:case", case=case)
    for name in ("desk:case", "desk:notes", "desk:precedents"):
        with counted_statements() as spent:
            assert official.get(name, case=case).status_code == 200
        assert spent.count <= 12, (name, spent.count)
