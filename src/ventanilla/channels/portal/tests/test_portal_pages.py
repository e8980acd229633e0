"""The portal's pages: who sees what, in which language, at what cost."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from tests.cast import Cast
from tests.filing import SLUG
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from verifiable_log import Verifier
from verifiable_log.errors import LogError
from verifiable_log.verification import verify_receipt

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
MOST_STATEMENTS = 12
PLAIN_PAGES = (
    "home", "resume", "follow", "cases", "verify", "help", "about", "data", "accessibility",
    "outages", "commitments", "sign-in",
)  # fmt: skip


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    return Walker(cast)


def statements(person: Walker, name: str, **given: Any) -> int:
    """How many SQL statements a page takes."""
    with counted_statements() as taken:
        answer = person.get(name, **given)
    assert answer.status_code == 200, name
    return taken.count


def test_no_page_takes_more_than_twelve_statements(person: Walker):
    case = person.file_one()
    person.start()
    taken = {name: statements(person, f"portal:{name}") for name in PLAIN_PAGES}
    taken["procedure"] = statements(person, "portal:procedure", slug=SLUG)
    taken["page"] = statements(person, "portal:page", draft=person.draft, page="request")
    taken["filed"] = statements(person, "portal:filed", case=case)
    taken["case"] = statements(person, "portal:case", case=case)
    assert {name: n for name, n in taken.items() if n > MOST_STATEMENTS} == {}


@pytest.mark.parametrize(
    ("lang", "title"), [("es", "Trámites"), ("pt", "Serviços"), ("en", "Procedures")]
)
def test_pages_speak_the_chosen_language(person: Walker, lang: str, title: str):
    answer = person.client.get(
        f"{person.url('portal:language', code=lang)}?next=/puerto-claro/help/"
    )
    assert answer["Location"] == "/puerto-claro/help/"
    page = person.get("portal:home").content.decode()
    assert title in page
    assert f'<html lang="{lang}"' in page


def test_the_language_link_leads_to_no_other_site(person: Walker):
    answer = person.client.get(
        f"{person.url('portal:language', code='pt')}?next=https://otro.example/"
    )
    assert answer["Location"] == person.url("portal:home")


def test_pages_forbid_framing_and_anything_inline(person: Walker):
    answer = person.get("portal:home")
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "style=" not in answer.content.decode()
    assert "<script" not in answer.content.decode()


@pytest.mark.parametrize(
    "words", ["información", "INFORMACION", "transparencia", "pedir documentos"]
)
def test_a_procedure_is_found_by_the_words_people_use(person: Walker, words: str):
    page = text_of(person.client.get(person.url("portal:home"), {"q": words}))
    assert "Solicitud de acceso a la información pública" in page


def test_a_search_without_result_says_what_to_try(person: Walker):
    assert "Ningún trámite coincide" in text_of(
        person.client.get(person.url("portal:home"), {"q": "zanahorias"})
    )


def test_the_procedure_page_shows_each_demand_with_its_article(person: Walker):
    page = text_of(person.get("portal:procedure", slug=SLUG))
    assert "Ley 20.285, art. 12 letra a" in page
    assert "sin comprobar en el texto publicado" in page
    assert "20 días hábiles" in page
    assert "Amparo ante el Consejo para la Transparencia" in page


def test_number_and_key_open_the_case_without_an_account(person: Walker, cast: Cast):
    case = person.file_one()
    receipt = person.get("portal:filed", case=case)
    key = re.search(r'vt-code">([0-9A-Z-]+)<', receipt.content.decode()).group(1)  # type: ignore[union-attr]
    number = re.search(r"<b>(\d{4}/E/\d{6})</b>", receipt.content.decode()).group(1)  # type: ignore[union-attr]
    stranger = Walker(cast)
    refused = stranger.post("portal:follow", {"number": number, "code": "AAAAA-AAAAA"})
    assert refused.status_code == 422
    opened = stranger.post("portal:follow", {"number": number.lower(), "code": key.lower()})
    assert opened["Location"] == person.url("portal:case", case=case)
    page = text_of(stranger.get("portal:case", case=case))
    assert "Ahora nos toca a nosotros" in page
    assert "Hasta cuándo" in page


def test_a_stranger_is_led_away_from_a_case_as_if_there_were_none(person: Walker, cast: Cast):
    case = person.file_one()
    for name in ("case", "filed", "receipt-proof", "receipt-json", "receipt-pdf"):
        answer = Walker(cast).get(f"portal:{name}", case=case)
        assert answer["Location"] == person.url("portal:follow")


def test_the_downloaded_proof_verifies_and_not_with_one_byte_changed(person: Walker):
    case = person.file_one()
    proof = person.get("portal:receipt-proof", case=case).content
    machine = json.loads(person.get("portal:receipt-json", case=case).content)
    keys = [Verifier.parse(key) for key in machine["log"]]
    assert verify_receipt(proof, keys).entry is not None
    spoiled = proof.replace(b"index 0", b"index 1", 1)
    spoiled = spoiled if spoiled != proof else proof.replace(b"extra ", b"extra A", 1)
    with pytest.raises(LogError):
        verify_receipt(spoiled, keys)


def test_the_verify_page_shows_both_halves(person: Walker, cast: Cast):
    case = person.file_one()
    proof = person.get("portal:receipt-proof", case=case).content.decode()
    anyone = Walker(cast)
    page = text_of(anyone.post("portal:verify", {"receipt": proof}))
    assert "Este comprobante es auténtico" in page
    assert "Queda demostrado" in page
    assert "No queda demostrado" in page
    spoiled = anyone.post("portal:verify", {"receipt": proof.replace("extra e", "extra f", 1)})
    assert spoiled.status_code == 422
    assert "no se puede dar por bueno" in text_of(spoiled)


def test_what_was_pasted_comes_back_if_it_can_have_been_typed_and_by_its_ends_if_not(
    person: Walker, cast: Cast
):
    proof = person.get("portal:receipt-proof", case=person.file_one()).content.decode()
    anyone = Walker(cast)
    spoiled = anyone.post("portal:verify", {"receipt": proof.replace("extra e", "extra f", 1)})
    page = text_of(spoiled)
    assert f"de «c2sp.org/tlog-proof@v1» a «{proof.rstrip()[-10:]}»" in page
    assert proof.splitlines()[1] not in page
    typed = "Mi comprobante es el 2026/E/000001, de ayer"
    page = text_of(anyone.post("portal:verify", {"receipt": typed}))
    assert typed in page


def test_a_number_alone_proves_only_that_it_exists(person: Walker):
    person.file_one()
    year = text_of(person.get("portal:home")).split("de noviembre de ")
    number = f"{year[1][:4] if len(year) > 1 else '2026'}/E/000001"
    page = text_of(person.post("portal:verify", {"number": number}))
    assert "Ese número existe" in page
    assert "El libro público no lleva datos personales" in page
    assert person.post("portal:verify", {"number": "2001/E/000001"}).status_code == 422


def test_an_account_sees_its_own_cases_and_nobody_elses(person: Walker, cast: Cast):
    person.sign_in("ana@example.org")
    case = person.file_one()
    elsewhere = Walker(cast)
    elsewhere.sign_in("ana@example.org")
    assert case in elsewhere.get("portal:cases").content.decode()
    assert elsewhere.get("portal:case", case=case).status_code == 200
    stranger = Walker(cast)
    stranger.sign_in("esteban@example.org")
    assert case not in stranger.get("portal:cases").content.decode()
    assert stranger.get("portal:case", case=case).status_code == 302


def test_wrong_passwords_slow_the_next_ones_down(person: Walker):
    for _ in range(5):
        answer = person.post("portal:sign-in", {"login": "ana@example.org", "password": "no"})
        assert answer.status_code == 422
        assert "no son correctos" in text_of(answer)
    answer = person.sign_in("ana@example.org")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 180
    assert "Espere 3 minutos" in text_of(answer)


def test_signing_out_forgets_what_the_browser_could_open(person: Walker):
    case = person.file_one()
    person.sign_in("esteban@example.org")
    person.post("portal:sign-out", {})
    assert person.get("portal:case", case=case).status_code == 302


@pytest.mark.parametrize(
    "address", ["/puerto-claro/no-hay/", "/no-hay/", "/puerto-claro/procedures/no/"]
)
def test_an_unknown_address_says_what_to_do(person: Walker, address: str):
    answer = person.client.get(address)
    assert answer.status_code == 404
    assert "Revise" in text_of(answer) or "Búsquelo" in text_of(answer)


def test_an_error_page_keeps_the_office_around_it(person: Walker):
    assert "Sus datos" in text_of(person.client.get("/puerto-claro/no-hay/"))


def test_the_office_says_who_answers_for_it_and_when_it_was_down(person: Walker, cast: Cast):
    office = cast.office
    offices.declare_outage(
        office=office, cause="Corte de luz en el muelle", began_at=clock.now(), ended_at=None
    )
    about = text_of(person.get("portal:about"))
    assert office.holder in about
    assert cast.unit.name in about
    for key in offices.keys_of(office_id=office.id):
        assert key.vkey in about
    assert "Corte de luz en el muelle" in text_of(person.get("portal:outages"))


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_the_help_says_how_to_file_and_that_there_is_a_counter(person: Walker, lang: str):
    person.client.get(person.url("portal:language", code=lang))
    said = text_of(person.get("portal:help"))
    assert {"es": "Presentar", "pt": "Apresentar", "en": "File"}[lang] in said
    assert {"es": "mostrador", "pt": "balcão", "en": "counter"}[lang] in said


def test_the_colours_of_the_office_come_as_a_style_sheet(person: Walker):
    answer = person.get("portal:colours")
    assert answer["Content-Type"].startswith("text/css")
    assert answer.content.decode() == ":root{--brand:#1b5e50;--deep:#0f3f36;--accent:#a8482b}"


def test_every_box_of_an_address_speaks_the_chosen_language(cast: Cast, procedure: Any):
    person = Walker(cast, lang="pt")
    person.start()
    page = text_of(person.get("portal:page", draft=person.draft, page="applicant"))
    assert "Endereço" in page
    for spanish in ("Calle", "Región"):
        assert spanish not in page
