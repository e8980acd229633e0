"""What people searched in vain: the words that the catalogue lacks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.look.components import Cell, table
from ventanilla.channels.look.templatetags.look import day
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="searches")
def vain_searches(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """The searches that found nothing three times or more, the most frequent first."""
    rows = [
        [
            Cell(text=one.words),
            Cell(text=str(one.times)),
            Cell(text=str(one.days)),
            Cell(text=day(one.last)),
            Cell(text=one.language),
        ]
        for one in catalogue.missed(office_id=office.id)
    ]
    heads = (_("Palabras"), _("Veces"), _("Días"), _("Último día"), _("Idioma"))
    shown = table(caption=_("Búsquedas sin resultado"), heads=heads, rows=rows, hidden_caption=True)
    return render(request, "desk/searches.html", {"table": shown})
