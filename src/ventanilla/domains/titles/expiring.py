"""Record the titles whose term is over. It is true without this: what a title is on a day follows
from its term. The record lets rows be counted by state."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from ventanilla.domains.offices.api import offices
from ventanilla.domains.titles.models import Title, TitleEvent
from ventanilla.domains.titles.recording import as_happened
from ventanilla.domains.titles.rules.events import ALIVE, TitleEventKind, TitleState
from ventanilla.domains.titles.rules.life import lived
from ventanilla.kernel import clock
from ventanilla.kernel.office_scope import one_office

PAGE = 500


def record_expired() -> int:
    """Every office once; returns how many were recorded."""
    done = 0
    for office in offices():
        today = clock.today(office.zone)
        with one_office(office.id):
            due = Title.objects.filter(office=office, until__lt=today, state__in=list(ALIVE))
            for title_id in list(due.values_list("id", flat=True)[:PAGE]):
                done += _expire(title_id)
    return done


def _expire(title_id: UUID) -> int:
    with transaction.atomic():
        title = Title.objects.select_for_update().select_related("office").get(id=title_id)
        happened = [as_happened(event) for event in title.events.all()]
        life = lived(happened, on=clock.today(title.office.zone))
        if life.state != TitleState.EXPIRED or title.state == TitleState.EXPIRED:
            return 0  # renewed meanwhile
        assert life.since is not None
        event = TitleEvent(
            office_id=title.office_id,
            title_id=title.id,
            kind=TitleEventKind.EXPIRED,
            on=life.since,
            at=clock.now(),
        )
        event.save(force_insert=True)
        title.state = lived([*happened, as_happened(event)]).state
        title.save(update_fields=["state"])
        return 1
