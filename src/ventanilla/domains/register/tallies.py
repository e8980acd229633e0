"""What entered the book, counted from its lines."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from ventanilla.domains.offices.api import Office
from ventanilla.domains.register.models import Cosignature, Entry


def entries_by_hour(office: Office, *, book: str = "E") -> Counter[tuple[int, int]]:
    """Entries by (day of the week, 1 is Monday; hour) of registration in the office's zone.

    One statement over the whole book.
    """
    rows = Entry.objects.filter(office_id=office.id, book=book).order_by()
    counted = (
        rows.annotate(
            weekday=ExtractIsoWeekDay("registered_at", tzinfo=office.zone),
            hour=ExtractHour("registered_at", tzinfo=office.zone),
        )
        .values_list("weekday", "hour")
        .annotate(Count("id"))
    )
    return Counter({(weekday, hour): count for weekday, hour, count in counted})


def cosigners(office_id: UUID) -> int:
    """How many others have signed the office's log with it. One statement."""
    rows = Cosignature.objects.filter(office_id=office_id).order_by()
    return rows.aggregate(n=Count("witness_id", distinct=True))["n"]
