"""How a notice takes effect: its row, its event and the act of its matter, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from ventanilla.domains.notices.errors import NoticeSettled, NoticeUnknown
from ventanilla.domains.notices.events import note
from ventanilla.domains.notices.models import PENDING, Notice, NoticeEvent, Standing
from ventanilla.domains.notices.ports import Settled, outcome

_EFFECTS = {Standing.SERVED: "served", Standing.REFUSED: "refused", Standing.EXPIRED: "expired"}


def locked(notice_id: UUID, **conditions: Any) -> Notice:
    """The notice, held until the transaction ends. Raises `NoticeUnknown`."""
    found = (
        Notice.objects.select_for_update(of=("self",))
        .select_related("office")
        .filter(id=notice_id, **conditions)
        .first()
    )
    if found is None:
        raise NoticeUnknown
    return found


def settle(
    notice: Notice,
    *,
    standing: Standing,
    event: NoticeEvent.Kind,
    how: str,
    on: date,
    by_person: bool = False,
    account_id: UUID | None = None,
    evidence: dict[str, Any] | None = None,
) -> int:
    """Give a locked notice its effect from `on`; returns the place of the act in its matter.

    Raises `NoticeSettled` where it had one.
    """
    if not notice.pending:
        raise NoticeSettled
    notice.standing, notice.effect_on = standing, on
    notice.alert_due = notice.alert_due and how == "deposited"  # nobody has read that one yet
    notice.save(update_fields=["standing", "effect_on", "alert_due"])
    note(notice, event, account_id=account_id, on=on.isoformat(), **(evidence or {}))
    return outcome()(
        Settled(
            notice=notice,
            effect=_EFFECTS[standing],
            how=how,
            on=on,
            basis=str(notice.effect_by.get("article") or ""),
            by_person=by_person,
            account_id=account_id,
        )
    )


def known_otherwise(*, matter_id: UUID, item: int, on: date) -> None:
    """The person turned out to know it (CL: Ley 19.880, art. 47): its notice waits no more. Within
    the transaction of the act that says so, which is the matter's own."""
    found = Notice.objects.filter(matter_id=matter_id, item=item, standing__in=PENDING).first()
    if found is None:
        return
    notice = locked(found.id)
    notice.standing, notice.effect_on, notice.alert_due = Standing.SERVED, on, False
    notice.save(update_fields=["standing", "effect_on", "alert_due"])
    note(notice, NoticeEvent.Kind.EFFECT, on=on.isoformat(), how="known")
