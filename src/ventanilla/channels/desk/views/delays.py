"""Lawful exceptions: openings that their person reads later, ordered by a head of unit."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case
from ventanilla.channels.look.act_form import Ask, act_errors, ask_fields, unanswered
from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import full_day, moment
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.privacy import api as privacy
from ventanilla.kernel.errors import Problem


def _asks() -> tuple[Ask, ...]:
    return (
        Ask(
            name="until",
            kind="text",
            label=_("Hasta qué día"),
            hint=_("Año-mes-día, dentro de un año como mucho. Por ejemplo: 2027-03-31"),
        ),
        Ask(
            name="norm",
            kind="text",
            label=_("Norma que lo permite, con su artículo"),
            missing=_("Cite la norma, con su artículo."),
        ),
        Ask(name="reason", label=_("Por qué, en este expediente"), rows=4),
    )


@require_http_methods(["GET", "POST"])
@desk_page(Role.HEAD, nav="queue")
def delay(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """Order that what the unit opens of this case from now on is shown to its person later."""
    opened = open_case(request, post=post, case_id=case)
    here = reverse("desk:case", args=[office.slug, case])
    posted = {name: str(value) for name, value in request.POST.items()}
    errors = unanswered(_asks(), posted) if request.method == "POST" else {}
    general, status = "", 422 if errors else 200
    if request.method == "POST" and not errors:
        try:
            privacy.delay_accesses(
                post=post,
                matter_id=opened.id,
                until=_day(posted["until"]),
                norm=posted["norm"],
                reason=posted["reason"],
                by_name=str(request.user),
            )
            return HttpResponseRedirect(reverse("desk:delays", args=[office.slug]))
        except Problem as problem:
            general, status = f"{problem.cause} {problem.expected}", problem.status
    fields = ask_fields(_asks(), posted, errors)
    context = {
        "caption": _("Registro %(number)s. %(name)s")
        % {"number": opened.label, "name": opened.applicant.name},
        "fields": fields,
        "errors": act_errors(fields, errors, general),
        "back_to_case": here,
        "trail": [
            Link(label=opened.label, url=here),
            Link(label=_("Mostrar más tarde"), url=request.path),
        ],
    }
    return render(request, "desk/delay.html", context, status=status)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


@require_GET
@desk_page(Role.HEAD, Role.REGISTRAR, Role.ADMIN)
def delay_list(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """All of the office, with norm and reason, for who answers for its data. No case is named."""
    context = {
        "table": _table(office),
        "trail": [Link(label=_("Aperturas que se muestran más tarde"), url=request.path)],
    }
    return render(request, "desk/delays.html", context)


def _table(office: offices.Office) -> Table:
    units = {unit.id: unit.name for unit in offices.units(office_id=office.id)}
    rows = [
        [
            Cell(
                text=full_day(line.until),
                detail=_("En vigor") if line.in_force else _("Ya se muestran"),
            ),
            Cell(text=units.get(line.unit_id, "")),
            Cell(text=line.norm),
            Cell(text=line.reason),
            Cell(text=line.by_name, detail=moment(line.ordered_at)),
        ]
        for line in privacy.delay_lines(office)
    ]
    return table(
        caption=_("Aperturas que se muestran más tarde"),
        heads=(_("Hasta"), _("Unidad"), _("Norma"), _("Por qué"), _("Quién lo ordenó")),
        rows=rows,
        hidden_caption=True,
    )
