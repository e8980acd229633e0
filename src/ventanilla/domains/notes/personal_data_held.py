"""What this domain holds about people, for requests over their own data: notes on their cases."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, TableHolder

HOLDER = TableHolder(
    "notes",
    (
        Rows(
            model="notes.Note",
            by=lambda subject: Q(case_id__in=subject.ids),
            kept_by="case",
        ),
    ),
)
