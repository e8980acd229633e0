"""The calendars an office has published: versions, what changed between them, and proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from legal_deadlines import Calendar, DayOff, DeadlineError, Regime
from legal_deadlines.calendars.icalendar import to_icalendar
from legal_deadlines.calendars.proposal import propose_calendar
from ventanilla.domains.legislation.errors import CalendarInvalid, CalendarUnknown
from ventanilla.domains.legislation.models import CalendarVersion
from ventanilla.domains.offices.api import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What a version added and took away, and whether it covers other years than the one before."""

    added: tuple[DayOff, ...]
    removed: tuple[DayOff, ...]
    covers: tuple[date, date] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCalendar:
    """One published version with its days. `change` is None for the first."""

    version: CalendarVersion
    calendar: Calendar
    change: CalendarChange | None


def published_calendars(*, office_id: UUID) -> list[PublishedCalendar]:
    """Every version of an office, newest first, each with what it changed. One statement."""
    rows = CalendarVersion.objects.filter(office_id=office_id).order_by("number")
    found: list[PublishedCalendar] = []
    for row in rows:
        calendar = Calendar.from_json(row.content)
        before = found[-1].calendar if found else None
        change = changed(before, calendar) if before else None
        found.append(PublishedCalendar(version=row, calendar=calendar, change=change))
    return found[::-1]


def published_calendar(*, office_id: UUID, number: int | None = None) -> PublishedCalendar:
    """The version of that number, or the newest. Raises `CalendarUnknown`."""
    found = published_calendars(office_id=office_id)
    wanted = [one for one in found if number in (None, one.version.number)]
    if not wanted:
        raise CalendarUnknown(
            _("Esta sede no ha publicado ese calendario.")
            if found
            else _("Esta sede no ha publicado todavía su calendario de días inhábiles."),
            expected=_("Una de las versiones publicadas: %(versions)s.")
            % {"versions": ", ".join(str(one.version.number) for one in found)}
            if found
            else _("Mientras tanto las fechas se calculan con una propuesta, y lo dicen."),
        )
    return wanted[0]


def changed(before: Calendar, after: Calendar) -> CalendarChange:
    """What the later calendar adds to the earlier one and takes from it."""
    return CalendarChange(
        added=_only_in(after.non_working, before.non_working),
        removed=_only_in(before.non_working, after.non_working),
        covers=after.covers if after.covers != before.covers else None,
    )


def proposed_content(office: Office, *, years: Iterable[int]) -> dict[str, Any]:
    """A proposal of national and regional holidays for those years, as `publish_calendar` takes it.

    It is nobody's publication: local days are missing and someone has to review it. Raises
    `CalendarInvalid` where nothing can be proposed for a year or a place.
    """
    span = list(years)
    try:
        regime = Regime.load(office.country)
        return propose_calendar(regime, span, seat=office.place).to_json()
    except DeadlineError as error:
        raise CalendarInvalid(
            _("No hay propuesta de calendario para esos años."),
            expected=error.expected,
            example=error.example,
            technical=error.cause,
        ) from error


def icalendar(office: Office, published: PublishedCalendar) -> str:
    """The version as iCalendar (RFC 5545), to subscribe to."""
    title = _("Días inhábiles: %(office)s (versión %(number)d)")
    return to_icalendar(
        published.calendar, title % {"office": office.name, "number": published.version.number}
    )


def as_json(published: PublishedCalendar) -> Mapping[str, Any]:
    """The version as plain data: number, digest, reason, moment and the days."""
    row = published.version
    content = {key: value for key, value in row.content.items() if key != "version"}
    return {
        "version": row.number,
        "digest": bytes(row.digest).hex(),
        "published_at": row.published_at,
        "reason": row.reason,
        **content,
    }


def _only_in(days: Iterable[DayOff], others: Iterable[DayOff]) -> tuple[DayOff, ...]:
    return tuple(sorted(set(days) - set(others)))
