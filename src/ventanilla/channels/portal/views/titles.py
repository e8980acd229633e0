"""Anybody checks whether a licence is in force, by its code and without an account."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.fields import FieldView
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.channels.portal.case_door import case_page
from ventanilla.channels.portal.doors import admit_look_up, keep_case_secret, office_page
from ventanilla.channels.portal.show.titles import title_page
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.titles import api as titles
from ventanilla.kernel.errors import Problem


@require_http_methods(["GET", "POST"])
@office_page(Who.ANYONE, nav="verify")
def check(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The form to type a code. Guessing is slowed down."""
    typed, error = request.POST.get("code", "").strip()[:40], ""
    if request.method == "POST":
        admit_look_up(request, office)
        try:
            found = titles.title_by_code(office=office, code=typed)
        except Problem as problem:
            error = f"{problem.cause} {problem.expected}"
        else:
            return HttpResponseRedirect(reverse("portal:title", args=[office.slug, found.code]))
    context = {
        "trail": [_here(office)],
        "fields": [_code_field(typed, error)],
        "errors": [ErrorLine(text=error, anchor="code")] if error else [],
    }
    return render(request, "portal/titles.html", context, status=422 if error else 200)


@require_GET
@office_page(Who.ANYONE, nav="verify")
def title(request: HttpRequest, office: offices.Office, code: str) -> HttpResponse:
    """In force or not, as of today in the office; the same for whoever has the code."""
    try:
        found = titles.title_by_code(office=office, code=code)
    except titles.TitleUnknown as problem:
        error = f"{problem.cause} {problem.expected}"
        context = {
            "trail": [_here(office)],
            "fields": [_code_field(code[:40], error)],
            "errors": [ErrorLine(text=error, anchor="code")],
        }
        return render(request, "portal/titles.html", context, status=404)
    context = {
        "title": title_page(found),
        "code": found.code,
        "today": full_day(found.day),
        "check_url": reverse("portal:titles", args=[office.slug]),
        "json_url": f"/api/v1/offices/{office.slug}/titles/{found.code}",
        "trail": [_here(office), Link(label=found.code, url=request.path)],
    }
    return render(request, "portal/title.html", context)


@case_page
@require_GET
def about_title(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView, other: UUID
) -> HttpResponse:
    """From the case that granted a title to one about it: whoever may see the first and still holds
    the title is whom the other concerns."""
    title = casefiles.case_now(case).own_title
    if title is None or title.changed_hands or other not in title.examined_in:
        raise Http404
    entry_id = casefiles.entry_of_case(other)
    keep_case_secret(request, case_id=other, secret=casefiles.follow_secret(entry_id))
    return HttpResponseRedirect(reverse("portal:case", args=[office.slug, other]))


def _here(office: offices.Office) -> Link:
    label = _("Comprobar una licencia")
    return Link(label=label, url=reverse("portal:titles", args=[office.slug]))


def _code_field(typed: str, error: str) -> FieldView:
    return FieldView(
        id="code",
        kind="text",
        label=_("Código del título"),
        hint=_("Da igual mayúsculas o guiones. Por ejemplo: 7K4Q2M-M2XD9A"),
        max_length=20,
        value=typed,
        error=error,
        autocomplete="off",
    )
