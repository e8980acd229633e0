"""The calculator of time limits: anyone, any country, with the reasons; nothing is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.act_words import clock_label
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.language import text_language
from ventanilla.channels.portal.case_door import case_page
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.show import time_limit_fields as shown
from ventanilla.channels.portal.show.due_explained import due_page
from ventanilla.channels.portal.show.time_limit_form import Asked, check, read
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.errors import Problem

ASKS = ("rule", "amount", "start-year", "start-month", "start-day")


@require_safe
@office_page(Who.ANYONE, nav="help")
def time_limits(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The form, or the last day with its reasons when the address asks for one.

    The whole question is in the address, so a result can be linked, kept and printed. `rules`
    only redraws the form with the rules of another country or level; `edit` shows it filled in.
    """
    asked = read(request.GET, office=office)
    redraw = "rules" in asked.values or "edit" in asked.values
    if redraw or not any(asked.values.get(name) for name in ASKS):
        return _form(request, office, asked)
    check(asked)
    if asked.question is None:
        return _form(request, office, asked)
    try:
        lang = text_language()
        found = legislation.calculate(office=office, asked=asked.question, lang=lang)
    except Problem as problem:
        return _form(request, office, asked, problem=problem)
    query = request.GET.copy()
    query["edit"] = "1"
    context = {
        "due": due_page(office=office, found=found),
        "caption": _caption(found),
        "again": f"{_here(office)}?{query.urlencode()}",
        "kept": _kept(request, office, found),
        "trail": [Link(label=_("Calcular un plazo"), url=_here(office))],
        "office": office,
    }
    return render(request, "portal/time_limit_result.html", context)


@case_page
@require_safe
def due_reasons(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView
) -> HttpResponse:
    """How the due date of a case was counted, with the calendar and the law it was counted by."""
    if not case.due_on:
        return HttpResponseRedirect(reverse("portal:case", args=[office.slug, case.id]))
    caption = _("Registro %(number)s: respondemos nosotros") % {"number": case.label}
    return _reasons(
        request, office, case, day=case.due_on, stored=case.due_because, caption=caption
    )


@case_page
@require_safe
def clock_reasons(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView, seq: int, limit: str
) -> HttpResponse:
    """How any time limit of a case was counted: to correct, to appeal, to decide an appeal."""
    now = casefiles.case_now(case)
    found = now.date_of(seq=seq, name=limit)
    if found is None:
        return HttpResponseRedirect(reverse("portal:case", args=[office.slug, case.id]))
    caption = clock_label(limit, own=now.own_names(text_language()))
    return _reasons(request, office, case, day=found[0], stored=found[1], caption=caption)


def _reasons(
    request: HttpRequest,
    office: offices.Office,
    case: casefiles.CaseView,
    *,
    day: date,
    stored: Any,
    caption: str,
) -> HttpResponse:
    lang = text_language()
    found = legislation.explanation_of(office=office, stored=stored, lang=lang)
    context = {
        "due": due_page(office=office, found=found) if found else None,
        "due_on": day,
        "sentences": legislation.reasons(office=office, stored=stored, lang=lang),
        "caption": caption,
        "back": reverse("portal:case", args=[office.slug, case.id]),
        "office": office,
    }
    return render(request, "portal/case_due.html", context)


def _form(
    request: HttpRequest, office: offices.Office, asked: Asked, *, problem: Problem | None = None
) -> HttpResponse:
    if problem is not None:
        field = str(problem.params.get("field") or "rule")
        asked.errors[field] = f"{problem.cause} {problem.expected}"
    where = shown.where_fields(asked)
    what = shown.what_fields(asked, office=office)
    more = shown.circumstance_fields(asked)
    errors = shown.error_lines(asked, [*where, *what, *more])
    context: dict[str, Any] = {
        "where": where,
        "what": what,
        "more": more,
        "more_open": shown.circumstances_given(asked),
        "errors": errors,
        "problem": problem,
        "trail": [Link(label=_("Calcular un plazo"), url=_here(office))],
        "office": office,
    }
    status = 422 if errors else 200
    return render(request, "portal/time_limits.html", context, status=status)


def _caption(found: legislation.Explained) -> str:
    levels = {
        "national": _("%(country)s, nivel nacional"),
        "state": _("%(country)s, nivel regional"),
        "municipal": _("%(country)s, nivel municipal"),
    }
    return levels[found.level] % {"country": found.country_name}


def _kept(request: HttpRequest, office: offices.Office, found: legislation.Explained) -> str:
    """The address that counts again with the version used now, whatever is published later."""
    if found.versions.proposed or "calendar" in request.GET:
        return ""
    query = request.GET.copy()
    query["calendar"] = found.versions.calendar
    return f"{_here(office)}?{query.urlencode()}"


def _here(office: offices.Office) -> str:
    return reverse("portal:time-limits", args=[office.slug])
