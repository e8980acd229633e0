"""Open a notice, or refuse it: the person's own step (ES: Ley 39/2015, arts 41.5 and 43.2; CL: Ley
19.880, art. 47)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from ventanilla.domains.notices.errors import NoticeSettled
from ventanilla.domains.notices.models import Notice, NoticeEvent, Standing
from ventanilla.domains.notices.settling import locked, settle
from ventanilla.kernel import clock


def open_notice(*, notice_id: UUID, matter_id: UUID, account_id: UUID | None) -> int:
    """The person reads it: it has effect from today. Returns the place of the act that says so.

    Also one that went on paper or stands on the board: the first that reaches the person counts
    (ES art. 41.7). Raises `NoticeUnknown`, `NoticeSettled`.
    """
    return _step(notice_id, matter_id, account_id, Standing.SERVED, NoticeEvent.Kind.OPENED)


def refuse_notice(*, notice_id: UUID, matter_id: UUID, account_id: UUID | None) -> int:
    """The person does not want it: it counts as made all the same (ES art. 41.5), from today."""
    return _step(notice_id, matter_id, account_id, Standing.REFUSED, NoticeEvent.Kind.REFUSED)


def _step(
    notice_id: UUID,
    matter_id: UUID,
    account_id: UUID | None,
    standing: Standing,
    event: NoticeEvent.Kind,
) -> int:
    with transaction.atomic():
        notice = locked(notice_id, matter_id=matter_id)
        if _too_late(notice):
            raise NoticeSettled
        return settle(
            notice,
            standing=standing,
            event=event,
            how="opened" if standing == Standing.SERVED else "refused",
            on=clock.today(notice.office.zone),
            by_person=True,
            account_id=account_id,
        )


def _too_late(notice: Notice) -> bool:
    """Its days have passed, though no job has recorded it yet."""
    last = notice.expires_on
    return last is not None and last < clock.today(notice.office.zone)
