"""Calls at the desk: open one, give points, agree, publish the list, resolve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.acts.call_steps import OPENING, STEPS, CallStep, opening_of
from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case
from ventanilla.channels.desk.show.calls import (
    call_facts,
    calls_table,
    entrants_table,
    lists_shown,
    openable,
)
from ventanilla.channels.desk.show.case_file import case_file, evaluated_sections
from ventanilla.channels.filling.acts.sent import Sent, checked, sent_page
from ventanilla.channels.filling.acts.showing import act_page
from ventanilla.channels.look.act_form import Ask, act_errors, ask_fields
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import CallActKind
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


@require_http_methods(["GET", "POST"])
@desk_page(Role.OFFICER, Role.HEAD, nav="calls")
def calls(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """The calls of the post's unit; its head opens one."""
    sent = sent_page(request)
    choices = openable(office=office, post=post)
    asks = (_choice(choices), *OPENING[1:]) if choices else ()
    if request.method == "POST" and choices:
        _attempt(sent, asks, lambda: _open(office, post, sent.posted))
        if sent.done is not None:
            return HttpResponseRedirect(reverse("desk:call", args=[office.slug, sent.done.id]))
    fields = ask_fields(asks, sent.posted, sent.errors)
    context = {
        "table": calls_table(office=office, post=post),
        "fields": fields,
        "errors": act_errors(fields, sent.errors, sent.general),
        "errors_title": _("No se ha abierto"),
    }
    return render(request, "desk/calls.html", context, status=200 if sent.status == 200 else 422)


def _attempt(sent: Sent, asks: tuple[Ask, ...], act: Callable[[], Any]) -> None:
    """Do it where every question is answered."""
    checked(sent, asks)
    if sent.errors:
        sent.status = 422
    else:
        sent.attempt(act, asks=asks)


def _choice(choices: list[tuple[str, str]]) -> Ask:
    return Ask(
        name="slug",
        label=_("Trámite"),
        kind="one_of",
        options=tuple((slug, title, "") for slug, title in choices),
    )


def _open(office: offices.Office, post: offices.Post, said: Mapping[str, str]) -> casefiles.Call:
    procedure = catalogue.in_force(office_id=office.id, slug=said["slug"], at=clock.now())
    currency = (procedure.call or {}).get("currency") or ""
    return casefiles.open_call(
        post=post, procedure=procedure, **opening_of(said, currency=currency)
    )


@require_GET
@desk_page(Role.OFFICER, Role.HEAD, nav="calls")
def call(
    request: HttpRequest, office: offices.Office, post: offices.Post, call: UUID
) -> HttpResponse:
    """One call: where it stands, who filed, with which points, what was published."""
    found = casefiles.call_for_official(post=post, call_id=call)
    steps = [
        Link(
            label=str(STEPS[kind].title),
            url=reverse("desk:call-step", args=[office.slug, found.id, _address(kind)]),
        )
        for kind in casefiles.offered_in_call(found, post)
    ]
    context = {
        "call": found,
        "facts": call_facts(office=office, call=found),
        "steps": steps,
        "entrants": entrants_table(office=office, call=found, post=post),
        "lists": lists_shown(found),
        "trail": [_to_calls(office)],
    }
    return render(request, "desk/call.html", context)


@require_http_methods(["GET", "POST"])
@desk_page(Role.OFFICER, Role.HEAD, nav="calls")
def step(
    request: HttpRequest, office: offices.Office, post: offices.Post, call: UUID, step: str
) -> HttpResponse:
    """The form of a step of the call."""
    found = casefiles.call_for_official(post=post, call_id=call)
    kind = next((one for one in CallActKind if _address(one) == step), None)
    page = STEPS.get(kind) if kind else None
    if page is None:
        raise Http404
    sent, asks = sent_page(request), page.questions(found)
    if request.method == "POST":
        _attempt(sent, asks, lambda: _do(page, post, found, sent))
    if sent.done is not None:
        return HttpResponseRedirect(reverse("desk:call", args=[office.slug, found.id]))
    return _form(request, office, found, page, asks=asks, sent=sent)


