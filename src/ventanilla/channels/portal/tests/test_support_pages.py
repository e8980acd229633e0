"""The language and the support that a person states, up to the desk."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.walking import Walker, text_of

from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.parties import api as parties
from ventanilla.domains.parties.models import Person

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
STATED = {"language": "pt", "needs": ["read_aloud", "step_free", "no-hay"], "note": "Llame antes"}


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    return Walker(cast)


def test_who_handles_the_case_reads_the_language_and_the_support_that_the_person_stated(
    person: Walker, cast: Cast
):
    person.fill_all()
    assert person.post("portal:support", STATED, draft=person.draft).status_code == 302
    check = text_of(person.get("portal:check", draft=person.draft))
    assert "Português" in check
    assert "Un lugar sin escalones" in check
    case = str(person.file()["Location"]).split("/cases/")[1].split("/")[0]
    official = Walker(cast)
    official.sign_in("óscar@example.org", where="desk:sign-in")
    page = text_of(official.get("desk:case", case=case))
    assert "Lengua que prefiere Português" in page
    assert "Que me lean en voz alta lo escrito. Un lugar sin escalones. Llame antes." in page
    assert Person.objects.get(name="Ana Soto Rojas").language == "pt"


def test_stating_nothing_asks_nothing_and_files_all_the_same(person: Walker):
    person.fill_all()
    assert person.post("portal:support", {}, draft=person.draft).status_code == 302
    assert person.file().status_code == 302
    assert Person.objects.get(name="Ana Soto Rojas").support == {}


def test_what_an_account_states_goes_with_what_it_begins_afterwards(person: Walker, cast: Cast):
    person.sign_in("ana@example.org", where="portal:sign-in")
    assert person.post("portal:account", {**STATED, "language": "es"}).status_code == 302
    assert "Guardado" in text_of(person.client.get(person.url("portal:account"), {"saved": "1"}))
    person.fill_all()
    check = text_of(person.get("portal:check", draft=person.draft))
    assert "Castellano" in check
    assert "Que me lean en voz alta lo escrito" in check


def test_the_account_page_is_for_who_signs_in(person: Walker):
    answer = person.get("portal:account")
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]


@pytest.mark.parametrize(
    "kept",
    [
        None,
        {},
        {"needs": "large_print", "note": 5, "language": None},
        {"needs": [["x"]], "note": "\x00\n" * 900, "other_language": "x" * 900},
    ],
)
def test_anything_kept_or_posted_reads_as_a_support(kept: dict[str, object] | None):
    support = parties.Support.read(kept)
    assert len(support.note) <= 300
    assert parties.Support.read(support.kept()) == support
