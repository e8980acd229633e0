"""Jobs of the counter: attendances are forgotten with the drafts that they were for."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from ventanilla.domains.counter.models import Attendance
from ventanilla.kernel import clock
from ventanilla.kernel.jobs import periodic
from ventanilla.kernel.office_scope import every_office

KEPT = timedelta(days=31)


def forget_attendances(*, most: int = 500) -> int:
    """Delete attendances past their time; how many were."""
    with every_office(), transaction.atomic():
        old = Attendance.objects.filter(opened_at__lt=clock.now() - KEPT).values_list("id")
        gone, _ = Attendance.objects.filter(id__in=list(old[:most])).delete()
    return gone


@periodic("counter.forget_attendances", every=3600)
def forget() -> None:
    """Delete the attendances whose time is over."""
    forget_attendances()
