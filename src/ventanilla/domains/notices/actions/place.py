"""Place a notice: in the person's box, or among the letters to print (ES: Ley 39/2015, arts 41-43;
CL: Ley 19.880, art. 46; PE: TUO Ley 27444, art. 20)."""

from __future__ import annotations

from uuid import UUID

from ventanilla.domains.legislation.api import NoticeEffect, notice_effect
from ventanilla.domains.notices.events import note
from ventanilla.domains.notices.models import Means, Notice, NoticeEvent, Standing
from ventanilla.domains.notices.settling import settle
from ventanilla.domains.offices.api import Office
from ventanilla.domains.parties.api import Person
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7


def place(
    *,
    office: Office,
    matter_id: UUID,
    matter_label: str,
    item: int,
    title: str,
    addressee: Person,
    account_id: UUID | None,
    means: str,
) -> Notice:
    """Within the transaction of what is notified. One notice for each item of a matter.

    The day of its effect is the law's: on being opened, once its days pass, or by the deposit
    alone. Nothing is sent here: an alert, with no content, goes out afterwards.
    """
    now = clock.now()
    by = notice_effect(office=office, available=now) if means == Means.BOX else NoticeEffect()
    notice = Notice(
        id=uuid7(),
        office=office,
        matter_id=matter_id,
        item=item,
        matter_label=matter_label,
        title=title[:200],
        addressee=addressee,
        account_id=account_id,
        means=means,
        standing=Standing.PLACED,
        placed_at=now,
        expires_on=by.on,
        effect_by=effect_as_json(by),
        alert_due=bool(addressee.email or addressee.phone),
    )
    notice.save(force_insert=True)
    note(notice, NoticeEvent.Kind.PLACED, means=means)
    return notice


def take_effect_by_itself(notice: Notice) -> None:
    """Where the deposit alone gives it effect (PE art. 20.4): once what is notified is written."""
    if not notice.effect_by.get("by_itself") or notice.expires_on is None:
        return
    settle(
        notice,
        standing=Standing.SERVED,
        event=NoticeEvent.Kind.EFFECT,
        how="deposited",
        on=notice.expires_on,
    )


def effect_as_json(by: NoticeEffect) -> dict[str, object]:
    """What is kept of the rule beside the notice."""
    return {
        "article": by.article,
        "by_itself": by.by_itself,
        "as_refused": by.as_refused,
        "confidence": by.confidence,
    }
