"""Publish on the notice board what could not be notified otherwise, with no more of the person than
identifies them to themselves (ES: Ley 39/2015, arts 44-46, and LO 3/2018, additional provision 7;
CL: Ley 19.880, art. 48; PE: TUO Ley 27444, art. 23)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.notices.errors import NoticeIncomplete, NoticeSettled
from ventanilla.domains.notices.events import note
from ventanilla.domains.notices.models import BoardPosting, Notice, NoticeEvent, Standing
from ventanilla.domains.notices.settling import locked
from ventanilla.domains.offices.api import Office
from ventanilla.domains.parties.api import minimised
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.plaintext import stored_text

MOST_DAYS = 366


def publish_on_board(
    *, office: Office, notice_id: UUID, account_id: UUID, until: date, norm: str
) -> BoardPosting:
    """From today to `until`, by the `norm` that allows it. The content is not published: where it
    can be had is. It has effect on its last day there, which harms nobody's term.

    Raises `NoticeUnknown`, `NoticeSettled`, `NoticeIncomplete` (also where no letter came back).
    """
    cited = stored_text(norm, max_length=200).strip()
    if not cited:
        raise NoticeIncomplete(
            _("Falta la norma que permite publicarla."), example="Ley 39/2015, art. 44"
        )
    today = clock.today(office.zone)
    if not 0 < (until - today).days <= MOST_DAYS:
        raise NoticeIncomplete(_("El último día en el tablón tiene que ser posterior a hoy."))
    with transaction.atomic():
        notice = locked(notice_id, office_id=office.id)
        if not notice.pending or notice.standing == Standing.ON_BOARD:
            raise NoticeSettled
        if notice.standing != Standing.RETURNED:
            raise NoticeIncomplete(
                _("Solo se publica lo que no se pudo notificar."),
                expected=_("Antes consta que la carta volvió."),
            )
        posting = _posting(office, notice, account_id, until=until, norm=cited)
        posting.save(force_insert=True)
        notice.standing, notice.expires_on = Standing.ON_BOARD, until
        notice.effect_by = {"article": cited, "by_itself": True, "as_refused": False}
        notice.save(update_fields=["standing", "expires_on", "effect_by"])
        kind = NoticeEvent.Kind.PUBLISHED
        note(notice, kind, account_id=account_id, until=until.isoformat(), norm=cited)
    return posting


def _posting(
    office: Office, notice: Notice, account_id: UUID, *, until: date, norm: str
) -> BoardPosting:
    person = notice.addressee
    whom = minimised(name=person.name, identifier=person.identifier)
    return BoardPosting(
        id=uuid7(),
        office=office,
        notice=notice,
        title=whom,
        text=notice.matter_label,
        norm=norm,
        from_on=clock.today(office.zone),
        until_on=until,
        posted_at=clock.now(),
        posted_by=account_id,
    )
