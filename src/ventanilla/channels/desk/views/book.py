"""The register book, day by day: on the screen, to print, and as a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.show.case_file import channel_name
from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.downloads import download
from ventanilla.channels.look.templatetags.look import exact_time
from ventanilla.domains.counter import api as counter
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import AT_COUNTER, Role
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

LINES = 50
WHOLE_BOOK = AT_COUNTER  # who keeps the register; the others see their unit's lines


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="book")
def day_list(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """What entered on a day, newest first; today unless asked. The whole book is the registrars';
    others see what was addressed to their unit."""
    day, today = _day_asked(request, office)
    whole = post.role in WHOLE_BOOK
    below = request.GET.get("below", "")
    entries = register.entries_of_day(
        office=office,
        day=day,
        below=int(below) if below.isdecimal() and len(below) < 10 else None,
        most=LINES,
        unit_id=None if whole else post.unit_id,
    )
    full = len(entries) == LINES
    more = urlencode({"day": day.isoformat(), "below": str(entries[-1].number)}) if full else ""
    asked = urlencode({"day": day.isoformat()})
    later = register.annulments([entry.id for entry in entries])
    context = {
        "day": day,
        "only_unit": "" if whole else post.unit.name,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None,
        "table": _table(office, entries, later, linked=whole),
        "more_url": f"?{more}" if more else "",
        "print_url": f"{reverse('desk:book-day', args=[office.slug])}?{asked}",
        "csv_url": f"{reverse('desk:book-csv', args=[office.slug])}?{asked}",
    }
    return render(request, "desk/book.html", context)


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="book")
def whole_day(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """Everything of the day by unit, with the totals, to print and sign."""
    listed = _listed(request, office, post)
    context = {
        "list": listed,
        "holder": office.holder,
        "units": [
            (unit, _day_table(unit, lines), _count(len(lines)))
            for unit, lines in listed.units.items()
        ],
        "totals": [(channel_name(c), n) for c, n in sorted(listed.by_channel.items())],
        "back": f"{reverse('desk:book', args=[office.slug])}?day={listed.day.isoformat()}",
    }
    return render(request, "desk/book_day.html", context)


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="book")
def as_csv(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """The same as CSV (UTF-8, commas), one line per entry."""
    listed = _listed(request, office, post)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["number", "registered_at", "presented_at", "unit", "channel", "subject", "annulled_by"]
    )
    for lines in listed.units.values():
        writer.writerows([_csv_line(line, office) for line in lines])
    name = f"{office.slug}-{listed.day.isoformat()}.csv"
    return download(text.getvalue().encode(), name=name, media_type="text/csv; charset=utf-8")


def _csv_line(line: counter.DayLine, office: offices.Office) -> list[str]:
    entry = line.entry
    moments = (entry.registered_at, entry.presented_at)
    return [
        str(entry),
        *(m.astimezone(office.zone).isoformat(timespec="seconds") for m in moments),
        _inert(entry.unit.name),
        entry.channel,
        _inert(entry.subject),
        line.annulled_by,
    ]


def _inert(text: str) -> str:
    """A spreadsheet must not take what a person wrote for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _listed(request: HttpRequest, office: offices.Office, post: offices.Post) -> counter.DayList:
    day, _today = _day_asked(request, office)
    unit_id = None if post.role in WHOLE_BOOK else post.unit_id
    return counter.day_list(office=office, day=day, unit_id=unit_id)


def _day_asked(request: HttpRequest, office: offices.Office) -> tuple[date, date]:
    today = clock.today(office.zone)
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        asked = today
    return max(min(asked, today), date(1970, 1, 2)), today


def _count(lines: int) -> str:
    return ngettext("%(n)d asiento", "%(n)d asientos", lines) % {"n": lines}


def _table(
    office: offices.Office, entries: list[register.Entry], later: Any, *, linked: bool
) -> Table:
    rows = [
        [
            Cell(
                text=str(entry),
                url=reverse("desk:entry", args=[office.slug, entry.id]) if linked else "",
            ),
            Cell(text=exact_time(entry.registered_at)),
            Cell(text=entry.subject, detail=_annulled(later.get(entry.id))),
            Cell(text=channel_name(entry.channel)),
            Cell(text=str(len(entry.document_digests))),
        ]
        for entry in entries
    ]
    heads = (_("Número"), _("Registrado"), _("Asunto"), _("Por"), _("Archivos"))
    return table(caption=_("Asientos del día"), heads=heads, rows=rows, hidden_caption=True)


def _annulled(amendment: register.Amendment | None) -> str:
    if amendment is None:
        return ""
    return _("Anulado por %(number)s: %(reason)s") % {
        "number": str(amendment.entry),
        "reason": amendment.reason,
    }


def _day_table(unit: str, lines: list[counter.DayLine]) -> Table:
    rows = [
        [
            Cell(text=str(line.entry)),
            Cell(text=exact_time(line.entry.registered_at)),
            Cell(
                text=line.entry.subject,
                detail=_("Anulado por %(number)s") % {"number": line.annulled_by}
                if line.annulled_by
                else "",
            ),
            Cell(text=channel_name(line.entry.channel)),
        ]
        for line in lines
    ]
    heads = (_("Número"), _("Registrado"), _("Asunto"), _("Por"))
    return table(caption=unit, heads=heads, rows=rows)
