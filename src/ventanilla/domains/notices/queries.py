"""What stands about notices, for those who may ask: each caller has looked who that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from ventanilla.domains.notices.errors import NoticeUnknown
from ventanilla.domains.notices.models import (
    BoardPosting,
    Means,
    Notice,
    NoticeEvent,
    PrintBatch,
    Standing,
)
from ventanilla.domains.offices.api import Office

MOST = 200


def notice_of(*, matter_id: UUID, item: int) -> Notice | None:
    """The notice of an item, if it has one."""
    return Notice.objects.filter(matter_id=matter_id, item=item).first()


def notice(*, matter_id: UUID, notice_id: UUID) -> Notice:
    """A notice of a matter. Raises `NoticeUnknown`."""
    found = Notice.objects.filter(matter_id=matter_id, id=notice_id).first()
    if found is None:
        raise NoticeUnknown
    return found


def notices_of_matter(matter_id: UUID) -> list[Notice]:
    """Those of a matter, oldest first."""
    return list(Notice.objects.filter(matter_id=matter_id).order_by("item"))


def notices_for(
    *, office: Office, account_id: UUID | None, matter_ids: Sequence[UUID]
) -> list[Notice]:
    """The box of somebody: of their account, and of the matters that they have opened; newest
    first, at most 200."""
    whose = Q(matter_id__in=list(matter_ids))
    if account_id is not None:
        whose |= Q(account_id=account_id)
    return list(Notice.objects.filter(whose, office_id=office.id).order_by("-placed_at")[:MOST])


def events_of(notice: Notice) -> list[NoticeEvent]:
    """What happened to a notice, in order."""
    return list(notice.events.all())


def events_of_matter(matter_id: UUID) -> dict[UUID, list[NoticeEvent]]:
    """What happened to each notice of a matter, in order, by the notice's id: one statement."""
    found: dict[UUID, list[NoticeEvent]] = {}
    for event in NoticeEvent.objects.filter(notice__matter_id=matter_id):
        found.setdefault(event.notice_id, []).append(event)
    return found


def waiting_letters(office: Office) -> list[Notice]:
    """Letters not printed yet, oldest first."""
    return list(_letters(office).filter(standing=Standing.PLACED).order_by("placed_at")[:MOST])


def letters_out(office: Office) -> list[Notice]:
    """Letters that were handed to the post or came back, and still have no effect."""
    out = _letters(office).filter(standing__in=[Standing.POSTED, Standing.RETURNED])
    return list(out.order_by("placed_at")[:MOST])


def batches(office: Office) -> list[PrintBatch]:
    """The batches, newest first."""
    return list(PrintBatch.objects.filter(office_id=office.id).order_by("-number")[:50])


def batch_letters(*, office: Office, batch_id: UUID) -> tuple[PrintBatch, list[Notice]]:
    """A batch and its letters. Raises `NoticeUnknown`."""
    batch = PrintBatch.objects.filter(office_id=office.id, id=batch_id).first()
    if batch is None:
        raise NoticeUnknown
    return batch, list(_letters(office).filter(batch=batch).order_by("placed_at"))


def board(*, office: Office, on: date) -> list[BoardPosting]:
    """What the notice board shows on a day, newest first."""
    shown = BoardPosting.objects.filter(office_id=office.id, from_on__lte=on, until_on__gte=on)
    return list(shown.order_by("-posted_at")[:MOST])


def _letters(office: Office) -> QuerySet[Notice]:
    letters = Notice.objects.filter(office_id=office.id, means=Means.PAPER)
    return letters.select_related("addressee", "batch")
