"""The unit's panel: exact numbers, each of which leads to the list of what it counts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from tests.cast import Cast
from tests.filing import lodged
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles.models import Case, Task
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
_CELL = re.compile(r'<a class="govuk-link" href="([^"]+)">(\d+)</a>')


@pytest.fixture(name="official")
def an_official(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    today = clock.today(cast.office.zone)
    for n, days in enumerate((-3, -1, 0, 2, 30)):
        case = lodged(cast, procedure).case_id
        day = today + timedelta(days=days)
        with transaction.atomic():
            Case.objects.filter(id=case).update(due_on=day, ordered_by=day)
            Task.objects.filter(case_id=case).update(
                ordered_by=day, account_id=cast.officer.id if n % 2 else None
            )
    walker = Walker(cast)
    walker.sign_in("óscar@example.org", where="desk:sign-in")
    return walker


def test_what_is_late_and_what_falls_due_is_told_first(official: Walker):
    page = text_of(official.get("desk:panel"))
    assert "2 expedientes pasaron su plazo." in page
    assert "2 vencen hoy o en los siete días siguientes." in page
    assert "Óscar 2 1 1" in page
    assert "Nadie todavía 3 1 1" in page


def test_every_number_leads_to_as_many_rows(official: Walker):
    found = _CELL.findall(official.get("desk:panel").content.decode())
    assert len(found) >= 8
    for url, number in found:
        page = official.client.get(url.replace("&amp;", "&"))
        rows = page.content.decode().split("<tbody")[1].split("</tbody>")[0].count("<tr")
        assert rows == int(number), url


def test_it_takes_at_most_twelve_statements(official: Walker):
    with counted_statements() as spent:
        official.get("desk:panel")
    assert spent.count <= 12
