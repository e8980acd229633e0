"""The data to take away, and their description."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.portal.observatory.doors import observatory_page
from ventanilla.channels.portal.observatory.show.facts import say
from ventanilla.domains.observatory import api as observatory


@require_GET
@observatory_page(Who.ANYONE, nav="data")
def index(request: HttpRequest) -> HttpResponse:
    """What there is, in which formats, under which licence."""
    context = {
        "tables": [
            (
                say(observatory.TITLES[name]),
                say(observatory.DESCRIPTIONS[name]),
                len(observatory.table(name).rows),
                [
                    (kind.upper(), reverse("portal:observatory:download", args=[name, kind]))
                    for kind in observatory.FORMATS
                ],
            )
            for name in observatory.TABLES
        ]
    }
    return render(request, "portal/observatory/data.html", context)


@require_GET
@observatory_page(Who.ANYONE, nav="data")
def download(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """One table in one format."""
    if name not in observatory.TABLES or kind not in observatory.FORMATS:
        raise Http404
    media_type, write = observatory.FORMATS[kind]
    response = HttpResponse(write(observatory.table(name)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_GET
@observatory_page(Who.ANYONE, nav="data")
def catalogue(request: HttpRequest) -> HttpResponse:
    """The data described for catalogues that gather others (DCAT-AP, JSON-LD)."""
    issued, modified = observatory.dates_of_data()
    base = settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
    made = observatory.catalogue_description(
        base=f"{base}{reverse('portal:observatory:home')}",
        publisher=settings.OBSERVATORY_HOLDER,
        issued=issued or timezone.now(),
        modified=modified or timezone.now(),
    )
    response = HttpResponse(made, content_type="application/ld+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
