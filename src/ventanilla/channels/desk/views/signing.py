"""The tray of whoever signs: one by one with the text before them, or several at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.show.drafts import text_page
from ventanilla.channels.desk.show.signing import sheet_facts, tray_lists
from ventanilla.channels.desk.views.drafts import opened
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.drafting import api as drafting
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel.errors import Problem

AT_ONCE = 20
_DONE = {"proposed", "returned", "signed"}


@require_GET
@desk_page(Role.OFFICER, Role.HEAD, nav="signing")
def tray(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """What the reader may sign now, what they drafted, and what else the unit is drafting."""
    done = request.GET.get("done", "")
    context = {
        "unit": post.unit.name,
        "lists": tray_lists(office=office, post=post),
        "done": done if done in _DONE else "",
        "at_once": AT_ONCE,
    }
    return render(request, "desk/signing.html", context)


@require_http_methods(["GET", "POST"])
@desk_page(Role.OFFICER, Role.HEAD, nav="signing")
def sheet(
    request: HttpRequest, office: offices.Office, post: offices.Post, draft: UUID
) -> HttpResponse:
    """One text to sign, or to give back with a remark. What cannot be says why."""
    found, now = opened(request, post, draft)
    problem: Problem | None = None
    remark = request.POST.get("remark", "")
    if request.method == "POST":
        try:
            done = _settled(request, post, now, found)
            return HttpResponseRedirect(
                f"{reverse('desk:signing', args=[office.slug])}?done={done}"
            )
        except Problem as refused:
            problem = refused
            found, now = opened(request, post, draft)
    text, barred = _text(request, post, now, found)
    context = {
        "draft": found,
        "text": text_page(text),
        "barred": barred,
        "waits": found.state == "proposed",
        "facts": sheet_facts(office=office, now=now, draft=found),
        "caption": f"{now.view.label}. {now.view.applicant.name}",
        "remark": remark,
        "errors": [ErrorLine(text=str(problem), anchor="remark" if not remark.strip() and
                             request.POST.get("do") == "return" else "")] if problem else [],
        "errors_title": _("No se ha firmado"),
        "pdf": reverse("desk:decision-pdf", args=[office.slug, found.id]),
        "case_url": reverse("desk:case", args=[office.slug, now.view.id]),
        "trail": [Link(label=_("Firma"), url=reverse("desk:signing", args=[office.slug]))],
    }  # fmt: skip
    return render(request, "desk/sheet_to_sign.html", context, status=_status(problem))


def _status(problem: Problem | None) -> int:
    return problem.status if problem else 200


def _settled(
    request: HttpRequest,
    post: offices.Post,
    now: casefiles.CaseNow,
    draft: drafting.DecisionDraft,
) -> str:
    asked: dict[str, Any] = {
        "post": post,
        "draft_id": draft.id,
        "version": _number(request.POST.get("version", "")),
    }
    if request.POST.get("do") == "return":
        drafting.signer(post=post, now=now, draft=draft)  # whoever may sign may give back
        drafting.give_back(**asked, remark=request.POST.get("remark", ""))
        return "returned"
    drafting.sign(**asked, now=now)
    return "signed"


def _text(
    request: HttpRequest,
    post: offices.Post,
    now: casefiles.CaseNow,
    draft: drafting.DecisionDraft,
) -> tuple[drafting.Composed, str]:
    name = str(request.user)
    try:
        return drafting.to_be_signed(post=post, now=now, draft=draft, name=name), ""
    except drafting.SignatureRefused as refused:
        return drafting.composed(draft, now), str(refused)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One of several to be signed: what signing it does, or why it is not signed."""

    pick: str
    title: str
    label: str
    name: str
    decision: str
    formula: str
    refused: str
    number: str
    url: str


@require_POST
@desk_page(Role.OFFICER, Role.HEAD, nav="signing")
def together(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """Several at once: first what each signature does, then each in an act and transaction of its
    own; what one of them lacks keeps no other from being signed."""
    picked = list(dict.fromkeys(request.POST.getlist("pick")))[:AT_ONCE]
    sign = request.POST.get("do") == "sign"
    outcomes = [
        one for one in (_outcome(request, office, post, text, sign=sign) for text in picked) if one
    ]
    context = {
        "outcomes": outcomes,
        "signed": sign,
        "ready": sum(not one.refused for one in outcomes),
        "back": reverse("desk:signing", args=[office.slug]),
        "trail": [Link(label=_("Firma"), url=reverse("desk:signing", args=[office.slug]))],
    }
    return render(request, "desk/signing_together.html", context)


def _outcome(
    request: HttpRequest, office: offices.Office, post: offices.Post, pick: str, *, sign: bool
) -> Outcome | None:
    which, _colon, version = pick.partition(":")
    try:
        draft, now = opened(request, post, UUID(which))
    except (ValueError, Problem):
        return None
    refused, formula, number, decision = "", "", "", ""
    try:
        text = drafting.to_be_signed(post=post, now=now, draft=draft)
        formula, decision = str(text.signed.get("formula", "")), text.decision
        if draft.state != "proposed" or draft.version != _number(version):
            raise drafting.DraftStale(draft)
        if sign:
            act = drafting.sign(post=post, now=now, draft_id=draft.id, version=_number(version))
            number = str(act.seq)
    except Problem as problem:
        refused = str(problem)
    return Outcome(
        pick=pick,
        title=draft.title,
        label=now.view.label,
        name=now.view.applicant.name,
        decision=decision,
        formula=formula,
        refused=refused,
        number=number,
        url=reverse("desk:case", args=[office.slug, now.view.id]),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
