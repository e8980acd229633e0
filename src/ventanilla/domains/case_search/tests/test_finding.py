"""Finding cases: by whom, in which unit, with what mistakes, and forgotten without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.filing import answers, lodged
from tests.statements import counted_statements

from ventanilla.domains.case_search import api, indexing
from ventanilla.domains.case_search.models import (
    CaseTerms,
    IndexedCase,
    KnownWord,
    Misspelling,
)
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.models import Task
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register
from ventanilla.kernel.identifiers import uuid7

pytestmark = pytest.mark.django_db(transaction=True)


def follow(cast: Cast) -> None:
    register.catch_up(api.CaseIndexer(), cast.office.id)


@pytest.fixture(name="ana")
def a_case(cast: Cast, procedure: PublishedProcedure) -> casefiles.Lodged:
    done = lodged(cast, procedure)
    lodged(cast, procedure, answers=answers(names="Pedro González Pérez"))
    follow(cast)
    return done


def found(cast: Cast, text: str, post: Any = None, **more: Any) -> list[str]:
    page = api.find_cases(office=cast.office, post=post or cast.officer_post, text=text, **more)
    return [one.applicant_name for one in page.cases]


ANA, PEDRO = "Ana María Soto Rojas", "Pedro González Pérez"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("soto", [ANA]), ("SOTO rojas", [ANA]), ("maria", [ANA]), ("gonzalez", [PEDRO]),
        ("gonzlez", [PEDRO]), ("gonsalez peres", [PEDRO]), ("presupuestos", [PEDRO, ANA]),
        ("contrato ana", [ANA]), ("acceso información", [PEDRO, ANA]), ("soto gonzalez", []),
        ("zanahorias", []), ("", []), ("puerto claro", [PEDRO, ANA]),
    ],
)  # fmt: skip
def test_cases_are_found_by_person_subject_and_answers(
    cast: Cast, ana: casefiles.Lodged, text: str, who: list[str]
):
    assert found(cast, text) == who


def test_a_mistyped_word_says_what_was_searched_in_its_place(cast: Cast, ana: casefiles.Lodged):
    page = api.find_cases(office=cast.office, post=cast.officer_post, text="gonzlez zanahoria")
    assert page.meant == {"gonzlez": ("gonzalez",)}
    assert page.unknown == ("zanahoria",)


def test_the_procedure_narrows_it_down(cast: Cast, ana: casefiles.Lodged):
    assert found(cast, "soto", slug="acceso-informacion") == [ANA]
    assert found(cast, "", slug="acceso-informacion") == [PEDRO, ANA]
    assert found(cast, "soto", slug="otro") == []


def test_what_the_person_said_of_themselves_is_told_apart(cast: Cast, ana: casefiles.Lodged):
    asked = {"office": cast.office, "post": cast.officer_post}
    assert [one.by_person for one in api.find_cases(**asked, text="soto").cases] == [True]
    by_words = api.find_cases(**asked, text="presupuesto").cases
    assert [one.by_person for one in by_words] == [False, False]


def test_another_unit_finds_nothing_until_it_has_something_to_do(cast: Cast, ana: casefiles.Lodged):
    other = offices.fill_post(
        unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
    )
    assert found(cast, "soto", other) == []
    with transaction.atomic():
        Task.objects.filter(case_id=ana.case_id).update(unit_id=cast.other_unit.id)
    assert found(cast, "soto", other) == [ANA]
    assert found(cast, "gonzalez", other) == []


def test_a_case_sent_to_another_unit_is_found_there(cast: Cast, ana: casefiles.Lodged):
    head = offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)
    casefiles.forward_to_unit(
        post=head, case_id=ana.case_id, expected_seq=1, unit="obras", why="Es de Obras."
    )
    assert found(cast, "soto") == [], "seen at once, whatever the index says"
    follow(cast)
    other = offices.fill_post(
        unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
    )
    assert found(cast, "soto", other) == [ANA]
    assert found(cast, "soto") == []


def test_a_number_is_found_at_once_in_any_form(cast: Cast, procedure: PublishedProcedure):
    done = lodged(cast, procedure)
    number = done.registered.label
    asked = {"office": cast.office, "post": cast.officer_post}
    year, book, last = number.split("/")
    for text in (
        number,
        f"{book}-{int(last)}/{year}",
        str(int(last)),
        f"n.º {int(last)} de {year}",
    ):
        entries = api.find_by_number(**asked, text=text)
        assert [(one.label, one.case_id) for one in entries] == [(number, done.case_id)], text
    assert api.find_by_number(**asked, text="soto") == []
    assert api.find_by_number(**asked, text="999999") == []


def test_the_number_of_an_act_leads_to_its_case(cast: Cast, ana: casefiles.Lodged):
    casefiles.ask_correction(
        post=cast.officer_post,
        case_id=ana.case_id,
        expected_seq=1,
        fields={"information_wanted": "Diga de qué años."},
    )
    entries = api.find_by_number(office=cast.office, post=cast.officer_post, text="S-1")
    assert [one.case_id for one in entries] == [ana.case_id]


def test_another_unit_does_not_find_the_number_and_the_registrar_finds_the_entry(
    cast: Cast, ana: casefiles.Lodged
):
    def posted(role: offices.Role) -> offices.Post:
        return offices.fill_post(unit=cast.other_unit, role=role, account_id=cast.stranger.id)

    asked = {"office": cast.office, "text": ana.registered.label}
    assert api.find_by_number(**asked, post=posted(offices.Role.OFFICER)) == []
    (one,) = api.find_by_number(**asked, post=posted(offices.Role.REGISTRAR))
    assert (one.entry_id, one.case_id) == (ana.registered.entry_id, None)


def test_a_correction_is_found_too(cast: Cast, ana: casefiles.Lodged):
    case = {"case_id": ana.case_id}
    casefiles.ask_correction(
        post=cast.officer_post, expected_seq=1, fields={"information_wanted": "¿Cuál?"}, **case
    )
    changed = {"information_wanted": "Las luminarias de la plaza"}
    casefiles.correct(
        hand=casefiles.party(None), expected_seq=2, answers=changed, documents={}, lang="es", **case
    )
    assert found(cast, "luminaria") == []
    follow(cast)
    assert found(cast, "luminaria") == [ANA]
    assert found(cast, "presupuesto") == [PEDRO, ANA]


def test_what_is_forgotten_leaves_no_word_behind(cast: Cast, ana: casefiles.Lodged):
    assert KnownWord.objects.get(word="soto").uses == 1
    assert KnownWord.objects.get(word="presupuesto").uses == 2
    assert api.forget_cases(office_id=cast.office.id, case_ids=[ana.case_id]) == 1
    assert found(cast, "soto") == []
    assert not KnownWord.objects.filter(word="soto").exists()
    assert not Misspelling.objects.filter(word="soto").exists()
    assert KnownWord.objects.get(word="presupuesto").uses == 1
    assert CaseTerms.objects.count() == IndexedCase.objects.count() == 1
    api.forget_office(cast.office.id)
    assert not any(model.objects.exists() for model in (CaseTerms, KnownWord, Misspelling))


def test_a_case_that_is_gone_since_it_was_prepared_is_not_written(
    cast: Cast, ana: casefiles.Lodged
):
    [ready] = indexing._prepared(cast.office.id, [ana.case_id])
    api.forget_cases(office_id=cast.office.id, case_ids=[ana.case_id])
    ready.read.case.id = uuid7()  # no such case, as when its retention ended meanwhile
    with transaction.atomic():
        assert indexing._index(cast.office.id, [ready]) == 0
    assert not KnownWord.objects.filter(word="soto").exists()


def test_what_was_read_before_a_later_act_does_not_undo_it(cast: Cast, ana: casefiles.Lodged):
    ready = indexing._prepared(cast.office.id, [ana.case_id])
    row = IndexedCase.objects.get(case_id=ana.case_id)
    with transaction.atomic():
        IndexedCase.objects.filter(id=row.id).update(seq=row.seq + 1, slug="later")
        assert indexing._index(cast.office.id, ready) == 0
    assert IndexedCase.objects.get(id=row.id).slug == "later"


def test_indexing_again_changes_nothing(cast: Cast, ana: casefiles.Lodged):
    def everything() -> list[Any]:
        words = KnownWord.objects.order_by("word").values_list("word", "uses")
        return [*words, *CaseTerms.objects.order_by("id").values_list("id", "terms")]

    before = everything()
    ids = list(IndexedCase.objects.values_list("case_id", flat=True))
    assert api.index_cases(office_id=cast.office.id, case_ids=ids) == 2
    assert everything() == before


def test_an_index_made_again_finds_the_same(cast: Cast, ana: casefiles.Lodged):
    assert api.reindex(cast.office.id) == 2
    assert found(cast, "sotto") == [ANA]
    assert KnownWord.objects.get(word="presupuesto").uses == 2
    assert CaseTerms.objects.count() == IndexedCase.objects.count() == 2


def test_pages_neither_repeat_nor_skip(cast: Cast, procedure: PublishedProcedure, monkeypatch: Any):
    monkeypatch.setattr("ventanilla.domains.case_search.queries.PAGE", 2)
    for n in range(5):
        lodged(cast, procedure, answers=answers(names=f"Ana {'abcde'[n]}"))
    follow(cast)
    shown: list[str] = []
    first: int | None = 0
    while first is not None:
        page = api.find_cases(office=cast.office, post=cast.officer_post, text="ana", first=first)
        shown += [one.applicant_name for one in page.cases]
        assert page.total == 5
        first = page.next_first
    assert shown == [f"Ana {one}" for one in "edcba"]


def test_a_search_takes_at_most_ten_statements(cast: Cast, ana: casefiles.Lodged):
    with counted_statements() as spent:
        assert found(cast, "gonsalez peres presupesto") == [PEDRO]
    assert spent.count <= 10
    with counted_statements() as spent:
        api.find_by_number(office=cast.office, post=cast.officer_post, text="1")
    assert spent.count <= 7


@pytest.mark.sqlite
def test_a_page_is_read_by_keys_however_many_cases_the_office_has(
    cast: Cast, procedure: PublishedProcedure
) -> None:
    for _ in range(3):
        lodged(cast, procedure)
    with CaptureQueriesContext(connection) as captured:
        follow(cast)
    plans = set()
    for query in captured.captured_queries:
        if query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"), [])
                plans |= {str(row[3]) for row in cursor.fetchall()}
    one_of_an_office = "SEARCH register_head"
    searches = {plan for plan in plans if plan.startswith(("SEARCH", "SCAN"))}
    searches = {plan for plan in searches if not plan.startswith(one_of_an_office)}
    assert any("casefiles_filing" in plan for plan in searches)
    assert not {plan for plan in searches if plan.startswith("SCAN") or "(office_id=?)" in plan}
