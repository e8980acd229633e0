"""Questions to the offices domain. Answers are cached a few seconds per process."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.offices.errors import OfficeUnknown
from ventanilla.domains.offices.models import Office, OfficeKey, Outage, Post, Role, Unit
from ventanilla.kernel import clock

_REMEMBER_SECONDS = 5.0
_offices: dict[str, tuple[float, Office]] = {}


def forget_offices() -> None:
    """Drop what this process remembers (after a change, and between tests)."""
    _offices.clear()


def office_by_slug(slug: str) -> Office:
    """The office with that name in its address. Raises `OfficeUnknown`."""
    known = _offices.get(slug)
    if known and known[0] > clock.monotonic():
        return known[1]
    office = Office.objects.filter(slug=slug).first()
    if office is None:
        raise OfficeUnknown(
            _("No hay ninguna sede con esa dirección."),
            expected=_("Revise la dirección o elija la sede en la página de inicio."),
        )
    _offices[slug] = (clock.monotonic() + _REMEMBER_SECONDS, office)
    return office


def offices() -> list[Office]:
    """Every office of this deployment, by slug."""
    return list(Office.objects.all())


def counted_offices() -> list[Office]:
    """Those that enter figures: practice offices do not."""
    return list(Office.objects.filter(practice=False))


def unit_by_code(*, office_id: UUID, code: str) -> Unit | None:
    """The unit with that code, if the office has it."""
    return Unit.objects.filter(office_id=office_id, code=code).first()


def units(*, office_id: UUID) -> list[Unit]:
    """The units of an office, by code."""
    return list(Unit.objects.filter(office_id=office_id).order_by("code"))


def posts_of(account_id: UUID) -> list[Post]:
    """The posts that an account holds now, with their unit and office at hand."""
    now = clock.now()
    held = Q(held_from__lte=now) & (Q(held_until__isnull=True) | Q(held_until__gt=now))
    return list(
        Post.objects.filter(held, account_id=account_id)
        .select_related("unit", "office")
        .order_by("office__slug", "unit__code", "role")
    )


def posts_in(*, unit_id: UUID) -> list[Post]:
    """The posts of a unit that are held now, in the order in which they began."""
    now = clock.now()
    held = Q(held_from__lte=now) & (Q(held_until__isnull=True) | Q(held_until__gt=now))
    return list(Post.objects.filter(held, unit_id=unit_id).order_by("held_from", "id"))


def may(*, account_id: UUID, office_id: UUID, roles: set[Role]) -> bool:
    """Whether the account holds one of these roles in the office now."""
    return any(p.office_id == office_id and p.role in roles for p in posts_of(account_id))


def keys_of(*, office_id: UUID, purpose: str = "log") -> list[OfficeKey]:
    """The office's public keys for a purpose, oldest first."""
    keys = OfficeKey.objects.filter(office_id=office_id, purpose=purpose)
    return list(keys.order_by("valid_from", "algorithm"))


def outages(*, office_id: UUID, most: int = 20) -> list[Outage]:
    """The last outages, newest first."""
    return list(Outage.objects.filter(office_id=office_id).order_by("-began_at")[:most])
