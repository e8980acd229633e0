"""The office's calendar of non-working days: the days, the versions, what changed; iCalendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.show.calendar_page import asked_number, asked_year, calendar_page
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock


@require_safe
@office_page(Who.ANYONE, nav="help")
def calendar(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The version in force or the one asked for; where none is published, the proposal."""
    found = legislation.published_calendars(office_id=office.id)
    number = asked_number(request.GET.get("version", ""))
    shown = next((one for one in found if one.version.number == number), None)
    if number is not None and shown is None:
        legislation.published_calendar(office_id=office.id, number=number)  # says which there are
    today = clock.today(office.zone)
    context = {
        "page": calendar_page(
            office=office,
            found=found,
            shown=shown or (found[0] if found else None),
            proposal=legislation.proposal_for(office, around=today),
            year=asked_year(request.GET.get("year", ""), today=today),
        ),
        "trail": [Link(label=_("Calendario"), url=reverse("portal:calendar", args=[office.slug]))],
        "office": office,
    }
    return render(request, "portal/calendar.html", context)


@require_safe
@office_page(Who.ANYONE)
def calendar_ics(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The version in force, to subscribe to with a calendar program."""
    published = legislation.published_calendar(office_id=office.id)
    text = legislation.icalendar(office, published)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    response["ETag"] = f'"{bytes(published.version.digest).hex()}"'
    response["Content-Disposition"] = f'inline; filename="{office.slug}.ics"'
    return response
