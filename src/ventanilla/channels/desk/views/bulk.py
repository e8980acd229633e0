"""The same act in several cases: a preview that says what will happen in each, then each by itself.

Every case's act is its own, in its own transaction, held to what the preview showed: one that
changed since is refused alone. Sent twice, what was done the first time is told as done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ventanilla.channels.desk.acts.several import SeveralAct, several_for
from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_several
from ventanilla.channels.desk.show.several import ResultLine, preview_lines
from ventanilla.channels.desk.views.queue_page import queue_page, queue_url
from ventanilla.channels.filling.acts.sent import sent_page
from ventanilla.channels.look.act_form import act_errors, answers_of, ask_fields, unanswered
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel.errors import Problem


@require_POST
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="queue")
def bulk(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """From the queue: what would happen in the cases that were marked. From there: what did."""
    asked = casefiles.case_filter(request.POST)
    act = next((one for one in several_for(post) if one.name == request.POST.get("act")), None)
    ids = _chosen(request, office, post, asked)
    if act is None or not ids:
        lacking = _("Elija qué hacer.") if act is None else _("Marque al menos un expediente.")
        anchor = "act" if act is None else "all"
        return queue_page(request, office=office, post=post, nothing_chosen=(lacking, anchor))
    outlooks = casefiles.outlooks(post=post, case_ids=ids, kind=act.kind)
    if "go" not in request.POST:
        return _preview(request, office, post, act, asked, outlooks, {}, {})
    posted, asks = sent_page(request).posted, act.asks(post)
    if wrong := unanswered(asks, posted):
        return _preview(request, office, post, act, asked, outlooks, posted, wrong)
    said = answers_of(asks, posted)
    seen = [(case, _number(posted.get(f"seq-{case.case_id}", ""))) for case in outlooks]
    wanted = [replace(case, seq=seq) for case, seq in seen if seq is not None]
    open_several(request, post=post, case_ids=[case.case_id for case in wanted])
    results = [_one(office, post, act, case, said) for case in wanted]
    context = {
        "act": act,
        "done": [one for one in results if not one.why],
        "refused": [one for one in results if one.why],
        "back": queue_url(office, asked),
        "trail": [],
    }
    return render(request, "desk/bulk_done.html", context)


def _chosen(
    request: HttpRequest, office: offices.Office, post: offices.Post, asked: casefiles.CaseFilter
) -> list[UUID]:
    if request.POST.get("all"):
        return casefiles.case_ids_asked(office=office, post=post, asked=asked)
    found = []
    for text in request.POST.getlist("case")[: casefiles.MOST_AT_ONCE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _preview(
    request: HttpRequest,
    office: offices.Office,
    post: offices.Post,
    act: SeveralAct,
    asked: casefiles.CaseFilter,
    outlooks: list[casefiles.Outlook],
    posted: Mapping[str, str],
    wrong: dict[str, str],
) -> HttpResponse:
    can, cannot = preview_lines(office=office, post=post, act=act, outlooks=outlooks)
    fields = ask_fields(act.asks(post), posted, wrong)
    context: dict[str, Any] = {
        "act": act,
        "asked": asked,
        "can": can,
        "cannot": cannot,
        "limited": bool(request.POST.get("all")) and len(outlooks) == casefiles.MOST_AT_ONCE,
        "most": casefiles.MOST_AT_ONCE,
        "fields": fields,
        "errors": act_errors(fields, wrong),
        "errors_title": _("No se ha hecho"),
        "back": queue_url(office, asked),
        "trail": [Link(label=str(act.title), url="")],
    }
    return render(request, "desk/bulk.html", context, status=422 if wrong else 200)


def _one(
    office: offices.Office,
    post: offices.Post,
    act: SeveralAct,
    case: casefiles.Outlook,
    said: dict[str, Any],
) -> ResultLine:
    """One case, by its own door: done, or refused with its reason."""
    url = reverse("desk:case", args=[office.slug, case.case_id])
    line = {"number": case.label, "name": case.applicant_name, "url": url}
    try:
        act.door(post, case, said)
    except casefiles.StaleCase as problem:
        if act.kind and casefiles.done_before(
            post=post, case_id=case.case_id, seq=case.seq, kind=act.kind
        ):
            return ResultLine(**line, why="")
        return ResultLine(**line, why=_said(problem))
    except Problem as problem:
        return ResultLine(**line, why=_said(problem))
    return ResultLine(**line, why="")


def _said(problem: Problem) -> str:
    return " ".join(str(part) for part in (problem.cause, problem.expected) if part)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 9 else None
