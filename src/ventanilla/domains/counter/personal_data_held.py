"""What this domain holds about people, for requests over their own data."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, TableHolder

HOLDER = TableHolder(
    "counter",
    (
        Rows(model="counter.Attendance", by=lambda subject: Q(draft_id__in=subject.ids)),
        Rows(
            model="counter.CounterRecord",
            by=lambda subject: Q(entry_id__in=subject.ids),
            kept_by="register",
            spare="entry_id",
        ),
    ),
)
