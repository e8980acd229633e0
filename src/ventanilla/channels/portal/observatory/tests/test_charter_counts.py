"""What the page on the Charter counts: real events of the office, and few are not told."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import transaction
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.charter import api as charter
from ventanilla.domains.charter.measures import measures
from ventanilla.domains.offices import api as offices

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    return Walker(cast)


def counted(cast: Cast, slug: str) -> list[tuple[int | None, int | None]]:
    charter.forget_measures()
    found = {s.provision.slug: s.measured for s in charter.assessment(cast.office)}
    return [(one.value, one.out_of) for one in found[slug]]


def test_a_filing_is_counted_where_it_is_evidence(person: Walker, cast: Cast) -> None:
    assert counted(cast, "right.file")[0] == (0, None)
    person.file_one()
    assert counted(cast, "right.file")[0] == (1, None)
    assert counted(cast, "register.electronic") == [(1, None)]
    assert counted(cast, "right.electronic-documents") == [(1, None)]
    assert counted(cast, "transition.include") == [(3, None), (1, None)]
    assert counted(cast, "principle.transparency-accessibility") == [(1, 1)]


def test_what_few_people_did_is_not_told(person: Walker, cast: Cast) -> None:
    assert counted(cast, "aim.citizen-right") == [(0, None)]
    person.file_one()
    assert counted(cast, "aim.citizen-right") == [(None, None)]
    assert counted(cast, "principle.proportionality") == [(None, None)]
    said = text_of(person.get("portal:charter"))
    assert "actos de las personas (presentar, corregir, recurrir, desistir): menos de 10" in said


def test_the_first_reading_takes_few_statements_and_the_next_almost_none(
    person: Walker, cast: Cast
) -> None:
    person.file_one()
    charter.forget_measures()
    with counted_statements() as taken:
        person.get("portal:charter")
    assert taken.count <= 12
    with counted_statements() as again:
        person.get("portal:charter")
    assert again.count <= 3


def test_a_practice_office_counts_nothing_and_publishes_no_figures(cast: Cast):
    with transaction.atomic():
        offices.Office.objects.filter(id=cast.office.id).update(practice=True)
    office = offices.Office.objects.get(id=cast.office.id)
    assert all(found == [] for found in measures(office).values())
    assert charter.published_figures(office)["figures"] == []
    assert all(not standing.measured for standing in charter.assessment(office))
