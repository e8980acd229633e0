"""Who writes reads how plain each page is, and which sentence is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cast import Cast
from tests.filing import SLUG
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.catalogue import api as catalogue

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="official")
def an_official(cast: Cast, procedure: catalogue.PublishedProcedure) -> Walker:
    walker = Walker(cast)
    walker.sign_in("óscar@example.org", where="desk:sign-in")
    return walker


def test_the_desk_names_the_sentence_that_fails_with_its_line(
    official: Walker, procedure: catalogue.PublishedProcedure
):
    failing = [one for page in catalogue.gauge_of(procedure.version_id) for one in page.failing]
    page = text_of(official.get("desk:plain-procedure", slug=SLUG))
    assert "procedure.yaml, Castellano" in page
    for line, sentence in failing:
        assert f"Línea {line}. {sentence.words} palabras." in page
    table = text_of(official.get("desk:plain"))
    assert "Solicitud de acceso" in table


def test_a_letter_is_gauged_in_its_own_language(official: Walker, cast: Cast):
    letter = Path("tests/journeys/podar-arvore.xml")
    catalogue.import_letters(office_id=cast.office.id, kind="cartas-de-servico", path=letter)
    page = text_of(official.get("desk:plain-letter", slug="podar-arvore"))
    assert "Português" in page
    assert "puntos" in page


def test_the_page_of_all_procedures_keeps_within_its_statements(official: Walker):
    official.get("desk:plain")
    with counted_statements() as taken:
        official.get("desk:plain")
    assert taken.count <= 12
