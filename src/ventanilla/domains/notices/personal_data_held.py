"""What this domain holds about people, for requests over their own data."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, Subject, TableHolder


def _notices(subject: Subject) -> Q:
    return Q(matter_id__in=subject.ids) | Q(addressee_id__in=subject.ids)


def _of_notices(subject: Subject) -> Q:
    return Q(notice__matter_id__in=subject.ids) | Q(notice__addressee_id__in=subject.ids)


HOLDER = TableHolder(
    "notices",
    (
        Rows(model="notices.Notice", by=_notices, kept_by="case"),
        Rows(model="notices.NoticeEvent", by=_of_notices, kept_by="case"),
        Rows(model="notices.BoardPosting", by=_of_notices, kept_by="case"),
    ),
)
