"""The counter's own page: what may be done for whoever is there, and a draft taken up by code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.look.components import Cell, ErrorLine, Table, table
from ventanilla.channels.look.fields import FieldView
from ventanilla.channels.look.templatetags.look import clock_time
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.counter import api as counter_domain
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.text_choice import pick


@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, Role.REGISTRAR, nav="counter")
def counter(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """A person, a paper, what is said by word of mouth, or a draft by its code."""
    if request.method != "POST":
        return _page(request, office, post)
    code = request.POST.get("code", "").strip()[:40]
    try:
        return HttpResponseRedirect(_taken_up(request, office, post, code))
    except Problem as problem:
        return _page(request, office, post, code=code, problem=problem)


def _taken_up(request: HttpRequest, office: offices.Office, post: offices.Post, code: str) -> str:
    register.admit(
        office_id=office.id,
        address=str(request.META.get("REMOTE_ADDR", "")),
        purpose=register.Purpose.LOOK_UP,
    )
    draft = casefiles.draft_by_code(office=office, code=code)
    procedure = catalogue.in_force(office_id=office.id, slug=draft.slug, at=clock.now())
    counter_domain.take_up(draft=draft, procedure=procedure, office=office, post=post)
    return reverse("desk:check", args=[office.slug, draft.id])


def _page(
    request: HttpRequest,
    office: offices.Office,
    post: offices.Post,
    *,
    code: str = "",
    problem: Problem | None = None,
) -> HttpResponse:
    error, lang = str(problem) if problem else "", get_language() or "es"
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    context: dict[str, Any] = {
        "procedures": sorted(
            (pick(p.title, lang), reverse("desk:attend", args=[office.slug, p.slug]))
            for p in offered
        ),
        "oral": [
            (pick(p.title, lang), str(p.counter["oral"]["norm"]), _oral_url(office, p.slug))
            for p in offered
            if p.counter and p.counter.get("oral")
        ],
        "paper_url": reverse("desk:paper", args=[office.slug]),
        "attended": _attended(office, post),
        "fields": [_code_field(code, error)],
        "errors": [ErrorLine(text=error, anchor="code")] if error else [],
    }
    status = problem.status if problem else 200
    return render(request, "desk/counter.html", context, status=status)


def _oral_url(office: offices.Office, slug: str) -> str:
    return reverse("desk:attend-oral", args=[office.slug, slug])


def _attended(office: offices.Office, post: offices.Post) -> Table:
    rows = [
        [
            Cell(
                text=one.person_name,
                url=reverse("desk:draft", args=[office.slug, one.draft_id]),
            ),
            Cell(text=clock_time(one.opened_at)),
        ]
        for one in counter_domain.attendances_of(post)
    ]
    return table(caption=_("Atendidas hoy"), heads=(_("Persona"), _("Desde")), rows=rows)


def _code_field(code: str, error: str) -> FieldView:
    return FieldView(
        id="code",
        kind="text",
        label=_("Clave del borrador"),
        hint=_("La trae la persona, apuntada. Da igual mayúsculas o guiones."),
        max_length=20,
        value=code,
        error=error,
        autocomplete="off",
    )
