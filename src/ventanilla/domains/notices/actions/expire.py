"""Record what the law makes of notices that nobody opened in their days (ES: Ley 39/2015, art.
43.2; CL: Ley 19.880, art. 46, of letters)."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.db import transaction

from ventanilla.domains.notices.models import PENDING, Notice, NoticeEvent, Standing
from ventanilla.domains.notices.settling import locked, settle
from ventanilla.domains.offices.api import offices
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem

log = structlog.get_logger(__name__)
PAGE = 200


def expire_due() -> int:
    """Every office once; returns how many took effect. Each in a transaction of its own."""
    done = 0
    for office in offices():
        today = clock.today(office.zone)
        due = Notice.objects.filter(
            office_id=office.id, standing__in=PENDING, expires_on__lt=today
        ).order_by("expires_on")
        done += sum(_expire(notice_id) for notice_id in due.values_list("id", flat=True)[:PAGE])
    return done


def expire_one(notice_id: UUID) -> bool:
    """Record now that the days of a notice have passed, if they have."""
    return bool(_expire(notice_id))


def _expire(notice_id: UUID) -> int:
    try:
        with transaction.atomic():
            notice = locked(notice_id)
            last = notice.expires_on
            if last is None or last >= clock.today(notice.office.zone) or not notice.pending:
                return 0
            by_itself = bool(notice.effect_by.get("by_itself"))
            settle(
                notice,
                standing=Standing.SERVED if by_itself else Standing.EXPIRED,
                event=NoticeEvent.Kind.EFFECT if by_itself else NoticeEvent.Kind.EXPIRED,
                how="posted" if by_itself else "elapsed",
                on=last,
            )
    except Problem as problem:  # opened meanwhile, or its matter is in the archive
        log.warning("notice.not_expired", notice=str(notice_id), code=problem.code)
        return 0
    return 1
