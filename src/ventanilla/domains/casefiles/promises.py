"""What the office promised and what it did: time limits of answered cases, from the acts alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock

LOOKED_BACK_DAYS = 90
MOST_CASES = 5_000
REMEMBERED_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Kept:
    """Cases answered in the last ninety days that had a due date, and how many by that day."""

    answered: int
    in_time: int
    days: int = LOOKED_BACK_DAYS


_remembered: dict[UUID, tuple[float, Kept]] = {}


def promises_kept(office: Office) -> Kept:
    """Counted at most once in ten minutes by each process. One statement then."""
    now = clock.monotonic()
    held = _remembered.get(office.id)
    if held and now - held[0] < REMEMBERED_SECONDS:
        return held[1]
    kept = _counted(office)
    _remembered[office.id] = (now, kept)
    return kept


def forget_promises() -> None:
    """Forget what this process remembers, between tests."""
    _remembered.clear()


def _counted(office: Office) -> Kept:
    since = clock.now() - timedelta(days=LOOKED_BACK_DAYS)
    rows = Case.objects.filter(
        office_id=office.id, closed_at__gte=since, due_on__isnull=False
    ).values_list("closed_at", "due_on")[:MOST_CASES]
    days = [(closed.astimezone(office.zone).date(), due) for closed, due in rows if closed and due]
    return Kept(answered=len(days), in_time=sum(closed <= due for closed, due in days))
