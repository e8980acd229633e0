"""Signing in: names, passwords, and the backend that joins them to Django's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from ventanilla.domains.parties.models import Account, SignInName
from ventanilla.kernel import clock


def sign_in_name(text: str) -> str:
    """A name as it is compared: lower case, without spaces around."""
    return text.strip().casefold()[:160]


def open_account(
    *, display_name: str, names: list[str], password: str | None, language: str = ""
) -> Account:
    """A new account. Raises `IntegrityError` where one of the names is taken."""
    account = Account(display_name=display_name, language=language, created_at=clock.now())
    account.password = make_password(password)
    with transaction.atomic():
        account.save(force_insert=True)
        SignInName.objects.bulk_create(
            SignInName(account=account, name=sign_in_name(name)) for name in names
        )
    return account


def account_by_name(name: str) -> Account | None:
    """The active account with that name to sign in, if there is one."""
    row = (
        SignInName.objects.filter(name=sign_in_name(name), account__is_active=True)
        .select_related("account")
        .first()
    )
    return row.account if row else None


def display_names(account_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names that those accounts go by: one statement."""
    named = Account.objects.filter(id__in=account_ids)
    return dict(named.values_list("id", "display_name"))


def account_name(path: str) -> Subquery:
    """The name of the account whose id is at `path` of another query, to be read with it."""
    return Subquery(Account.objects.filter(id=OuterRef(path)).values("display_name")[:1])


class SignInBackend(BaseBackend):
    """Name and password. An unknown name costs as long as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> Account | None:
        account = account_by_name(username or "")
        if account is None:
            Account().set_password(password or "")
            return None
        if not account.check_password(password or ""):
            return None
        return account

    def get_user(self, user_id: Any) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
