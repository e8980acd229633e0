"""Calls in public: what is open, until when, what was published. No account, no personal data
beyond what the law has published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.show.calls import call_page, calls_table
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices


@require_GET
@office_page(Who.ANYONE)
def calls(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Every call of the office, the newest first."""
    context = {"table": calls_table(office), "trail": [_to_calls(office)]}
    return render(request, "portal/calls.html", context)


@require_GET
@office_page(Who.ANYONE)
def call(request: HttpRequest, office: offices.Office, call: str) -> HttpResponse:
    """One call: its text, its dates, its criteria and its lists."""
    found = casefiles.call_by_code(office=office, code=call)
    here = Link(label=found.title, url=request.path)
    context = {
        "office": office,
        "call": found,
        "page": call_page(office=office, call=found),
        "trail": [_to_calls(office), here],
    }
    return render(request, "portal/call.html", context)


def _to_calls(office: offices.Office) -> Link:
    return Link(label=_("Convocatorias"), url=reverse("portal:calls", args=[office.slug]))
