"""Alerts by e-mail or SMS: that there is a notice and where to read it, and nothing else."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ventanilla.domains.notices.events import note
from ventanilla.domains.notices.models import Notice, NoticeEvent
from ventanilla.domains.parties.api import DeliveryDown, Message, delivery
from ventanilla.kernel import clock

log = structlog.get_logger(__name__)
PAGE = 100


def send_alerts() -> int:
    """Those that are due, once each; returns how many went out. One that is not taken is noted and
    not tried again: the notice is in its box all the same, and its effect does not hang on this.
    """
    due = Notice.objects.filter(alert_due=True).order_by("placed_at")
    return sum(_send(notice_id) for notice_id in list(due.values_list("id", flat=True)[:PAGE]))


def _send(notice_id: UUID) -> int:
    notice = Notice.objects.select_related("office", "addressee").get(id=notice_id)
    message = _message(notice)
    taken, why = False, "no contact that can be reached"
    if message is not None:
        try:  # outside any transaction: the other end may take seconds
            delivery().send(message)
            taken, why = True, ""
        except DeliveryDown as error:
            why = str(error)
    with transaction.atomic():
        Notice.objects.filter(id=notice.id).update(alert_due=False)
        kind = NoticeEvent.Kind.ALERTED if taken else NoticeEvent.Kind.NOT_ALERTED
        note(notice, kind, by=message.kind if message else "", why=why)
    return int(taken)


def _message(notice: Notice) -> Message | None:
    contacts = {"email": notice.addressee.email, "phone": notice.addressee.phone}
    kind = next((k for k, to in contacts.items() if to and k in delivery().kinds), "")
    if not kind:
        return None
    office = notice.office
    with translation.override(notice.addressee.language or office.language):
        return Message(
            kind=kind,
            to=contacts[kind],
            subject=_("Tiene una notificación"),
            text=_(
                "%(office)s ha puesto una notificación a su disposición. Léala en %(url)s. Este "
                "aviso no dice de qué se trata ni cuenta como notificación."
            )
            % {"office": office.name, "url": f"{settings.BASE_URL}/{office.slug}/notices/"},
            office=office.slug,
            sent_at=clock.now(),
        )
