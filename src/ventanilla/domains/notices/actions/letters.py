"""Letters: printed in batches, handed to the post, delivered or returned (ES: Ley 39/2015, art. 42;
CL: Ley 19.880, art. 46; PE: TUO Ley 27444, arts 20 and 21)."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.legislation.api import notice_effect
from ventanilla.domains.notices.actions.place import effect_as_json
from ventanilla.domains.notices.errors import NoticeIncomplete, NoticeSettled, NoticeUnknown
from ventanilla.domains.notices.events import note
from ventanilla.domains.notices.models import (
    Means,
    Notice,
    NoticeEvent,
    PrintBatch,
    Standing,
)
from ventanilla.domains.notices.settling import locked, settle
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.plaintext import stored_text

MOST = 200


def print_batch(*, office: Office, account_id: UUID) -> PrintBatch:
    """Put the letters that wait into a batch of their own. Raises `NoticeIncomplete` if none."""
    with transaction.atomic():
        waiting = list(
            Notice.objects.select_for_update()
            .filter(office_id=office.id, means=Means.PAPER, standing=Standing.PLACED)
            .order_by("placed_at")[:MOST]
        )
        if not waiting:
            raise NoticeIncomplete(_("No hay ninguna carta por imprimir."))
        last = PrintBatch.objects.filter(office_id=office.id).aggregate(last=Max("number"))["last"]
        batch = PrintBatch(
            id=uuid7(),
            office=office,
            number=(last or 0) + 1,
            made_at=clock.now(),
            made_by=account_id,
        )
        batch.save(force_insert=True)
        for notice in waiting:
            notice.batch, notice.standing = batch, Standing.PRINTED
            notice.save(update_fields=["batch", "standing"])
            note(notice, NoticeEvent.Kind.PRINTED, account_id=account_id, batch=batch.number)
    return batch


def hand_to_post(
    *, office: Office, batch_id: UUID, account_id: UUID, on: date, reference: str
) -> None:
    """The batch left with the carrier on that day, under its `reference`.

    Where the law counts a letter as received some days later (CL art. 46: the third), that day is
    fixed now. Raises `NoticeUnknown`, `NoticeSettled`, `NoticeIncomplete`.
    """
    said = stored_text(reference, max_length=120).strip()
    if not said:
        raise NoticeIncomplete(
            _("Falta el número que dio el correo."), example=_("Correos, guía 00123")
        )
    with transaction.atomic():
        batch = (
            PrintBatch.objects.select_for_update().filter(id=batch_id, office_id=office.id).first()
        )
        if batch is None:
            raise NoticeUnknown
        if batch.handed_on is not None:
            raise NoticeSettled
        made = batch.made_at.astimezone(office.zone).date()
        if not made <= on <= clock.today(office.zone):
            raise NoticeIncomplete(_("Ese día no puede ser: es anterior a la carta o futuro."))
        batch.handed_on, batch.reference = on, said
        batch.save(update_fields=["handed_on", "reference"])
        moment = datetime.combine(on, time(12), tzinfo=office.zone)
        by = notice_effect(office=office, available=moment, means="postal")
        for notice in Notice.objects.filter(batch=batch, standing=Standing.PRINTED):
            notice.standing, notice.expires_on = Standing.POSTED, by.on
            notice.effect_by = effect_as_json(by)
            notice.save(update_fields=["standing", "expires_on", "effect_by"])
            note(notice, NoticeEvent.Kind.POSTED, account_id=account_id, reference=said)


def record_delivered(
    *, office: Office, notice_id: UUID, account_id: UUID, on: date, to: str
) -> int:
    """The letter was delivered on that day to `to`: it has effect from it. Returns the act's place.

    Raises `NoticeUnknown`, `NoticeSettled`, `NoticeIncomplete`.
    """
    said = stored_text(to, max_length=200).strip()
    if not said:
        raise NoticeIncomplete(_("Falta decir quién la recibió."))
    with transaction.atomic():
        notice = _posted(office, notice_id, on)
        return settle(
            notice,
            standing=Standing.SERVED,
            event=NoticeEvent.Kind.DELIVERED,
            how="delivered",
            on=on,
            account_id=account_id,
            evidence={"to": said},
        )


def record_returned(
    *, office: Office, notice_id: UUID, account_id: UUID, on: date, why: str
) -> None:
    """The letter came back: it has no effect, and the notice board is what is left (ES art. 44).

    Raises `NoticeUnknown`, `NoticeSettled`, `NoticeIncomplete`.
    """
    said = stored_text(why, max_length=200).strip()
    if not said:
        raise NoticeIncomplete(_("Falta decir por qué se devolvió."))
    with transaction.atomic():
        notice = _posted(office, notice_id, on)
        notice.standing, notice.expires_on = Standing.RETURNED, None
        notice.save(update_fields=["standing", "expires_on"])
        kind = NoticeEvent.Kind.RETURNED
        note(notice, kind, account_id=account_id, on=on.isoformat(), why=said)


def _posted(office: Office, notice_id: UUID, on: date) -> Notice:
    notice = locked(notice_id, office_id=office.id)
    if notice.standing != Standing.POSTED:
        raise NoticeSettled
    batch = notice.batch
    handed = batch.handed_on if batch else None
    if handed is None or not handed <= on <= clock.today(office.zone):
        raise NoticeIncomplete(_("Ese día no puede ser: es anterior a la carta o futuro."))
    return notice
