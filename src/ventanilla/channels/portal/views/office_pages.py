"""What an office says of itself: who answers for it, data, accessibility, outages, help."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.show.acting_for import stand_in_lines
from ventanilla.channels.portal.show.commitments import commitments as of_the_office
from ventanilla.channels.portal.show.data_rights import delays_table, rights_procedure_url
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock


@require_GET
@office_page(Who.ANYONE)
def about(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Holder, legal basis, units, and the keys that its receipts are signed with."""
    context = {
        "office": office,
        "trail": _here(request, _("Quién responde de esta sede")),
        "units": offices.units(office_id=office.id),
        "keys": offices.keys_of(office_id=office.id),
        "stand_ins": stand_in_lines(office),
    }
    return render(request, "portal/about.html", context)


@require_GET
@office_page(Who.ANYONE)
def data(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """What is done with personal data here."""
    context = {
        "office": office,
        "trail": _here(request, _("Sus datos")),
        "rights_url": rights_procedure_url(office),
        "delays": delays_table(office),
    }
    return render(request, "portal/data.html", context)


@require_GET
@office_page(Who.ANYONE)
def accessibility(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """How the pages are made to be usable by all, and where to complain."""
    context = {"office": office, "trail": _here(request, _("Accesibilidad"))}
    return render(request, "portal/accessibility.html", context)


@require_GET
@office_page(Who.ANYONE)
def outages(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """When the office could not be used, and what follows for time limits."""
    context = {
        "office": office,
        "trail": _here(request, _("Interrupciones del servicio")),
        "outages": offices.outages(office_id=office.id),
    }
    return render(request, "portal/outages.html", context)


@require_GET
@office_page(Who.ANYONE)
def commitments(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The charter of services: what is promised of each procedure, and what was done."""
    kept, now = casefiles.promises_kept(office), clock.now()
    shown = of_the_office(
        office=office,
        procedures=catalogue.offered(office_id=office.id, at=now),
        kept=kept,
        outages=offices.outages(office_id=office.id, most=200),
        now=now,
    )
    context = {
        "office": office,
        "trail": _here(request, _("Lo que prometemos y lo que cumplimos")),
        "page": shown,
        "kept": kept,
    }
    return render(request, "portal/commitments.html", context)


@require_GET
@office_page(Who.ANYONE, nav="help")
def help_page(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """How to file, to go on with a draft, to follow a case, to verify; and the other channels."""
    context = {"office": office, "trail": _here(request, _("Ayuda"))}
    return render(request, "portal/help.html", context)


def _here(request: HttpRequest, label: str) -> list[Link]:
    return [Link(label=label, url=request.path)]
