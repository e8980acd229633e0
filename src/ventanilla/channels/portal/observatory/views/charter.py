"""An office's page on the Charter, and the figures that it publishes about itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.observatory.show.provisions import chapters_shown, counts
from ventanilla.domains.charter import api as charter
from ventanilla.domains.offices import api as offices


@require_GET
@office_page(Who.ANYONE)
def charter_page(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """What this office offers for each provision, where to see it, and what is not there yet."""
    standings = charter.assessment(office)
    context = {
        "office": office,
        "trail": [Link(label=_("La Carta en esta sede"), url=request.path)],
        "counts": counts(standings),
        "chapters": chapters_shown(office.slug, standings),
    }
    return render(request, "portal/observatory/charter.html", context)


@require_GET
@office_page(Who.ANYONE)
def own_figures(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """What the office measures of itself, for an observatory to fetch."""
    response = JsonResponse(charter.published_figures(office))
    response["Access-Control-Allow-Origin"] = "*"
    return response
