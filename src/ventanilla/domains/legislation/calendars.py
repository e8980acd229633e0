"""The calendar an office counts with: its own published one, else a proposal that says so."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from legal_deadlines import Calendar, Regime
from legal_deadlines.calendars.proposal import propose_calendar
from ventanilla.domains.legislation.models import CalendarVersion
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock

_REMEMBER_SECONDS = 5.0
_YEARS_AROUND = 2
_current: dict[UUID, tuple[float, Calendar | None]] = {}
_proposed: dict[tuple[str, str, int], Calendar] = {}


def calendar_of(office: Office, *, around: date) -> Calendar:
    """The newest published version that covers the day, or a proposal of national holidays.

    Remembered for five seconds per process; a proposal, which never changes, for good.
    """
    held = _current.get(office.id)
    if held is None or held[0] <= clock.monotonic():
        held = (clock.monotonic() + _REMEMBER_SECONDS, _published(office))
        _current[office.id] = held
    published = held[1]
    if published is not None and published.covers:
        first, last = published.covers
        if first <= around <= last:
            return published
    return proposal_for(office, around=around)


def proposal_for(office: Office, *, around: date) -> Calendar:
    """National and regional holidays for the years around a day, to be reviewed and published."""
    key = (office.country, office.place, around.year)
    if key not in _proposed:
        years = range(around.year - 1, around.year + _YEARS_AROUND + 1)
        _proposed[key] = propose_calendar(Regime.load(office.country), years, seat=office.place)
    return _proposed[key]


def calendar_by_digest(*, office: Office, digest: str, around: date) -> Calendar | None:
    """The very version that a stored date was computed with, or None where it is not at hand."""
    row = CalendarVersion.objects.filter(office_id=office.id, digest=bytes.fromhex(digest)).first()
    if row is not None:
        return Calendar.from_json(row.content)
    proposal = proposal_for(office, around=around)
    return proposal if proposal.digest == digest else None


def calendar_versions(*, office_id: UUID, after: int = 0) -> list[CalendarVersion]:
    """Published versions with a higher number, oldest first: what a follower has yet to apply."""
    found = CalendarVersion.objects.filter(office_id=office_id, number__gt=after)
    return list(found.order_by("number"))


def newest_calendars() -> dict[UUID, tuple[int, datetime]]:
    """By office, number and moment of its newest published version: what followers poll."""
    rows = CalendarVersion.objects.values("office_id")
    found = rows.annotate(newest=Max("number"), at=Max("published_at"))
    return {row["office_id"]: (row["newest"], row["at"]) for row in found}


def forget_calendars() -> None:
    """Drop what this process remembers (after a publication, and between tests)."""
    _current.clear()


def _published(office: Office) -> Calendar | None:
    row = CalendarVersion.objects.filter(office_id=office.id).order_by("-number").first()
    return Calendar.from_json(row.content) if row else None
