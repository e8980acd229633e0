"""Who stands in for whom at a moment: asked at each act, never remembered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from ventanilla.domains.offices.models import Post, StandIn, StandInKind
from ventanilla.kernel import clock

_WHOLE = ("from_post__unit", "to_post__unit", "of__from_post__unit")


def in_force(at: datetime, *, through: str = "") -> Q:
    """The condition of a row in force at `at`; `through` is the path to it."""
    p = through
    ends = Q(**{f"{p}until_at__isnull": True}) | Q(**{f"{p}until_at__gt": at})
    ended = Q(**{f"{p}ended__isnull": True}) | Q(**{f"{p}ended__at__gt": at})
    return Q(**{f"{p}from_at__lte": at}) & ends & ended


def stand_ins_of(
    *, post_id: UUID, at: datetime | None = None, locked: bool = False
) -> list[StandIn]:
    """What a post exercises for others and what others exercise for it, now: one statement.

    `locked`, within a transaction, keeps them from being ended until it is over. One delegated
    further counts while that on which it rests does.
    """
    moment = at or clock.now()
    rows = _whole(moment).filter(Q(to_post_id=post_id) | Q(from_post_id=post_id))
    return list(rows.select_for_update(of=("self",)) if locked else rows)


def stand_ins_now(*, office_id: UUID, at: datetime | None = None) -> list[StandIn]:
    """All of an office in force at that moment, the oldest first."""
    return list(_whole(at or clock.now()).filter(office_id=office_id).order_by("from_at", "id"))


def stand_ins_recorded(*, office_id: UUID, most: int = 100) -> list[StandIn]:
    """The last ones recorded, newest first, with their end where they have one."""
    rows = StandIn.objects.filter(office_id=office_id).select_related(*_WHOLE, "ended")
    return list(rows.order_by("-recorded_at", "id")[:most])


def absent_of(posts: Iterable[Post], *, at: datetime | None = None) -> dict[UUID, StandIn]:
    """By post, the substitution of those who are absent now: one statement."""
    ids = [post.id for post in posts]
    if not ids:
        return {}
    rows = _whole(at or clock.now()).filter(from_post_id__in=ids, kind=StandInKind.SUBSTITUTION)
    return {row.from_post_id: row for row in rows}


def _whole(at: datetime) -> QuerySet[StandIn]:
    rest = Q(of__isnull=True) | in_force(at, through="of__")
    return StandIn.objects.filter(in_force(at), rest).select_related(*_WHOLE)
