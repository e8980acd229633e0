"""The desk leaves a line for each opening, and the person reads it on the page of the case."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.privacy import api as privacy
from ventanilla.domains.privacy.models import AccessLine

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    return Walker(cast)


def an_official(cast: Cast, name: str) -> Walker:
    walker = Walker(cast)
    walker.sign_in(f"{name}@example.org", where="desk:sign-in")
    return walker


def test_the_person_reads_who_opened_the_case_what_for_and_how_often(
    person: Walker, cast: Cast
) -> None:
    case = person.file_one()
    assert "Nadie de la sede ha abierto todavía" in text_of(person.get("portal:case", case=case))
    officer, clerk = an_official(cast, "óscar"), an_official(cast, "clara")
    officer.get("desk:case", case=case)
    officer.get("desk:case", case=case)
    clerk.get("desk:case", case=case)
    page = text_of(person.get("portal:case", case=case))
    assert "Quién ha mirado sus datos" in page
    assert "Óscar, Transparencia" in page
    assert "2 veces ese día" in page
    assert "Clara, Transparencia" in page
    assert "Atender en el registro" in page


@pytest.mark.parametrize(
    ("lang", "words"),
    [("pt", ("Quem consultou seus dados", "O que viu")), ("en", ("Who has looked", "What for"))],
)
def test_the_journal_speaks_the_persons_language(
    person: Walker, cast: Cast, lang: str, words: tuple[str, str]
) -> None:
    case = person.file_one()
    an_official(cast, "óscar").get("desk:case", case=case)
    person.client.cookies["language"] = lang
    page = text_of(person.get("portal:case", case=case))
    assert all(word in page for word in words)


def test_reading_ones_own_case_leaves_no_line(person: Walker) -> None:
    case = person.file_one()
    person.get("portal:case", case=case)
    assert not AccessLine.objects.exists()


def test_a_case_that_cannot_be_journalled_is_not_shown(
    person: Walker, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = person.file_one()
    officer = an_official(cast, "óscar")

    def refuse(_: privacy.Access) -> None:
        raise privacy.AccessNotRecorded

    monkeypatch.setattr(privacy, "record_access", refuse)
    page = officer.get("desk:case", case=case)
    assert page.status_code == 503
    assert "no se muestra" in text_of(page)
    assert "Soto Rojas" not in page.content.decode()


def test_the_journal_costs_the_persons_page_one_statement(person: Walker, cast: Cast) -> None:
    case = person.file_one()
    an_official(cast, "óscar").get("desk:case", case=case)
    with counted_statements() as statements:
        person.get("portal:case", case=case)
    assert statements.count <= 12
