"""A request runs for the office in its address, and for no other."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import OperationalError, connection  # noqa: F401 - named by skipif
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from tests.cast import Cast, found

from ventanilla.config.office_of_address import OfficeOfAddress, scope_of
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.models import Unit
from ventanilla.kernel import office_scope

pytestmark = pytest.mark.django_db


def scope(path: str) -> str:
    with scope_of(path):
        return office_scope.current()


@pytest.mark.parametrize(
    "path",
    [
        "/puerto-claro/",
        "/puerto-claro",
        "/puerto-claro/desk/",
        "/puerto-claro/log/checkpoint",
        "/api/v1/offices/puerto-claro/filings",
    ],
)
def test_the_address_of_an_office_names_whose_rows_are_seen(cast: Cast, path: str) -> None:
    assert scope(path) == str(cast.office.id)


@pytest.mark.parametrize(
    "path", ["/", "/valle-perdido/", "/static/x.css", "/api/v1/openapi.json", "//", "/Á/", "/api"]
)
def test_addresses_of_no_office_see_no_offices_rows(cast: Cast, path: str) -> None:
    assert scope(path) == office_scope.NONE


def test_only_what_a_token_names_by_id_is_across_offices(cast: Cast) -> None:
    assert scope(f"/api/v1/cases/{uuid4()}") == office_scope.EVERY
    assert scope(f"/api/v1/entries/{uuid4()}/receipt") == office_scope.EVERY


def test_the_scope_ends_with_the_request(cast: Cast) -> None:
    def view(_: HttpRequest) -> HttpResponse:
        return HttpResponse(office_scope.current())

    before = office_scope.current()
    answer = OfficeOfAddress(view)(RequestFactory().get("/puerto-claro/"))
    assert answer.content.decode() == str(cast.office.id)
    assert office_scope.current() == before


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own policies")
def test_a_query_that_forgets_the_office_still_finds_only_its_rows(cast: Cast) -> None:
    found("valle-hondo")

    def careless(_: HttpRequest) -> HttpResponse:
        return HttpResponse(str(Unit.objects.count()))

    answers = [
        OfficeOfAddress(careless)(RequestFactory().get(path)).content.decode()
        for path in ("/puerto-claro/", "/valle-hondo/", "/")
    ]
    assert answers == ["2", "0", "0"]


def test_a_database_that_is_gone_is_left_for_the_page_to_tell(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: str) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(offices, "office_by_slug", gone)
    assert scope("/puerto-claro/") == office_scope.NONE
