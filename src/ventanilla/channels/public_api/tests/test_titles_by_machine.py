"""A title checked by another system: public, and no more than the law lets be told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.filing import lodged

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.titles import api as titles
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
FOLDER = Path("procedures/pe-licencia-funcionamiento")
ANSWERS = {
    "line": "Bodega",
    "premises": {"street": "Jirón Las Flores 210", "place": "San Mateo del Valle"},
    "area": "40",
    "risk": "low",
    "safety": True,
    "names": "Rosa Quispe Mamani",
    "ruc": "10101174102",
    "document_kind": "dni",
    "represented": False,
    "dni": "10117410",
    "email": "rosa@correo.example",
}


@pytest.fixture(name="code")
def the_code_of_a_title(cast: Cast) -> str:
    offices.add_unit(office=cast.office, code="comercializacion", name="Comercio")
    catalogue.publish_folder(
        office_id=cast.office.id,
        folder=FOLDER,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )
    procedure = catalogue.in_force(
        office_id=cast.office.id, slug="licencia-funcionamiento", at=clock.now()
    )
    done = lodged(cast, procedure, answers=ANSWERS)
    title = titles.title_of_matter(office=cast.office, matter_id=done.case_id)
    assert title is not None
    return title.code


def test_a_title_is_told_without_a_token_and_without_its_holders_identity(cast: Cast, code: str):
    answer = Client().get(f"/api/v1/offices/{cast.office.slug}/titles/{code}")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    assert (told["state"], told["in_force"], told["until"]) == ("in_force", True, None)
    assert told["holder"] == "R. Q. M. (…4102)"
    assert [one["field"] for one in told["granted"]] == ["line", "premises", "area"]
    for secret in ("Quispe", "10117410", "10101174102", "rosa@"):
        assert secret not in answer.content.decode()


def test_the_public_page_holds_no_more(cast: Cast, code: str):
    answer = Client().get(f"/{cast.office.slug}/titles/{code}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Está vigente" in page
    assert "Jirón Las Flores 210" in page
    for secret in ("Quispe", "10117410", "10101174102", "rosa@"):
        assert secret not in page


def test_a_code_that_is_none_of_the_offices_is_a_problem(cast: Cast, code: str):
    answer = Client().get(f"/api/v1/offices/{cast.office.slug}/titles/AAAA")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("title-unknown")
