"""What this domain holds about people, for requests over their own data.

A signed sheet bears no name: it is theirs whose entry, or whose draft at the counter, bears the
same digest. What was never filed goes on request; what was filed stays with its entry.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from ventanilla.domains.counter.models import Attendance, CounterRecord, SignedSheet
from ventanilla.domains.privacy.api import Rows, Subject, TableHolder


def _filed_sheets(subject: Subject) -> Q:
    """Signed before the entry was registered: the same words may be filed again by others."""
    records = CounterRecord.objects.filter(
        office_id=OuterRef("office_id"),
        read_back=OuterRef("read_back"),
        entry_id__in=subject.ids,
        entry__registered_at__gte=OuterRef("added_at"),
    )
    return Q(Exists(records))


def _loose_sheets(subject: Subject) -> Q:
    """Of what is still typed for them, and no entry bears."""
    attended = Attendance.objects.filter(
        office_id=OuterRef("office_id"), read_back=OuterRef("read_back"), draft_id__in=subject.ids
    )
    filed = CounterRecord.objects.filter(
        office_id=OuterRef("office_id"), read_back=OuterRef("read_back")
    )
    return Q(Exists(attended)) & ~Q(Exists(filed))


def _scans(subject: Subject) -> Q:
    sheets = SignedSheet.objects.filter(
        _filed_sheets(subject) | _loose_sheets(subject), office_id=subject.office_id
    )
    return Q(id__in=sheets.values("document_id"))


HOLDER = TableHolder(
    "counter",
    (
        Rows(model="documents.Document", by=_scans, kept_by="register"),
        Rows(model="counter.SignedSheet", by=_filed_sheets, kept_by="register"),
        Rows(model="counter.SignedSheet", by=_loose_sheets),  # before what they are found by
        Rows(model="counter.Attendance", by=lambda subject: Q(draft_id__in=subject.ids)),
        Rows(
            model="counter.CounterRecord",
            by=lambda subject: Q(entry_id__in=subject.ids),
            kept_by="register",
            spare="entry_id",
        ),
    ),
)
