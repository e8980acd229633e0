"""What the office promised and what it did: time limits of answered cases, from the acts alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from uuid import UUID

from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock

LOOKED_BACK_DAYS = 90
MOST_CASES = 5_000
REMEMBERED_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Kept:
    """Cases answered in the last ninety days that had a due date, and how many by that day.

    `half_within` is the median of calendar days from opening to closing; None without cases.
    `by_procedure` tells the same of each procedure, by its slug.
    """

    answered: int
    in_time: int
    half_within: int | None = None
    days: int = LOOKED_BACK_DAYS
    by_procedure: dict[str, Kept] = field(default_factory=dict)


_Answered = tuple[str, date, date, date]  # slug, opened, closed, due
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
    """The newest cases, by the index `case_closed`."""
    since = clock.now() - timedelta(days=LOOKED_BACK_DAYS)
    rows = (
        Case.objects.filter(office_id=office.id, closed_at__gte=since, due_on__isnull=False)
        .order_by("-closed_at")
        .values_list("version__slug", "opened_at", "closed_at", "due_on")[:MOST_CASES]
    )
    zone = office.zone
    answered: list[_Answered] = [
        (slug, opened.astimezone(zone).date(), closed.astimezone(zone).date(), due)
        for slug, opened, closed, due in rows
        if closed and due
    ]
    by_slug: dict[str, list[_Answered]] = {}
    for one in answered:
        by_slug.setdefault(one[0], []).append(one)
    return _told(answered, by_procedure={slug: _told(those) for slug, those in by_slug.items()})


def _told(answered: Iterable[_Answered], by_procedure: dict[str, Kept] | None = None) -> Kept:
    days = [((closed - opened).days, closed <= due) for _slug, opened, closed, due in answered]
    return Kept(
        answered=len(days),
        in_time=sum(kept for _days, kept in days),
        half_within=round(median(taken for taken, _kept in days)) if days else None,
        by_procedure=by_procedure or {},
    )
