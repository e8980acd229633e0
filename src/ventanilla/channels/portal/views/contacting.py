"""Confirming a contact before filing without identity; the counter for who has none."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.channels.look.access import Who
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import caller, office_page
from ventanilla.channels.portal.drafting import draft_page
from ventanilla.channels.portal.show.contact import code_field, contact_fields, kind_of
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.domains.register import api as register
from ventanilla.kernel.errors import Problem

LONGEST = 200


@draft_page
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, opened: OpenDraft) -> HttpResponse:
    """Where to send the code; or the counter."""
    if not opened.asks_contact:
        return HttpResponseRedirect(opened.check_url)
    if request.method != "POST":
        return _contact_page(request, opened)
    written = request.POST.get("contact", "").strip()[:LONGEST]
    try:
        _send(request, opened, written)
    except Problem as problem:
        return _contact_page(request, opened, written=written, problem=problem)
    return HttpResponseRedirect(_code_url(opened))


def _send(request: HttpRequest, opened: OpenDraft, written: str) -> None:
    register.admit(
        office_id=opened.office.id, address=caller(request), purpose=register.Purpose.SEND_CODE
    )
    parties.send_contact_code(
        office_id=opened.office.id,
        office_slug=opened.office.slug,
        office_name=opened.office.name,
        matter_id=opened.draft.id,
        kind=kind_of(written),
        contact=written,
    )


def _contact_page(
    request: HttpRequest,
    opened: OpenDraft,
    *,
    written: str | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    beside = str(problem) if isinstance(problem, parties.ContactUnreadable) else ""
    context = {
        **_always(opened),
        "fields": contact_fields(opened, written=written, error=beside),
        "errors": [_line(problem, anchor="contact" if beside else "")] if problem else [],
        "back": opened.check_url,
    }
    return _answer(request, "portal/contact.html", context, problem)


@draft_page
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, opened: OpenDraft) -> HttpResponse:
    """The code that was sent, written here."""
    state = opened.contact()
    if state is None or state.confirmed:
        return HttpResponseRedirect(opened.check_url if state else opened.contact_url)
    if request.method != "POST":
        return _code_page(request, opened, state)
    try:
        parties.confirm_contact(
            matter_id=opened.draft.id, code=request.POST.get("contact_code", "")[:40]
        )
    except Problem as problem:
        return _code_page(request, opened, opened.contact() or state, problem=problem)
    return HttpResponseRedirect(opened.check_url)


def _code_page(
    request: HttpRequest,
    opened: OpenDraft,
    state: parties.ContactState,
    *,
    problem: Problem | None = None,
) -> HttpResponse:
    context = {
        **_always(opened),
        "state": state,
        "fields": [code_field(error=str(problem) if problem else "")] if state.waiting else [],
        "errors": [_line(problem, anchor="contact_code" if state.waiting else "")]
        if problem
        else [],
        "again_url": opened.contact_url,
        "outbox_url": _outbox_url(opened.office),
        "back": opened.contact_url,
    }
    return _answer(request, "portal/contact_code.html", context, problem)


@require_GET
@office_page(Who.ANYONE)
def outbox(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The messages that would have gone out, in a demonstration; elsewhere no such page."""
    shown = parties.shown_messages(office.slug)
    if shown is None or not office.demonstration:
        raise Http404
    here = reverse("portal:outbox", args=[office.slug])
    context = {"messages": shown[:20], "trail": [Link(label=_("Mensajes inventados"), url=here)]}
    return render(request, "portal/outbox.html", context)


def _always(opened: OpenDraft) -> dict[str, Any]:
    office = opened.office
    counter = {"address": office.address, "hours": office.opening_hours, "phone": office.phone}
    return {**opened.context(), "counter": counter}


def _line(problem: Problem, *, anchor: str) -> ErrorLine:
    return ErrorLine(text=f"{problem.cause} {problem.expected}", anchor=anchor)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], problem: Problem | None
) -> HttpResponse:
    response = render(request, template, context, status=problem.status if problem else 200)
    if problem is not None and problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


def _code_url(opened: OpenDraft) -> str:
    return reverse("portal:contact-code", args=[opened.office.slug, opened.draft.id])


def _outbox_url(office: offices.Office) -> str:
    shown = office.demonstration and parties.shown_messages(office.slug) is not None
    return reverse("portal:outbox", args=[office.slug]) if shown else ""