def _do(page: CallStep, post: offices.Post, call: casefiles.Call, sent: Sent) -> casefiles.CallAct:
    more = page.said(call, sent.posted) if page.said else {}
    act: casefiles.CallAct = page.door(
        post=post, call_id=call.id, expected_seq=sent.expected_seq, **more
    )
    return act


@require_http_methods(["GET", "POST"])
@desk_page(Role.OFFICER, Role.HEAD, nav="calls")
def evaluate(
    request: HttpRequest, office: offices.Office, post: offices.Post, call: UUID, case: UUID
) -> HttpResponse:
    """Points by criterion for one filing; the case is opened, and journalled."""
    view = open_case(request, post=post, case_id=case)
    found = casefiles.call_for_official(post=post, call_id=call)
    asks, held = _criteria(found), _points_of(found, case)
    sent = sent_page(request) if request.method == "POST" else Sent(posted=held)
    if request.method == "POST":
        _attempt(sent, asks, lambda: _evaluate(post, found, case, sent.posted))
    if sent.done is not None:
        return HttpResponseRedirect(reverse("desk:call", args=[office.slug, found.id]))
    caption = _("Registro %(number)s. %(name)s") % {
        "number": view.label,
        "name": view.applicant.name,
    }
    more = _evaluated(office, view)
    return _form(request, office, found, _EVALUATE, asks=asks, sent=sent, caption=caption, **more)


_EVALUATE = {
    "title": gettext_lazy("Valorar la solicitud"),
    "button": gettext_lazy("Guardar los puntos"),
    "consequence": gettext_lazy("Sustituye a los puntos anteriores, que también se conservan."),
    "intro": "",
}


def _evaluate(post: offices.Post, call: casefiles.Call, case: UUID, said: Mapping[str, str]) -> Any:
    criteria = casefiles.rules_of(call).criteria
    points = {name: _whole(said.get(f"points-{name}", "")) for name in criteria}
    return casefiles.evaluate(
        post=post, call_id=call.id, case_id=case, points=points, why=said.get("why", "")
    )


def _evaluated(office: offices.Office, view: casefiles.CaseView) -> dict[str, Any]:
    """What was asked for and the papers beside it: what the points are given for."""
    now = casefiles.case_now(view)
    return {
        "sections": evaluated_sections(now),
        "documents": case_file(office=office, now=now).documents,
    }


def _criteria(call: casefiles.Call) -> tuple[Ask, ...]:
    lang = get_language() or "es"
    procedure = catalogue.version(call.version_id)
    return (
        *(
            Ask(
                name=f"points-{one['id']}",
                label=pick(one["label"], lang),
                hint=_("De 0 a %(most)d puntos.") % {"most": one["most"]},
                kind="text",
            )
            for one in (procedure.call or {})["criteria"]
        ),
        Ask(name="why", label=_("Por qué estos puntos"), rows=4),
    )


def _points_of(call: casefiles.Call, case: UUID) -> dict[str, str]:
    held = next((one for one in casefiles.entrants(call) if one.case_id == case), None)
    if held is None:
        raise Http404
    return {**{f"points-{k}": str(v) for k, v in held.points.items()}, "why": held.reasons}


def _whole(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text.strip()) < 6 else -1


def _form(
    request: HttpRequest,
    office: offices.Office,
    call: casefiles.Call,
    page: Any,
    *,
    asks: tuple[Ask, ...],
    sent: Sent,
    caption: str = "",
    **more: Any,
) -> HttpResponse:
    here = reverse("desk:call", args=[office.slug, call.id])
    return act_page(
        request,
        page=page,
        asks=asks,
        sent=sent,
        last_seq=call.last_seq,
        trail=[_to_calls(office), Link(label=call.title, url=here)],
        caption=caption or call.title,
        errors_title=_("No se ha hecho"),
        **more,
    )


def _address(kind: CallActKind) -> str:
    return str(kind.value).replace("_", "-")


def _to_calls(office: offices.Office) -> Link:
    return Link(label=_("Convocatorias"), url=reverse("desk:calls", args=[office.slug]))
