"""The pages on which people find things: home, results, topics, letters of other bodies."""

from __future__ import annotations

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.channels.portal.vain_searches import MOST_AN_HOUR
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.models import SearchMiss
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
LETTER = Path("tests/journeys/podar-arvore.xml")
MOST_STATEMENTS = 12
LATER_PAGE = 10_000


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: catalogue.PublishedProcedure, tmp_path: Path) -> Walker:
    cache.clear()
    take(cast, LETTER)
    return Walker(cast)


def take(cast: Cast, path: Path) -> None:
    catalogue.import_letters(office_id=cast.office.id, kind="cartas-de-servico", path=path)


def search(person: Walker, words: str) -> str:
    return text_of(person.client.get(person.url("portal:home"), {"q": words}))


PAGES = {
    "home": ("portal:home", {}, {}),
    "results": ("portal:home", {}, {"q": "información"}),
    "typo": ("portal:home", {}, {"q": "informazion arvroe zanahoria casa"}),
    "nothing": ("portal:home", {}, {"q": "zanahoria"}),
    "topics": ("portal:topics", {}, {}),
    "life": ("portal:life", {"event": "knowing"}, {}),
    "area": ("portal:area", {"subject": "Meio ambiente"}, {}),
    "letter": ("portal:information", {"slug": "podar-arvore"}, {}),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_finding_page_is_light_and_takes_few_statements(person: Walker, page: str):
    name, given, asked = PAGES[page]
    with counted_statements() as taken:
        answer = person.client.get(person.url(name, **given), asked)
    assert answer.status_code == 200
    assert taken.count <= MOST_STATEMENTS
    assert len(gzip.compress(answer.content)) <= LATER_PAGE


def test_a_mistyped_word_is_found_and_the_page_says_what_it_searched(person: Walker):
    page = search(person, "arvroe")
    assert "«arvroe» no aparece. Se buscó «árvore»." in page
    assert "Podar árvore da rua" in page
    assert "Información. Lo atiende: Parques e Jardins" in page


def test_a_letter_is_shown_in_its_language_with_source_and_day_and_files_nothing(person: Walker):
    answer = person.get("portal:information", slug="podar-arvore")
    page, said = answer.content.decode(), text_of(answer)
    assert '<h1 class="govuk-heading-xl" lang="pt">Podar árvore da rua</h1>' in page
    assert "el servicio lo presta Parques e Jardins" in said
    assert "De 8 a 15 días hábiles" in said
    assert "Fuente: Cartas de serviço, servicos.gov.br (XML v3). Leída el" in said
    assert "Empezar" not in said
    portuguese = Walker(person.cast, lang="pt").get("portal:information", slug="podar-arvore")
    assert 'lang="pt">Podar' not in portuguese.content.decode()
    assert "8 a 15 dias úteis" in text_of(portuguese)


def test_what_a_letter_says_is_never_markup(person: Walker, tmp_path: Path):
    spoiled = LETTER.read_text().replace("podar-arvore", "outra")
    spoiled = spoiled.replace(
        "A prefeitura", "&lt;&lt;x&gt;script&gt;alert(1) &amp;lt;img src=x onerror=alert(1)&amp;gt;"
    )
    (tmp_path / "outra.xml").write_text(spoiled)
    take(person.cast, tmp_path / "outra.xml")
    page = person.get("portal:information", slug="outra").content.decode()
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_life_events_and_subjects_lead_to_what_they_list(person: Walker):
    assert "Quiero saber qué hace la administración" in text_of(person.get("portal:home"))
    assert "Solicitud de acceso" in text_of(person.get("portal:life", event="knowing"))
    assert "Podar árvore" in text_of(person.get("portal:area", subject="Meio ambiente"))
    for address in (
        person.url("portal:life", event="nothing"),
        person.url("portal:area", subject="no/hay"),
        person.url("portal:information", slug="no-hay"),
    ):
        assert person.client.get(address).status_code == 404


def test_a_search_in_vain_is_counted_for_the_analyst_without_who(person: Walker, cast: Cast):
    for _ in range(3):
        assert "No hemos encontrado nada" in search(person, "zanahorias")
    assert "No hemos encontrado" in search(person, "juana@correo.invalid")
    official = Walker(cast)
    official.sign_in("óscar@example.org", where="desk:sign-in")
    page = text_of(official.get("desk:searches"))
    assert "zanahorias" in page
    assert "juana" not in page


def test_one_address_counts_only_so_many_searches_an_hour(person: Walker):
    for n in range(MOST_AN_HOUR + 5):
        search(person, "zz" + "abcdefghijklmnopqrstuvwxyz"[n])
    assert SearchMiss.objects.count() == MOST_AN_HOUR


@pytest.mark.parametrize("page", ["-1", "0", "x", "999999999999", "²", "2"])
def test_any_page_number_gives_an_answer(person: Walker, page: str):
    answer = person.client.get(person.url("portal:home"), {"q": "información", "page": page})
    assert answer.status_code == 200


def test_the_home_says_what_was_kept_from_real_answers(
    person: Walker, cast: Cast, procedure: catalogue.PublishedProcedure
):
    assert "Todavía no se ha medido" in text_of(person.get("portal:home"))
    case = person.file_one()
    official = Walker(cast)
    official.sign_in("óscar@example.org", where="desk:sign-in")
    sent = {"decision": "granted", "text": "Aquí tiene.", "reasons": "", "expected_seq": "1"}
    assert official.post("desk:act", sent, case=case, act="answer").status_code == 302
    casefiles.forget_promises()
    home = text_of(person.get("portal:home"))
    assert "En los últimos 90 días, 1 de 1 a tiempo. La mitad, en el mismo día." in home
    assert "1 de 1 a tiempo" in text_of(person.get("portal:commitments"))


def test_the_charter_of_services_names_each_promise_with_its_norm(
    person: Walker, procedure: catalogue.PublishedProcedure
):
    page = text_of(person.get("portal:commitments"))
    assert "20 días hábiles" in page
    assert procedure.time_limit["norm"] in page
    assert "Ninguno respondido todavía." in page
    assert "Ninguna interrupción anotada en los últimos doce meses." in page


def test_an_outage_that_goes_on_is_said_at_home_and_counted_among_the_commitments(
    person: Walker, cast: Cast, procedure: object
):
    began = clock.now() - timedelta(hours=2)
    with transaction.atomic():
        offices.Outage.objects.create(office=cast.office, began_at=began, cause="Sin luz")
    assert "La sede no funciona bien desde" in text_of(person.get("portal:home"))
    page = text_of(person.get("portal:commitments"))
    assert "1 interrupción en los últimos doce meses: 2 h 0 min en total." in page


def test_an_office_without_letters_shows_no_subjects(cast: Cast, procedure: object):
    assert offices.office_by_slug(cast.office.slug)
    assert "Información de otros organismos" not in text_of(Walker(cast).get("portal:home"))
