"""Which procedures cite a norm, asked by anybody."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.cast import Cast
from tests.walking import Walker, text_of

from ventanilla.domains.catalogue.api import PublishedProcedure

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.mark.parametrize(
    ("words", "cites"), [("20.285 14", True), ("20.285 999", False), ("39/2015", False), ("", None)]
)
def test_the_procedures_that_cite_an_article_are_named(
    cast: Cast, procedure: PublishedProcedure, words: str, cites: bool | None
):
    cache.clear()
    walker = Walker(cast)
    shown = text_of(walker.client.get(walker.url("portal:norms"), {"q": words}))
    assert ("Solicitud de acceso a la información" in shown) is bool(cites)
    assert ("Ningún trámite de esta sede la cita" in shown) is (cites is False)
