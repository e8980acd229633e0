"""Who stands in for whom: recorded, and ended, by the head of the unit or whoever keeps the
register."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.show.stand_ins import (
    Asked,
    choices,
    law_lines,
    read_asked,
    rows_of,
)
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role, StandInKind
from ventanilla.kernel.errors import Problem


@require_http_methods(["GET", "POST"])
@desk_page(Role.HEAD, Role.REGISTRAR, Role.ADMIN, nav="stand-ins")
def stand_ins(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """Those in force and those that were; a post ends what it may record."""
    problem: Problem | None = None
    if request.method == "POST":
        try:
            offices.end_stand_in(
                by=post,
                stand_in_id=_id(request.POST.get("which", "")),
                order=request.POST.get("order", "").strip()[:200],
            )
            return HttpResponseRedirect(
                f"{reverse('desk:stand-ins', args=[office.slug])}?done=ended"
            )
        except Problem as refused:
            problem = refused
    in_force, past = rows_of(office=office, post=post)
    context = {
        "in_force": in_force,
        "past": past,
        "kinds": [
            (str(kind.label), reverse("desk:stand-in-new", args=[office.slug, kind.value]))
            for kind in StandInKind
        ],
        "done": request.GET.get("done", ""),
        "errors": [ErrorLine(text=str(problem))] if problem else [],
        "errors_title": _("No se ha hecho"),
    }
    return render(
        request, "desk/stand_ins.html", context, status=problem.status if problem else 200
    )


@require_http_methods(["GET", "POST"])
@desk_page(Role.HEAD, Role.REGISTRAR, Role.ADMIN, nav="stand-ins")
def record(
    request: HttpRequest, office: offices.Office, post: offices.Post, kind: str
) -> HttpResponse:
    """The form of a delegation, of a delegation of signature, or of a substitution."""
    if kind not in StandInKind.values:
        raise Http404
    asked = Asked()
    if request.method == "POST":
        asked = read_asked(request.POST, office=office, kind=kind)
        if not asked.errors:
            try:
                _recorded(post, kind, asked)
                here = reverse("desk:stand-ins", args=[office.slug])
                return HttpResponseRedirect(f"{here}?done=recorded")
            except Problem as refused:
                asked.general, asked.status = str(refused), refused.status
    context = {
        "kind": kind,
        "title": str(StandInKind(kind).label),
        "asked": asked,
        "choices": choices(office=office, post=post, kind=kind, asked=asked),
        "law": law_lines(office, kind),
        "errors": asked.lines(),
        "errors_title": _("No se ha registrado"),
        "back": reverse("desk:stand-ins", args=[office.slug]),
        "trail": [Link(label=_("Suplencias"), url=reverse("desk:stand-ins", args=[office.slug]))],
    }
    return render(request, "desk/stand_in_new.html", context, status=asked.status)


def _recorded(post: offices.Post, kind: str, asked: Asked) -> None:
    assert asked.from_post is not None  # no errors: everything was read
    assert asked.to_post is not None
    assert asked.order is not None
    assert asked.from_at is not None
    if kind == StandInKind.SUBSTITUTION:
        casefiles.substitute(
            by=post,
            from_post=asked.from_post,
            to_post=asked.to_post,
            order=asked.order,
            from_at=asked.from_at,
            until_at=asked.until_at,
        )
        return
    casefiles.delegate(
        by=post,
        from_post=asked.from_post,
        to_post=asked.to_post,
        acts=asked.acts,
        procedures=asked.procedures,
        order=asked.order,
        from_at=asked.from_at,
        until_at=asked.until_at,
        signature=kind == StandInKind.SIGNATURE,
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
