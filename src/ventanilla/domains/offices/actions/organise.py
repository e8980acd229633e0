"""Units, posts and outages of an office."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ventanilla.domains.offices.models import Office, Outage, Post, Role, Unit
from ventanilla.kernel import clock


def add_unit(*, office: Office, code: str, name: str) -> Unit:
    """A unit of the body; the same code again renames it."""
    with transaction.atomic():
        unit, _ = Unit.objects.update_or_create(office=office, code=code, defaults={"name": name})
    return unit


def fill_post(
    *, unit: Unit, role: Role, account_id: UUID, title: str = "", since: datetime | None = None
) -> Post:
    """Give an account a role in a unit from a moment on."""
    with transaction.atomic():
        return Post.objects.create(
            office_id=unit.office_id,
            unit=unit,
            role=role,
            account_id=account_id,
            title=title,
            held_from=since or clock.now(),
        )


def declare_outage(
    *, office: Office, cause: str, began_at: datetime, ended_at: datetime | None, effect: str = ""
) -> Outage:
    """Record that the office could not be used, for the public list and for the time limits."""
    with transaction.atomic():
        return Outage.objects.create(
            office=office, cause=cause, began_at=began_at, ended_at=ended_at, effect=effect
        )
