"""How many notices were made, and how many took effect: counted from their rows."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q

from ventanilla.domains.notices.models import PENDING, Notice


def notices_counted(office_id: UUID) -> tuple[int, int]:
    """(those that have effect, all of them). One statement."""
    counted = Notice.objects.filter(office_id=office_id).aggregate(
        all=Count("id"), settled=Count("id", filter=~Q(standing__in=list(PENDING)))
    )
    return counted["settled"], counted["all"]
