"""A language of which few words are supported: those are shown, the rest falls back and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.walking import Walker, text_of

from ventanilla.channels.console.commands.build import compile_translations
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices.api import forget_offices

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def quechua(cast: Cast, procedure: PublishedProcedure) -> Walker:
    compile_translations(Path("src/ventanilla"))
    cast.office.languages = ["es", "qu"]
    with transaction.atomic():
        cast.office.save()
    forget_offices()
    return Walker(cast, lang="qu")


def test_the_words_with_a_source_are_shown_and_the_rest_is_said_to_be_in_spanish(quechua: Walker):
    page = quechua.get("portal:home").content.decode()
    assert "Maskay" in page
    assert "Yanapa" in page
    assert "Trámites de esta sede" in page
    assert "Solo algunas palabras están en quechua" in page
    assert '<html lang="es"' in page
    assert 'aria-current="true">Runasimi' in page


def test_a_whole_filing_goes_through(quechua: Walker):
    case = quechua.file_one()
    assert quechua.get("portal:filed", case=case).status_code == 200
    assert quechua.get("portal:receipt-pdf", case=case).status_code == 200
    assert quechua.get("portal:case", case=case).status_code == 200
    assert quechua.get("portal:time-limits").status_code == 200


def test_an_office_that_does_not_offer_it_speaks_its_own_language(cast: Cast, procedure: object):
    page = text_of(Walker(cast, lang="qu").get("portal:home"))
    assert "Solo algunas palabras" not in page
    assert "Runasimi" not in page
