"""Jobs of the counter: attendances are forgotten with the drafts that they were for."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from ventanilla.domains.counter.models import Attendance, CounterRecord, SignedSheet
from ventanilla.kernel import clock
from ventanilla.kernel.jobs import periodic
from ventanilla.kernel.office_scope import every_office

KEPT = timedelta(days=31)


def forget_attendances(*, most: int = 500) -> int:
    """Delete attendances past their time, and the signed sheets of what was not filed; how many
    attendances there were."""
    with every_office(), transaction.atomic():
        old = Attendance.objects.filter(opened_at__lt=clock.now() - KEPT).values_list(
            "id", flat=True
        )
        gone, _ = Attendance.objects.filter(id__in=list(old[:most])).delete()
        filed = CounterRecord.objects.filter(
            office_id=OuterRef("office_id"), read_back=OuterRef("read_back")
        )
        loose = SignedSheet.objects.filter(added_at__lt=clock.now() - KEPT)
        unfiled = loose.exclude(Exists(filed)).values_list("id", flat=True)
        SignedSheet.objects.filter(id__in=list(unfiled[:most])).delete()
    return gone


@periodic("counter.forget_attendances", every=3600)
def forget() -> None:
    """Delete the attendances whose time is over."""
    forget_attendances()
