"""The dated facts of a notice, written with what they change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ventanilla.domains.notices.models import Notice, NoticeEvent
from ventanilla.kernel import clock


def note(
    notice: Notice, kind: NoticeEvent.Kind, *, account_id: UUID | None = None, **evidence: Any
) -> NoticeEvent:
    """Append what happened now. Within the caller's transaction."""
    event = NoticeEvent(
        office_id=notice.office_id,
        notice=notice,
        kind=kind,
        at=clock.now(),
        account_id=account_id,
        evidence=evidence,
    )
    event.save(force_insert=True)
    return event
