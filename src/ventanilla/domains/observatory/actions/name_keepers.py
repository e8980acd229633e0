"""Naming who keeps the observatory: editors who judge, focal points who speak for a country."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from ventanilla.domains.observatory.models import Editor, FocalPoint
from ventanilla.domains.observatory.queries import country
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text


def name_editor(account_id: UUID) -> Editor:
    """Let an account judge proposals. The same account again changes nothing."""
    with transaction.atomic():
        editor, _ = Editor.objects.get_or_create(
            account_id=account_id, defaults={"since": clock.now()}
        )
    return editor


def name_focal_point(*, account_id: UUID, code: str, institution: str) -> FocalPoint:
    """Let an account speak for a country. Raises `CountryUnknown`."""
    found = country(code)
    with transaction.atomic():
        point, _ = FocalPoint.objects.get_or_create(
            account_id=account_id,
            country=found.code,
            until=None,
            defaults={
                "institution": stored_text(institution, max_length=200),
                "since": clock.now(),
            },
        )
    return point


def is_editor(account_id: UUID | None) -> bool:
    """Whether the account may judge proposals now."""
    if account_id is None:
        return False
    return Editor.objects.filter(account_id=account_id, until__isnull=True).exists()


def focal_point_of(*, account_id: UUID | None, code: str) -> FocalPoint | None:
    """The account's voice for a country, if it has one."""
    if account_id is None:
        return None
    return FocalPoint.objects.filter(
        account_id=account_id, country=code, until__isnull=True
    ).first()
