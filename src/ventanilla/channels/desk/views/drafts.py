"""Drafting a decision at the desk: begin, write, read as the person will, propose."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case
from ventanilla.channels.desk.show.drafts import (
    Writing,
    beginnings,
    change_of,
    draft_page,
    text_page,
)
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.downloads import download
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.drafting import api as drafting
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel.errors import Problem


def opened(
    request: HttpRequest, post: offices.Post, draft_id: UUID
) -> tuple[drafting.DecisionDraft, casefiles.CaseNow]:
    """A draft with its case, once the journal holds who opens it."""
    draft = drafting.draft_of(post=post, draft_id=draft_id)
    view = open_case(request, post=post, case_id=draft.case_id)
    return draft, casefiles.case_now(view)


@require_http_methods(["GET", "POST"])
@desk_page(Role.OFFICER, Role.HEAD, nav="signing")
def begin(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """The draft of a case, or what to begin one from."""
    now = casefiles.case_now(open_case(request, post=post, case_id=case))
    live = drafting.live_draft_of(case)
    if live is not None:
        return HttpResponseRedirect(reverse("desk:decision", args=[office.slug, live.id]))
    refused = ""
    if request.method == "POST":
        try:
            draft = drafting.begin(post=post, now=now, template=request.POST.get("template", ""))
        except drafting.DraftRefused as problem:
            refused = str(problem)
        else:
            return HttpResponseRedirect(reverse("desk:decision", args=[office.slug, draft.id]))
    here = reverse("desk:case", args=[office.slug, case])
    context = {
        "caption": f"{now.view.label}. {now.view.applicant.name}",
        "choices": beginnings(now),
        "possible": bool(drafting.act_of(now)) and now.standing.is_open,
        "errors": [ErrorLine(text=refused)] if refused else [],
        "errors_title": _("No se ha hecho"),
        "back_to_case": here,
        "trail": [Link(label=now.view.label, url=here)],
    }
    return render(request, "desk/draft_new.html", context, status=409 if refused else 200)


@require_http_methods(["GET", "POST"])
@desk_page(Role.OFFICER, Role.HEAD, nav="signing")
def decision(
    request: HttpRequest, office: offices.Office, post: offices.Post, draft: UUID
) -> HttpResponse:
    """The page where a decision is written: one form, each button saves what was typed first."""
    found, now = opened(request, post, draft)
    writing = Writing.of(found)
    if request.method == "POST":
        writing = Writing.typed(found, request.POST)
        try:
            return _done(request, office, post, now, writing)
        except drafting.DraftStale as stale:
            writing = writing.beside(drafting.draft_of(post=post, draft_id=draft))
            writing.problem = stale
        except Problem as problem:
            writing.problem = problem
            writing = writing.again(drafting.draft_of(post=post, draft_id=draft))
    status = writing.problem.status if writing.problem else 200
    return render(request, "desk/draft.html", draft_page(office, now, writing), status=status)


def _done(
    request: HttpRequest,
    office: offices.Office,
    post: offices.Post,
    now: casefiles.CaseNow,
    writing: Writing,
) -> HttpResponse:
    do, _colon, what = request.POST.get("do", "save").partition(":")
    here = reverse("desk:decision", args=[office.slug, writing.draft.id])
    if do == "drop":
        drafting.drop(post=post, draft_id=writing.draft.id, version=writing.version)
        return HttpResponseRedirect(reverse("desk:case", args=[office.slug, now.view.id]))
    change, anchor = change_of(do, what)
    saved = drafting.save(
        post=post,
        draft_id=writing.draft.id,
        version=writing.version,
        decision=writing.decision,
        title=writing.title,
        texts=writing.texts,
        change=change,
    )
    if do == "read":
        return HttpResponseRedirect(reverse("desk:decision-read", args=[office.slug, saved.id]))
    if do == "propose":
        drafting.propose(post=post, now=now, draft_id=saved.id, version=saved.version)
        return HttpResponseRedirect(f"{reverse('desk:signing', args=[office.slug])}?done=proposed")
    return HttpResponseRedirect(f"{here}?saved={saved.version}{anchor}")


@require_GET
@desk_page(Role.OFFICER, Role.HEAD, nav="signing")
def read(
    request: HttpRequest, office: offices.Office, post: offices.Post, draft: UUID
) -> HttpResponse:
    """The draft as the person will read it; whoever drafts sees no signature in it."""
    found, now = opened(request, post, draft)
    context = {
        "text": text_page(drafting.composed(found, now)),
        "caption": f"{now.view.label}. {now.view.applicant.name}",
        "pdf": reverse("desk:decision-pdf", args=[office.slug, found.id]),
        "back": reverse("desk:decision", args=[office.slug, found.id]),
        "trail": [
            Link(label=now.view.label, url=reverse("desk:case", args=[office.slug, now.view.id]))
        ],
    }
    return render(request, "desk/draft_read.html", context)


@require_GET
@desk_page(Role.OFFICER, Role.HEAD, nav="signing")
def as_pdf(
    request: HttpRequest, office: offices.Office, post: offices.Post, draft: UUID
) -> HttpResponse:
    """The same as the document that would be signed, said to be a draft."""
    found, now = opened(request, post, draft)
    if not found.paragraphs:
        raise Http404
    content = drafting.as_pdf(drafting.composed(found, now))
    return download(content, name=f"{_('borrador')}.pdf", media_type="application/pdf")
