"""Searching at the desk: what leads where, what is journalled, and nothing in an address."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.case_search import api as case_search
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy.models import AccessLine
from ventanilla.domains.register import api as register

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="case")
def a_case(cast: Cast, procedure: PublishedProcedure) -> Case:
    return filed(cast, Walker(cast))


def filed(cast: Cast, person: Walker) -> Case:
    cache.clear()
    case = Case.objects.select_related("opened_by").get(id=person.file_one())
    register.catch_up(case_search.CaseIndexer(), cast.office.id)
    return case


def at(cast: Cast, name: str = "óscar") -> Walker:
    walker = Walker(cast)
    walker.sign_in(f"{name}@example.org", where="desk:sign-in")
    return walker


def test_a_number_leads_straight_to_its_case(cast: Cast, case: Case):
    year, book, number = str(case.opened_by).split("/")
    for text in (f"{year}/{book}/{number}", f"{book}-{int(number)}/{year}"):
        answer = at(cast).post("desk:find", {"text": text})
        assert answer["Location"].endswith(f"/desk/cases/{case.id}/"), text


def test_a_name_shows_the_case_and_the_person_sees_that_it_was_searched(
    cast: Cast, procedure: PublishedProcedure
):
    person = Walker(cast)
    case = filed(cast, person)
    official = at(cast)
    page = text_of(official.post("desk:find", {"text": "SOTO"}))
    assert "Hay 1 expediente así." in page
    assert "Ana Soto Rojas" in page
    (line,) = AccessLine.objects.filter(matter_id=case.id)
    assert (line.purpose, line.account_id) == ("search", cast.officer.id)
    seen = text_of(person.get("portal:case", case=case.id))
    assert "Buscar por los datos de una persona" in seen


def test_words_of_the_answers_are_no_search_for_a_person(cast: Cast, case: Case):
    page = text_of(at(cast).post("desk:find", {"text": "presupesto", "procedure": ""}))
    assert "«presupesto» no está en ninguno: se ha buscado «presupuesto»." in page
    assert "Hay 1 expediente así." in page
    assert not AccessLine.objects.exists()


def test_an_identifier_that_nobody_has_leaves_a_line_too(cast: Cast, case: Case):
    page = text_of(at(cast).post("desk:find", {"text": "12.345.678-5"}))
    assert "Hay 0 expedientes así." in page
    (line,) = AccessLine.objects.all()
    assert line.purpose == "search"


def test_what_is_typed_stands_in_no_address(cast: Cast, case: Case):
    official = at(cast)
    page = official.client.get(official.url("desk:find"), {"text": "soto"}).content.decode()
    assert "Resultado de la búsqueda" not in page
    assert 'method="post"' in page


def test_another_unit_finds_neither_name_nor_number(cast: Cast, case: Case):
    offices.fill_post(unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id)
    other = at(cast, "esteban")
    for text in ("soto", str(case.opened_by)):
        answer = other.post("desk:find", {"text": text})
        assert answer.status_code == 200
        assert "Soto Rojas" not in text_of(answer)
    assert not AccessLine.objects.exists()


def test_whoever_keeps_the_register_is_led_to_the_entry(cast: Cast, case: Case):
    offices.fill_post(
        unit=cast.other_unit, role=offices.Role.REGISTRAR, account_id=cast.stranger.id
    )
    answer = at(cast, "esteban").post("desk:find", {"text": str(case.opened_by)})
    assert answer["Location"].endswith(f"/desk/entries/{case.opened_by_id}/")


def test_the_page_takes_at_most_twelve_statements_beside_signing_in(cast: Cast, case: Case):
    official = at(cast)
    official.post("desk:find", {"text": "soto rojsa"})
    with counted_statements() as spent:
        official.post("desk:find", {"text": "presupesto"})
    assert spent.count <= 12, spent.count
