"""Finding a case by what is known of it. What is typed is posted: it may name a person, and
addresses are kept by browsers and proxies."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import search_cases
from ventanilla.channels.desk.show.words import state_words
from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.domains.case_search import api as case_search
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

_MOST_SKIPPED = 10_000


@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="find")
def find(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """By number: straight to the case. By anything else: what answers, the newest first."""
    text = request.POST.get("text", "").replace("\x00", "").strip()[:200]
    slug = request.POST.get("procedure", "")[:60]
    context: dict[str, Any] = {"text": text, "slug": slug, "procedures": _procedures(office)}
    if request.method == "POST" and (text or slug):
        entries = case_search.find_by_number(office=office, post=post, text=text) if text else []
        if len(entries) == 1:
            return HttpResponseRedirect(_url(office, entries[0]))
        first = _first(request.POST.get("first", ""))
        found = search_cases(request, office=office, post=post, text=text, slug=slug, first=first)
        context |= {
            "asked": True,
            "entries": [(entry.label, _url(office, entry)) for entry in entries],
            "said": _said(found) if found.cases or not entries else "",
            "table": _table(office, found),
            "meant": _meant(found),
            "unknown": ", ".join(f"«{word}»" for word in found.unknown),
            "next_first": found.next_first,
        }
    return render(request, "desk/find.html", context)


def _url(office: offices.Office, entry: case_search.EntryFound) -> str:
    if entry.case_id is None:
        return reverse("desk:entry", args=[office.slug, entry.entry_id])
    return reverse("desk:case", args=[office.slug, entry.case_id])


def _first(text: str) -> int:
    return min(int(text), _MOST_SKIPPED) if text.isdecimal() and len(text) < 9 else 0


def _procedures(office: offices.Office) -> list[tuple[str, str]]:
    lang = get_language() or "es"
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    return sorted((pick(one.title, lang), one.slug) for one in offered)


def _said(found: case_search.CasesFound) -> str:
    if found.more:
        return _("Hay más de %(n)d expedientes así.") % {"n": found.total - 1}
    return ngettext("Hay %(n)d expediente así.", "Hay %(n)d expedientes así.", found.total) % {
        "n": found.total
    }


def _meant(found: case_search.CasesFound) -> list[str]:
    return [
        _("«%(typed)s» no está en ninguno: se ha buscado «%(meant)s».")
        % {"typed": typed, "meant": "», «".join(meant)}
        for typed, meant in (found.meant or {}).items()
    ]


def _table(office: offices.Office, found: case_search.CasesFound) -> Table:
    rows = [
        [
            Cell(
                text=case.label,
                detail=case.subject,
                url=reverse("desk:case", args=[office.slug, case.id]),
            ),
            Cell(text=case.applicant_name),
            Cell(text=state_words(case.state)),
        ]
        for case in found.cases
    ]
    return table(
        caption=_("Expedientes, primero el más reciente"),
        heads=(_("Registro"), _("Persona"), _("Estado")),
        rows=rows,
        hidden_caption=True,
    )
