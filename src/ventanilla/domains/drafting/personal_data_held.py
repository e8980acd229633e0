"""What this domain holds about people, for requests over their own data: decisions while they are
written. Their text is no part of the file until it is signed."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, TableHolder

HOLDER = TableHolder(
    "drafting",
    (
        Rows(
            model="drafting.DecisionDraft",
            by=lambda subject: Q(case_id__in=subject.ids),
            kept_by="case",
        ),
        Rows(
            model="drafting.DraftStep",
            by=lambda subject: Q(draft__case_id__in=subject.ids),
            kept_by="case",
        ),
    ),
)
