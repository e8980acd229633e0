"""Only a token with the right says when something was handed in elsewhere, and within its days."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.filing import SLUG, answers

from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.parties import api as parties
from ventanilla.domains.register.models import Entry
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ORIGIN = {"origin_register": "Oficina de Partes", "origin_number": "2026-77"}


@pytest.fixture(autouse=True)
def _offered(procedure: PublishedProcedure) -> None:
    """The procedure is in force."""


def send(cast: Cast, *, days: int, key: str = "una-clave-larga", **members: Any) -> Any:
    token = parties.issue_token(
        office_id=cast.office.id, role="filer", label="otro registro", backdate_days=days
    )
    body = {"procedure": SLUG, "answers": answers(), **members}
    return Client().post(
        f"/api/v1/offices/{cast.office.slug}/filings",
        json.dumps(body),
        content_type="application/json",
        headers={"authorization": f"Bearer {token}", "idempotency-key": key},
    )


def ago(**span: float) -> str:
    return (clock.now() - timedelta(**span)).isoformat()


def test_a_token_without_the_right_is_told_so_and_nothing_is_written(cast: Cast) -> None:
    answer = send(cast, days=0, presented_at=ago(minutes=5), **ORIGIN)
    assert (answer.status_code, answer.json()["code"]) == (403, "backdating-forbidden")
    assert answer.json()["remedy"]
    assert not Case.objects.exists()


def test_with_the_right_moment_register_and_number_are_in_the_entry(cast: Cast) -> None:
    presented = ago(days=2)
    answer = send(cast, days=5, presented_at=presented, **ORIGIN)
    assert answer.status_code == 201, answer.content
    entry = Entry.objects.get()
    assert entry.presented_at.isoformat() == presented
    assert (entry.origin_register, entry.origin_number) == ("Oficina de Partes", "2026-77")


def test_further_back_than_the_token_allows_is_refused(cast: Cast) -> None:
    answer = send(cast, days=5, presented_at=ago(days=5, seconds=1), **ORIGIN)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "presented_at"
    assert "5" in answer.json()["errors"][0]["expected"]


@pytest.mark.parametrize("missing", list(ORIGIN))
def test_without_register_or_number_of_origin_it_is_refused(cast: Cast, missing: str) -> None:
    given = {name: value for name, value in ORIGIN.items() if name != missing}
    answer = send(cast, days=5, presented_at=ago(days=1), **given)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == missing


def test_the_origin_is_part_of_what_a_key_stands_for(cast: Cast) -> None:
    when = ago(days=1)
    token = parties.issue_token(
        office_id=cast.office.id, role="filer", label="otro", backdate_days=5
    )
    statuses = []
    for number in ("2026-77", "2026-77", "2026-78"):
        body = {"procedure": SLUG, "answers": answers(), "presented_at": when, **ORIGIN}
        answer = Client().post(
            f"/api/v1/offices/{cast.office.slug}/filings",
            json.dumps({**body, "origin_number": number}),
            content_type="application/json",
            headers={"authorization": f"Bearer {token}", "idempotency-key": "la-misma-clave"},
        )
        statuses.append(answer.status_code)
    assert statuses == [201, 201, 422]


def test_a_revoked_token_grants_nothing_at_once(cast: Cast) -> None:
    text = parties.issue_token(office_id=cast.office.id, role="filer", label="fuga")
    grant = parties.authenticate_token(text)
    assert grant is not None
    assert parties.revoke_token(office_id=cast.office.id, token_id=grant.token_id)
    assert parties.authenticate_token(text) is None
    assert not parties.revoke_token(office_id=cast.office.id, token_id=grant.token_id)


@pytest.mark.parametrize("days", [-1, 366])
def test_no_token_goes_back_further_than_a_year(cast: Cast, days: int) -> None:
    with pytest.raises(ValueError, match="365"):
        parties.issue_token(office_id=cast.office.id, role="filer", label="x", backdate_days=days)
