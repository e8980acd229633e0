"""An office's calendar as its page shows it: the days of a year, the versions, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legal_deadlines import Calendar, DayOff
from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import day, full_day
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """One published version: when, why, and what it changed, in words."""

    number: int
    url: str
    when: str
    reason: str
    digest: str
    changes: tuple[str, ...]
    shown: bool


@dataclass(frozen=True, kw_only=True)
class CalendarPage:
    """`number` is 0 for a proposal that nobody has published."""

    number: int
    newest: bool
    published: str
    reason: str
    digest: str
    covers: str
    years: tuple[Link, ...]
    days: Table
    worked: tuple[str, ...]
    versions: tuple[VersionLine, ...]
    ics_url: str


def calendar_page(
    *,
    office: offices.Office,
    found: list[legislation.PublishedCalendar],
    shown: legislation.PublishedCalendar | None,
    proposal: Calendar,
    year: int,
) -> CalendarPage:
    """The page of a version, or of the proposal where there is none."""
    calendar = shown.calendar if shown else proposal
    here = reverse("portal:calendar", args=[office.slug])
    version = shown.version if shown else None
    number = version.number if version else 0
    assert calendar.covers is not None
    first, last = calendar.covers
    year = min(max(year, first.year), last.year)
    return CalendarPage(
        number=number,
        newest=bool(found) and shown is found[0],
        published=full_day(version.published_at) if version else "",
        reason=version.reason if version else "",
        digest=bytes(version.digest).hex() if version else "",
        covers=_("del %(first)s al %(last)s") % {"first": day(first), "last": day(last)},
        years=tuple(
            Link(label=str(y), url=f"{here}?{_asked(number, y)}", current=y == year)
            for y in range(first.year, last.year + 1)
        ),
        days=days_table(calendar, year=year),
        worked=tuple(full_day(d) for d in sorted(calendar.working) if d.year == year),
        versions=tuple(_line(one, here=here, shown=number) for one in found),
        ics_url=reverse("portal:calendar-ics", args=[office.slug]) if found else "",
    )


def days_table(calendar: Calendar, *, year: int) -> Table:
    """The days off of a year, one row each, with why."""
    rows = [
        [Cell(text=full_day(off.day)), Cell(text=off.name or kind_of(off)), Cell(text=kind_of(off))]
        for off in calendar.non_working
        if off.day.year == year
    ]
    return table(
        caption=_("Días inhábiles de %(year)d") % {"year": year},
        heads=(_("Día"), _("Qué se celebra"), _("De quién es")),
        rows=rows,
    )


def kind_of(off: DayOff) -> str:
    """Whose day it is, in words."""
    words = {
        "national": _("Nacional"),
        "regional": _("Regional"),
        "local": _("Local"),
        "statutory": _("Fijado por la ley"),
        "office": _("De esta sede"),
        "recess": _("Receso"),
        "closed": _("Cierre de la oficina: solo cuenta si es el último día"),
    }
    return words[off.kind]


def _line(one: legislation.PublishedCalendar, *, here: str, shown: int) -> VersionLine:
    row = one.version
    return VersionLine(
        number=row.number,
        url=f"{here}?version={row.number}",
        when=full_day(row.published_at),
        reason=row.reason,
        digest=bytes(row.digest).hex(),
        changes=_changes(one.change),
        shown=row.number == shown,
    )


def _changes(change: legislation.CalendarChange | None) -> tuple[str, ...]:
    if change is None:
        return (_("Primera versión."),)
    lines = []
    if change.added:
        lines.append(_("Añade %(days)s.") % {"days": _listed(change.added)})
    if change.removed:
        lines.append(_("Quita %(days)s.") % {"days": _listed(change.removed)})
    if change.covers:
        first, last = change.covers
        text = _("Cubre ahora del %(first)s al %(last)s.")
        lines.append(text % {"first": day(first), "last": day(last)})
    return tuple(lines) or (_("Cambia el descanso semanal o los días que se trabajan."),)


_MOST_LISTED = 12


def _listed(days: Iterable[DayOff]) -> str:
    found = list(days)
    named = [f"{day(d.day)} ({d.name})" if d.name else day(d.day) for d in found[:_MOST_LISTED]]
    rest = len(found) - len(named)
    if rest > 0:
        named.append(ngettext("%(n)d día más", "%(n)d días más", rest) % {"n": rest})
    return "; ".join(named)


def _asked(number: int, year: int) -> str:
    return f"version={number}&year={year}" if number else f"year={year}"


def asked_number(text: str) -> int | None:
    """A number of the address, or None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def asked_year(text: str, *, today: date) -> int:
    """The year of the address, or this one."""
    return asked_number(text) or today.year
