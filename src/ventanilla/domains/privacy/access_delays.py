"""Lawful exceptions: what a unit opens of a matter is told to its person from a later day on.

The journal's line is written all the same, and durable before anything is shown. Who may order it
is said by the channel (heads of unit); here: a norm, a reason, and a day that comes. How many are
in force is public; which, is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.offices.api import Office, Post
from ventanilla.domains.privacy.errors import DelayRefused
from ventanilla.domains.privacy.models import AccessDelay
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text

LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayLine:
    """One lawful exception, for those who answer for data. `in_force` until its day."""

    matter_id: UUID
    unit_id: UUID
    until: date
    norm: str
    reason: str
    ordered_at: datetime
    by_name: str
    in_force: bool


def delay_accesses(
    *, post: Post, matter_id: UUID, until: date | None, norm: str, reason: str, by_name: str
) -> AccessDelay:
    """What the post's unit opens of the matter from now on is told from `until` on, at most a year
    away. Raises `DelayRefused`."""
    cited = stored_text(norm, max_length=200).strip()
    why = stored_text(reason, max_length=1000, multiline=True).strip()
    today = clock.today(post.office.zone)
    if not cited or not why:
        raise DelayRefused(
            _("Falta la norma o la razón."),
            expected=_("Cite la norma que permite aplazarlo, con su artículo, y diga por qué."),
        )
    if until is None or not today < until <= today + timedelta(days=LONGEST_DAYS):
        raise DelayRefused(
            _("El día no puede ser ese."),
            expected=_(
                "Un día desde mañana y dentro de un año. Si hace falta, se ordena otra vez."
            ),
        )
    with transaction.atomic():
        return AccessDelay.objects.create(
            office_id=post.office_id,
            matter_id=matter_id,
            unit_id=post.unit_id,
            until=until,
            norm=cited,
            reason=why,
            ordered_at=clock.now(),
            post_id=post.id,
            account_id=post.account_id,
            by_name=by_name[:160],
        )


def delays_of(*, office: Office, matter_ids: Iterable[UUID]) -> list[AccessDelay]:
    """Those that were ever ordered for these matters, oldest first."""
    asked = AccessDelay.objects.filter(office_id=office.id, matter_id__in=list(matter_ids))
    return list(asked.order_by("ordered_at"))


def still_untold(
    delays: Sequence[AccessDelay],
    *,
    matter_id: UUID,
    unit_id: UUID,
    at: datetime,
    zone: ZoneInfo,
    today: date,
) -> bool:
    """Whether an opening by that unit at that moment waits for its day."""
    return any(
        delay.matter_id == matter_id
        and delay.unit_id == unit_id
        and delay.ordered_at <= at < datetime.combine(delay.until, time(), zone)
        and today < delay.until
        for delay in delays
    )


def delay_lines(office: Office, *, most: int = 200) -> list[DelayLine]:
    """All of the office, the latest first: for the one who answers for data."""
    today = clock.today(office.zone)
    return [
        DelayLine(
            matter_id=one.matter_id,
            unit_id=one.unit_id,
            until=one.until,
            norm=one.norm,
            reason=one.reason,
            ordered_at=one.ordered_at,
            by_name=one.by_name,
            in_force=today < one.until,
        )
        for one in AccessDelay.objects.filter(office_id=office.id).order_by("-ordered_at")[:most]
    ]


def delays_counted(office: Office) -> list[tuple[str, int, int]]:
    """For the public: by norm, how many are in force and how many there were. Nobody is named."""
    today = clock.today(office.zone)
    ever = AccessDelay.objects.filter(office_id=office.id)
    now = dict(ever.filter(until__gt=today).values_list("norm").annotate(Count("id")))
    counted = ever.values_list("norm").annotate(Count("id")).order_by("norm")
    return [(norm, now.get(norm, 0), number) for norm, number in counted]
