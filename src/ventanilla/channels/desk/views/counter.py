"""The counter takes up a draft with the code that its person brings, and files it for them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.show.case_file import answered
from ventanilla.channels.look.components import ErrorLine, Line, Plate
from ventanilla.channels.look.fields import FieldView
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem


@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, nav="counter")
def counter(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """By its code: read it with the person, then file it. The clerk's post is on record."""
    code = request.POST.get("code", "").strip()[:40]
    if request.method != "POST":
        return _ask(request)
    try:
        draft = _draft(request, office, code)
        if request.POST.get("file") == "yes":
            return _filed(request, office, post, draft)
        return _read(request, office, draft, code=code)
    except Problem as problem:
        return _ask(request, code=code, problem=problem)


def _draft(request: HttpRequest, office: offices.Office, code: str) -> casefiles.Draft:
    register.admit(
        office_id=office.id,
        address=str(request.META.get("REMOTE_ADDR", "")),
        purpose=register.Purpose.LOOK_UP,
    )
    return casefiles.draft_by_code(office=office, code=code)


def _read(
    request: HttpRequest, office: offices.Office, draft: casefiles.Draft, *, code: str
) -> HttpResponse:
    if draft.entry_id is not None:
        raise casefiles.DraftLodged
    procedure = catalogue.in_force(office_id=office.id, slug=draft.slug, at=clock.now())
    lang, files = get_language() or "es", casefiles.files_of(draft)
    found = procedure.form.check(answers=draft.answers, files=files, lang=lang)
    context = {
        "sections": answered(procedure.form, answers=draft.answers, files=files),
        "errors": [ErrorLine(text=error.message) for error in found.errors],
        "code": code,
    }
    return render(request, "desk/counter_draft.html", context)


def _filed(
    request: HttpRequest, office: offices.Office, post: offices.Post, draft: casefiles.Draft
) -> HttpResponse:
    lodged = casefiles.lodge_draft(
        draft=draft,
        office=office,
        procedure=catalogue.in_force(office_id=office.id, slug=draft.slug, at=clock.now()),
        received_at=clock.now(),
        lang=draft.language,
        channel="desk",
        clerk_post=post,
    )
    plate = Plate(
        label=_("Número de registro"),
        number=lodged.registered.label,
        lines=(Line(label=_("Clave"), text=lodged.secret),),
    )
    return render(request, "desk/counter_filed.html", {"plate": plate})


def _ask(request: HttpRequest, *, code: str = "", problem: Problem | None = None) -> HttpResponse:
    error = str(problem) if problem else ""
    context: dict[str, Any] = {
        "fields": [
            FieldView(
                id="code",
                kind="text",
                label=_("Clave del borrador"),
                hint=_("La trae la persona, apuntada. Da igual mayúsculas o guiones."),
                max_length=20,
                value=code,
                error=error,
                autocomplete="off",
            )
        ],
        "errors": [ErrorLine(text=error, anchor="code")] if error else [],
    }
    return render(request, "desk/counter.html", context, status=problem.status if problem else 200)
