"""What stands beside a case and is no part of it: the unit's notes, and earlier cases like it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case, open_precedents
from ventanilla.channels.desk.show.beside import precedent_cards, why_alike
from ventanilla.channels.look.act_form import Ask, ask_fields
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.frame import Link
from ventanilla.domains.notes import api as notes
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel.errors import Problem


@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="queue")
def notes_page(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """The unit's notes on the case and on its procedure: read, written, mended, taken back."""
    view = open_case(request, post=post, case_id=case)
    slug = view.procedure.slug
    problem: Problem | None = None
    if request.method == "POST":
        try:
            _done(request, post, case, slug)
        except (notes.NoteRefused, notes.NoteFixed) as refused:
            problem = refused
        else:
            return HttpResponseRedirect(reverse("desk:notes", args=[office.slug, case]))
    seen = notes.notes_beside(post=post, case_id=case, slug=slug)
    mending = _mending(request, seen)
    said = " ".join(str(p) for p in (problem.cause, problem.expected) if p) if problem else ""
    here = reverse("desk:case", args=[office.slug, case])
    typed = {"text": mending.text if mending else "", "about": "case"}
    if problem:
        typed |= {name: str(value) for name, value in request.POST.items()}
    context: dict[str, Any] = {
        "number": view.label,
        "title": view.subject,
        "notes": seen,
        "mending": mending,
        "fields": ask_fields(_asks(post, mending), typed, {"text": said} if said else {}),
        "errors": [ErrorLine(text=said, anchor="text")] if said else [],
        "errors_title": _("No se ha guardado"),
        "here": reverse("desk:notes", args=[office.slug, case]),
        "back": here,
        "trail": [Link(label=view.label, url=here)],
    }
    return render(request, "desk/notes.html", context, status=problem.status if problem else 200)


def _asks(post: offices.Post, mending: notes.NoteSeen | None) -> tuple[Ask, ...]:
    about = Ask(
        name="about",
        kind="one_of",
        label=_("Sobre qué"),
        options=(
            ("case", _("Este expediente"), ""),
            (
                "procedure",
                _("Todos los de este trámite: cómo lo hacemos aquí"),
                _("Sin datos de nadie."),
            ),
        ),
    )
    text = Ask(
        name="text",
        label=_("Qué hay que saber"),
        hint=_(
            "La lee %(unit)s y nadie más de la sede. No es parte del expediente: lo que la persona "
            "deba saber va en un acto. Si pide sus datos, también se le da."
        )
        % {"unit": post.unit.name},
        rows=4,
    )
    return (text,) if mending else (text, about)


def _done(request: HttpRequest, post: offices.Post, case: UUID, slug: str) -> None:
    sent, text, name = request.POST, request.POST.get("text", ""), str(request.user)
    if sent.get("withdraw"):
        notes.withdraw_note(post=post, note_id=_id(sent["withdraw"]))
    elif sent.get("note"):
        notes.mend_note(post=post, note_id=_id(sent["note"]), text=text)
    elif sent.get("about") == "procedure":
        notes.note_on_procedure(post=post, slug=slug, text=text, by_name=name)
    else:
        notes.note_on_case(post=post, case_id=case, text=text, by_name=name)


def _mending(request: HttpRequest, seen: list[notes.NoteSeen]) -> notes.NoteSeen | None:
    wanted = request.POST.get("note", "") or request.GET.get("mend", "")
    return next((one for one in seen if str(one.id) == wanted and one.may_mend), None)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="queue")
def precedents(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """Earlier cases that were decided and are alike, with what was decided and why they are."""
    now, found = open_precedents(request, post=post, case_id=case)
    here = reverse("desk:case", args=[office.slug, case])
    context = {
        "number": now.view.label,
        "title": now.view.subject,
        "why": why_alike(now),
        "cards": precedent_cards(office=office, now=now, found=found),
        "back": here,
        "trail": [Link(label=now.view.label, url=here)],
    }
    return render(request, "desk/precedents.html", context)
