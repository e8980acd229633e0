"""What this domain holds about people, for requests over their own data. Nothing here is erased."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, Subject, TableHolder


def _entries(subject: Subject) -> Q:
    ids = subject.ids
    return Q(id__in=ids) | Q(subject_id__in=ids) | Q(representative_id__in=ids)


HOLDER = TableHolder(
    "register",
    (
        Rows(model="register.Entry", by=_entries, names=("id",), kept_by="register"),
        Rows(
            model="register.Amendment",
            by=lambda subject: Q(amended_id__in=subject.ids),
            kept_by="register",
            spare="entry_id",
        ),
    ),
)
