"""What this domain holds about people, for requests over their own data: what was granted."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, Subject, TableHolder


def _titles(subject: Subject) -> Q:
    return Q(matter_id__in=subject.ids) | Q(holder__in=subject.ids) | Q(account_id__in=subject.ids)


def _of_titles(subject: Subject) -> Q:
    return (
        Q(title__matter_id__in=subject.ids)
        | Q(title__holder__in=subject.ids)
        | Q(title__account_id__in=subject.ids)
    )


HOLDER = TableHolder(
    "titles",
    (
        Rows(model="titles.Title", by=_titles, kept_by="case"),
        Rows(model="titles.TitleEvent", by=_of_titles, kept_by="case"),
    ),
)
