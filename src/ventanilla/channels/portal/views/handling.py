"""How procedures are handled: for other tools, and what no person decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.downloads import download
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.show.automated import automated_acts, offered_now, tables_used
from ventanilla.channels.portal.show.handling import lane_names
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock


@require_GET
@office_page(Who.ANYONE)
def handling_bpmn(request: HttpRequest, office: offices.Office, slug: str) -> HttpResponse:
    """The steps of the version in force as BPMN 2.0, in the reader's language."""
    procedure = catalogue.in_force(office_id=office.id, slug=slug, at=clock.now())
    units = {unit.code: unit.name for unit in offices.units(office_id=office.id)}
    made = catalogue.bpmn(
        procedure,
        body=office.name,
        lang=get_language() or "es",
        lane_names=lane_names(procedure, units=units),
    )
    return download(made, name=f"{slug}.bpmn", media_type="application/xml")


@require_GET
@office_page(Who.ANYONE)
def automated_decisions(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The public register of what is decided or computed here without a person."""
    offered = offered_now(office)
    context = {
        "office": office,
        "acts": automated_acts(office, offered),
        "tables": tables_used(office, offered),
        "norms": casefiles.automation_law(office.country, on=clock.today(office.zone)),
        "trail": [Link(label=_("Decisiones automatizadas"), url=request.path)],
    }
    return render(request, "portal/automated.html", context)
