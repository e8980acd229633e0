"""What this domain holds about people, for requests over their own data. It belongs to no office:
what somebody proposed or remarked is found by their account."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, TableHolder

HOLDER = TableHolder(
    "observatory",
    (
        Rows(
            model="observatory.Proposal",
            by=lambda subject: Q(by__in=subject.ids),
            kept_by="published",
            owned=False,
        ),
        Rows(
            model="observatory.Remark",
            by=lambda subject: Q(focal_point__account_id__in=subject.ids),
            kept_by="published",
            owned=False,
        ),
    ),
)
