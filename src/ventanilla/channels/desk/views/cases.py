"""The queue, one case, and its documents."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case
from ventanilla.channels.desk.show.beside import beside
from ventanilla.channels.desk.show.case_file import case_file, filed_sections, norms_of
from ventanilla.channels.desk.show.letters import notices_table
from ventanilla.channels.desk.show.titles import title_card
from ventanilla.channels.desk.show.what_now import what_now
from ventanilla.channels.desk.views.data_rights import measures_shown
from ventanilla.channels.desk.views.queue_page import queue_page, queue_url
from ventanilla.channels.look.downloads import download
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights import api as datarights
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="queue")
def queue(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """What the post's unit has, the most urgent first."""
    return queue_page(request, office=office, post=post)


@require_POST
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="queue")
def views(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """Keep what is asked as a view of the post, or drop one; a refusal keeps what was typed."""
    asked = casefiles.case_filter(request.POST)
    if drop := request.POST.get("drop", ""):
        casefiles.drop_view(post=post, view_id=_id(drop))
    else:
        name = request.POST.get("name", "")
        try:
            casefiles.keep_view(post=post, name=name, asked=asked)
        except casefiles.ViewRefused as refused:
            return queue_page(request, office=office, post=post, refused=refused, typed=name)
    return HttpResponseRedirect(queue_url(office, asked))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="queue")
def case(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """One case, whole, with what its reader may do now."""
    now = casefiles.case_now(open_case(request, post=post, case_id=case))
    context = {
        "story": case_file(office=office, now=now),
        "sections": filed_sections(now) if _was_filed(now) else [],
        "norms": norms_of(now.view),
        "what_now": what_now(office=office, post=post, now=now),
        "notices": notices_table(now),
        "title": title_card(office=office, post=post, now=now),
        "beside": beside(office=office, post=post, now=now),
        "done": _just_done(request, now),
        "annulled": now.view.annulled,
        "file_url": _file_url(office, post, case),
        "measures": measures_shown(now.view),
        "data_url": _data_url(office, post, now.view),
        "delay_url": reverse("desk:delay", args=[office.slug, case])
        if post.role == Role.HEAD
        else "",
        "trail": [Link(label=now.view.label, url=reverse("desk:case", args=[office.slug, case]))],
    }
    return render(request, "desk/case.html", context)


def _file_url(office: offices.Office, post: offices.Post, case_id: UUID) -> str:
    """Where the whole file is had; empty for whom it is not."""
    if post.role not in (Role.REGISTRAR, Role.OFFICER, Role.HEAD):
        return ""
    return reverse("desk:case-file", args=[office.slug, case_id])


def _was_filed(now: casefiles.CaseNow) -> bool:
    """Somebody filed it; what begins of own motion answers no form."""
    return now.steps[0].kind == casefiles.ActKind.LODGE


def _data_url(office: offices.Office, post: offices.Post, case: casefiles.CaseView) -> str:
    """Where a right over the person's data is attended; nothing where the case is of none."""
    if not datarights.right_of(case) or post.role not in (Role.OFFICER, Role.HEAD):
        return ""
    return reverse("desk:data", args=[office.slug, case.id])


def _just_done(request: HttpRequest, now: casefiles.CaseNow) -> dict[str, str] | None:
    """The act that led here, while it is the last one."""
    last = now.view.acts[-1]
    if request.GET.get("done") != str(last.seq):
        return None
    return {"title": str(last.kind.label), "number": now.numbers.get(last.seq, "")}


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="queue")
def document(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID, document: UUID
) -> HttpResponse:
    """A document of a case of the post's unit."""
    opened = open_case(request, post=post, case_id=case, document_id=document)
    held = opened.document(document)
    if held is None:
        raise Http404
    return download(documents.content(held), name=held.name, media_type=held.media_type)
