"""What this domain holds about people, for requests over their own data: what was granted.

A title is theirs who hold it; its row says nothing of who held it before. What happened to it is
theirs who held it then: after a transfer the matter that granted it is still the former holder's,
and what happens next is not. Each event has had its effect already, also where its act has not
been notified: what takes something from the holder comes with the notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, Subject, TableHolder
from ventanilla.domains.titles.models import Title, TitleEvent
from ventanilla.domains.titles.recording import as_happened
from ventanilla.domains.titles.rules.events import TitleEventKind
from ventanilla.domains.titles.rules.life import lived


def _held_now(subject: Subject) -> Q:
    return Q(holder__in=subject.ids) | Q(account_id__in=subject.ids)


def _ever_held(subject: Subject) -> Q:
    taken_over = TitleEvent.objects.filter(
        office_id=subject.office_id,
        kind=TitleEventKind.TRANSFERRED,
        content__holder__in=[str(one) for one in subject.ids],
    )
    theirs = Q(matter_id__in=subject.ids) | Q(id__in=taken_over.values("title_id"))
    return _held_now(subject) | theirs


def _while_held(subject: Subject) -> Q:
    titles = Title.objects.filter(_ever_held(subject), office_id=subject.office_id)
    events = [
        event
        for title in titles.prefetch_related("events")
        for event in _of_holder(title, subject.ids)
    ]
    return Q(id__in=events)


def _of_holder(title: Title, ids: frozenset[UUID]) -> Iterator[UUID]:
    """The events before which or after which the holder was one of these, as it stood then."""
    mine = {str(one) for one in ids}
    present = str(title.holder_id) if title.account_id in ids else ""
    happened, before = [], ""
    for event in title.events.all():
        happened.append(as_happened(event))
        holder = lived(happened).holder
        if {before, holder} & (mine | {present} - {""}):
            yield event.id
        before = holder


HOLDER = TableHolder(
    "titles",
    (
        Rows(model="titles.Title", by=_held_now, kept_by="case"),
        Rows(model="titles.TitleEvent", by=_while_held, kept_by="case"),
    ),
)
