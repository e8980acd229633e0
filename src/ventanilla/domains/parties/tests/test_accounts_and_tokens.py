"""Signing in and bearer tokens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError
from tests.cast import Cast

from ventanilla.domains.parties import api
from ventanilla.domains.parties.models import ApiToken
from ventanilla.kernel import clock


def test_a_name_is_compared_without_capitals_or_spaces(cast: Cast) -> None:
    account = authenticate(username=" ANA@example.org ", password="una-clave-larga")
    assert account == cast.applicant


@pytest.mark.parametrize("name", ["ana@example.org", "nadie@example.org", ""])
def test_a_wrong_password_or_name_does_not_sign_in(cast: Cast, name: str) -> None:
    assert authenticate(username=name, password="otra") is None


def test_a_closed_account_does_not_sign_in(cast: Cast) -> None:
    cast.applicant.is_active = False
    cast.applicant.save()
    assert authenticate(username="ana@example.org", password="una-clave-larga") is None


def test_a_name_belongs_to_one_account(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        api.open_account(display_name="Otra", names=["ana@example.org"], password=None)


def test_a_token_grants_its_role_in_its_office_only(cast: Cast) -> None:
    text = api.issue_token(office_id=cast.office.id, role="filer", label="prueba")
    grant = api.authenticate_token(text)
    assert grant is not None
    assert (grant.office_id, grant.role) == (cast.office.id, "filer")
    assert api.authenticate_token(text + "x") is None


def test_a_token_is_not_kept_in_the_clear(cast: Cast) -> None:
    text = api.issue_token(office_id=cast.office.id, role="filer", label="prueba")
    row = ApiToken.objects.get()
    assert text.encode() not in bytes(row.digest)


def test_an_expired_or_revoked_token_grants_nothing(cast: Cast) -> None:
    text = api.issue_token(office_id=cast.office.id, role="reader", label="prueba")
    ApiToken.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert api.authenticate_token(text) is None
    api.forget_tokens()
    ApiToken.objects.update(expires_at=None, revoked_at=clock.now())
    assert api.authenticate_token(text) is None
