"""What this domain holds about people, for requests over their own data: decisions while they are
written.

What is not signed has no effect: it is counted, and told to nobody before its act is (the columns
are withheld). Where the case is closed and nobody signed, its text goes on request.
"""

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
            spare="case__applicant_id",
        ),
        Rows(
            model="drafting.DraftStep",
            by=lambda subject: Q(draft__case_id__in=subject.ids),
            kept_by="case",
        ),
    ),
)
