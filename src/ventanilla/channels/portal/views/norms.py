"""Which procedures cite an article: for whoever asks what a change of law touches."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

LONGEST = 100
MOST_SHOWN = 5  # of one procedure: its page shows each beside what it holds


@require_GET
@office_page(Who.ANYONE)
def norms(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The procedures that cite the norm with those words, and where each does."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    context = {
        "words": words,
        "table": _table(office, words) if words else None,
        "trail": [Link(label=_("Qué trámites citan una norma"), url=request.path)],
    }
    return render(request, "portal/norms.html", context)


def _table(office: offices.Office, words: str) -> Table:
    lang = get_language() or "es"
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    rows = [
        [
            Cell(
                text=pick(procedure.title, lang),
                url=reverse("portal:procedure", args=[office.slug, procedure.slug]),
            ),
            _cited(list(dict.fromkeys(one.norm for one in cited))),
            Cell(text=str(len(cited))),
        ]
        for procedure, cited in catalogue.citing(offered, words)
    ]
    heads = (_("Trámite"), _("Norma"), _("Veces"))
    return table(caption=_("Trámites que la citan"), heads=heads, rows=rows)


def _cited(norms: list[str]) -> Cell:
    """The first articles, and how many more there are."""
    more = len(norms) - MOST_SHOWN
    detail = _("y %(more)d más, en la página del trámite") % {"more": more} if more > 0 else ""
    return Cell(text="; ".join(norms[:MOST_SHOWN]), detail=detail)
