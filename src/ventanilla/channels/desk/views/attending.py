"""A filing typed for a person who is present: who they are, the form, what is read back, filing."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.attended import Attended, attended_page
from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_person
from ventanilla.channels.filling.items import item_page
from ventanilla.channels.filling.pages import first_page, form_page
from ventanilla.channels.filling.shut import SHUT, open_procedure, shut_page
from ventanilla.channels.look.bodies import takes_files
from ventanilla.channels.look.components import ErrorLine, Line, Plate
from ventanilla.channels.look.fields import Choice, FieldView
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import day
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.counter import api as counter
from ventanilla.domains.forms import api as forms
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.parties import api as parties
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.text_choice import pick

_PARTICULARS = ("name", "identifier", "email", "phone")


@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, Role.REGISTRAR, nav="counter")
def attend(
    request: HttpRequest,
    office: offices.Office,
    post: offices.Post,
    slug: str,
    oral: bool = False,
) -> HttpResponse:
    """Who is there: found among those who dealt with this office before, or written down."""
    try:
        procedure = open_procedure(office, slug)
    except SHUT as shut:
        return shut_page(request, shut, office=office, side="desk")
    said = {name: request.POST.get(name, "").strip()[:200] for name in _PARTICULARS}
    address = _address(request)
    if request.method != "POST":
        return _who(request, office, procedure, said, oral=oral)
    if "find" in request.POST:
        found = parties.find_people(office_id=office.id, text=request.POST.get("text", ""))
        return _who(request, office, procedure, said, oral=oral, found=found)
    if request.POST.get("take"):
        taken, address = _taken(request, post)
        said |= taken
        return _who(request, office, procedure, said, oral=oral, address=address)
    try:
        attendance = counter.attend(
            office=office,
            procedure=procedure,
            post=post,
            person={**said, "address": address},
            identified=_identified(request),
            lang=get_language() or "es",
            oral=oral,
        )
    except Problem as problem:
        return _who(request, office, procedure, said, oral=oral, address=address, problem=problem)
    return HttpResponseRedirect(reverse("desk:draft", args=[office.slug, attendance.draft_id]))


def _taken(request: HttpRequest, post: offices.Post) -> tuple[dict[str, str], dict[str, str]]:
    """What is known of the person taken, and the address they gave, in its parts."""
    try:
        person_id = UUID(request.POST.get("take", ""))
    except ValueError:
        return {}, {}
    found = open_person(request, post=post, person_id=person_id)
    if found is None:
        return {}, {}
    person, address = found
    return {name: str(getattr(person, name)) for name in _PARTICULARS}, address


def _address(request: HttpRequest) -> dict[str, str]:
    """The parts that came with the page of a person taken: answers like any that are typed."""
    try:
        sent = json.loads(request.POST.get("address", "")[:2000])
    except ValueError:
        return {}
    parts = sent.items() if isinstance(sent, dict) else ()
    return {str(name)[:20]: text[:200] for name, text in parts if isinstance(text, str)}


def _identified(request: HttpRequest) -> counter.Identified:
    chosen = request.POST.get("identified", "")
    known = chosen in counter.Identified.values
    return counter.Identified(chosen) if known else counter.Identified.NOT


def _who(
    request: HttpRequest,
    office: offices.Office,
    procedure: catalogue.PublishedProcedure,
    said: dict[str, str],
    *,
    oral: bool,
    address: dict[str, str] | None = None,
    found: list[parties.PersonFound] | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    error = str(problem) if problem else ""
    labels = {
        "name": _("Nombre y apellidos"),
        "identifier": _("Número de identidad"),
        "email": _("Correo electrónico"),
        "phone": _("Teléfono"),
    }
    fields = [
        FieldView(
            id=name,
            kind="text",
            label=label,
            required=name == "name",
            value=said[name],
            error=error if name == "name" else "",
            autocomplete="off",
            focused=name == "name" and not error and found is None,
        )
        for name, label in labels.items()
    ]
    context = {
        "title": pick(procedure.title, get_language() or "es"),
        "oral": (procedure.counter or {}).get("oral") if oral else None,
        "fields": [*fields, _identified_field(request)],
        "found": found,
        "address": json.dumps(address, ensure_ascii=False) if address else "",
        "address_line": ", ".join(forms.address_lines(address or {})),
        "text": request.POST.get("text", "")[:120],
        "errors": [ErrorLine(text=error, anchor="name")] if error else [],
        "trail": _trail(office),
    }
    return render(request, "desk/attend.html", context, status=problem.status if problem else 200)


def _identified_field(request: HttpRequest) -> FieldView:
    chosen = _identified(request) if request.method == "POST" else counter.Identified.DOCUMENT
    return FieldView(
        id="identified",
        kind="one_of",
        label=_("Cómo sabe quién es"),
        choices=tuple(
            Choice(
                id=f"identified-{n}" if n else "identified",
                value=one.value,
                label=str(one.label),
                chosen=one == chosen,
            )
            for n, one in enumerate(counter.Identified)
        ),
    )


def _trail(office: offices.Office) -> list[Link]:
    return [Link(label=_("Mostrador"), url=reverse("desk:counter", args=[office.slug]))]


@require_GET
@attended_page
def draft(request: HttpRequest, attended: Attended) -> HttpResponse:
    """To the first page that is not yet well answered, or to the check."""
    return first_page(attended.opened)


@takes_files
@require_http_methods(["GET", "POST"])
@attended_page
def page(request: HttpRequest, attended: Attended, page: str) -> HttpResponse:
    """A page of the form: the one that people fill in themselves."""
    return form_page(request, attended.opened, page)


@require_http_methods(["GET", "POST"])
@attended_page
def item(
    request: HttpRequest, attended: Attended, page: str, field: str, place: int
) -> HttpResponse:
    """An item of a repeated group."""
    return item_page(request, attended.opened, page, field, place)


@require_GET
@attended_page
def later(request: HttpRequest, attended: Attended) -> HttpResponse:
    """The code with which the person goes on, here or on a device of their own."""
    opened = attended.opened
    plate = Plate(
        label=_("Clave del borrador"),
        number=opened.code,
        lines=(
            Line(label=_("Persona"), text=attended.attendance.person_name),
            Line(label=_("Lo conservamos hasta el"), text=day(opened.draft.expires_at)),
        ),
    )
    context: dict[str, Any] = {
        **opened.context(),
        "plate": plate,
        "onward": opened.url,
        "trail": _trail(opened.office),
    }
    return render(request, "desk/later.html", context)
