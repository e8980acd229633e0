"""What this domain holds about people, for requests over their own data."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.holding import Rows, TableHolder

HOLDER = TableHolder(
    "privacy",
    (
        Rows(
            model="privacy.DataKey",
            by=lambda subject: Q(subject_id__in=subject.ids),
            kept_by="key",
            spare="subject_id",
        ),
        Rows(
            model="privacy.AccessDelay",
            by=lambda subject: Q(matter_id__in=subject.ids),
            kept_by="case",
        ),
    ),
)
