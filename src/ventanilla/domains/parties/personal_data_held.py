"""What this domain holds about people, for requests over their own data."""

from __future__ import annotations

from django.db.models import Q

from ventanilla.domains.privacy.api import Rows, Subject, TableHolder


def _people(subject: Subject) -> Q:
    """Not the other way round: somebody found by one filing alone may have been filed for by an
    account that files for many."""
    ids = subject.ids
    return Q(id__in=ids) | Q(subject_id__in=ids) | Q(account_id__in=ids)


HOLDER = TableHolder(
    "parties",
    (
        Rows(
            model="parties.Account",
            by=lambda subject: Q(id__in=subject.ids),
            kept_by="account",
            owned=False,
        ),
        Rows(
            model="parties.SignInName",
            by=lambda subject: Q(account_id__in=subject.ids),
            kept_by="account",
            owned=False,
        ),
        Rows(model="parties.Person", by=_people, names=("id",), kept_by="case"),
        Rows(
            model="parties.ContactProof",
            by=lambda subject: Q(matter_id__in=subject.ids),
            spare="matter_id",
        ),
    ),
)
