"""The register book, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.show.case_file import channel_name
from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.templatetags.look import exact_time
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

LINES = 50
WHOLE_BOOK = frozenset({Role.CLERK})  # who keeps the register; the others see their unit's lines


@require_GET
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="book")
def day_list(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """What entered on a day, newest first; today unless asked. The whole book is the registrars';
    others see what was addressed to their unit."""
    today = clock.today(office.zone)
    day = min(_day(request.GET.get("day", "")) or today, today)
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
    context = {
        "day": day,
        "only_unit": "" if whole else post.unit.name,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None,
        "table": _table(entries),
        "more_url": f"?{more}" if more else "",
    }
    return render(request, "desk/book.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _table(entries: list[register.Entry]) -> Table:
    rows = [
        [
            Cell(text=str(entry)),
            Cell(text=exact_time(entry.registered_at)),
            Cell(text=entry.subject),
            Cell(text=channel_name(entry.channel)),
            Cell(text=str(len(entry.document_digests))),
        ]
        for entry in entries
    ]
    heads = (_("Número"), _("Registrado"), _("Asunto"), _("Por"), _("Archivos"))
    return table(caption=_("Asientos del día"), heads=heads, rows=rows, hidden_caption=True)
