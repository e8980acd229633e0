"""Finding what one needs: the offices, an office's home, a procedure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.show.procedures import procedure_page, procedure_table
from ventanilla.channels.portal.show.search import found
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

LONGEST_SEARCH = 200


@require_GET
def all_offices(request: HttpRequest) -> HttpResponse:
    """The offices of this deployment."""
    listed = [(office, reverse("portal:home", args=[office.slug])) for office in offices.offices()]
    return render(request, "portal/offices.html", {"offices": listed})


all_offices.who_may = Who.ANYONE  # type: ignore[attr-defined]


@require_GET
@office_page(Who.ANYONE, nav="home")
def home(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """What can be done here, with a search in people's own words."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    matching = found(offered, words)
    context = {
        "words": words,
        "table": procedure_table(office=office, procedures=matching, searched=bool(words)),
        "outages": offices.outages(office_id=office.id, most=1),
        "office": office,
    }
    return render(request, "portal/home.html", context)


@require_GET
@office_page(Who.ANYONE, nav="home")
def procedure(request: HttpRequest, office: offices.Office, slug: str) -> HttpResponse:
    """Everything to know before starting."""
    version = catalogue.in_force(office_id=office.id, slug=slug, at=clock.now())
    here = reverse("portal:procedure", args=[office.slug, slug])
    context = {
        "office": office,
        "procedure": version,
        "page": procedure_page(office=office, procedure=version),
        "trail": [Link(label=procedure_title(version), url=here)],
    }
    return render(request, "portal/procedure.html", context)


def procedure_title(version: catalogue.PublishedProcedure) -> str:
    """Its title in the reader's language."""
    return pick(version.title, get_language() or "es")
