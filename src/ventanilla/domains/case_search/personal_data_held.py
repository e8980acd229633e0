"""What this domain holds about people, for requests over their own data: how a case is found."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.case_search.models import IndexedCase
from ventanilla.domains.privacy.api import Rows, Subject, TableHolder


def _terms(subject: Subject) -> Q:
    mine = IndexedCase.objects.filter(office_id=subject.office_id, case_id__in=subject.ids)
    return Q(id__in=mine.values("id"))


HOLDER = TableHolder(
    "case_search",
    (
        Rows(
            model="case_search.IndexedCase",
            by=lambda subject: Q(case_id__in=subject.ids),
            kept_by="case",
            spare="case_id",
        ),
        Rows(model="case_search.CaseTerms", by=_terms, kept_by="case", owned=False),
    ),
)
