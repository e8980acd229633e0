"""Questions to the offices domain. Answers are cached a few seconds per process."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.offices.errors import OfficeUnknown
from ventanilla.domains.offices.models import Office, OfficeKey, Outage, Post, Role, StandIn, Unit
from ventanilla.domains.offices.standing_in.queries import in_force
from ventanilla.kernel import clock

_REMEMBER_SECONDS = 5.0
_offices: dict[str, tuple[float, Office]] = {}
_every: list[tuple[float, list[Office]]] = []


def forget_offices() -> None:
    """Drop what this process remembers (after a change, and between tests)."""
    _offices.clear()
    _every.clear()


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


def zone_of(office_id: UUID) -> ZoneInfo:
    """The office's time zone: of one that was asked for lately without a statement."""
    known = next((o for _until, o in _offices.values() if o.id == office_id), None)
    return (known or Office.objects.get(id=office_id)).zone


def offices() -> list[Office]:
    """Every office of this deployment, by slug."""
    return list(Office.objects.all())


def offices_lately() -> list[Office]:
    """Every office, as it was asked a few seconds ago: for a list to choose from."""
    if not _every or _every[0][0] <= clock.monotonic():
        _every[:] = [(clock.monotonic() + _REMEMBER_SECONDS, offices())]
    return _every[0][1]


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
    """The posts that an account holds now, with their unit and office at hand; `stands` tells
    whether any of them stands in for another now, or another for it."""
    now = clock.now()
    held = Q(held_from__lte=now) & (Q(held_until__isnull=True) | Q(held_until__gt=now))
    return list(
        Post.objects.filter(held, account_id=account_id)
        .annotate(stands=_stands(now))
        .select_related("unit", "office")
        .order_by("office__slug", "unit__code", "role")
    )


def _stands(now: datetime) -> Exists:
    either = Q(from_post_id=OuterRef("pk")) | Q(to_post_id=OuterRef("pk"))
    return Exists(StandIn.objects.filter(in_force(now), either))


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


def posts_held(*, office_id: UUID) -> list[Post]:
    """Every post of an office that is held now, with its unit, by unit and role."""
    now = clock.now()
    held = Q(held_from__lte=now) & (Q(held_until__isnull=True) | Q(held_until__gt=now))
    rows = Post.objects.filter(held, office_id=office_id).select_related("unit", "office")
    return list(rows.order_by("unit__code", "role", "held_from"))
