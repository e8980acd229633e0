"""The queue, one case, and its answer."""

from __future__ import annotations

from typing import BinaryIO, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case
from ventanilla.channels.desk.show.case_file import (
    answer_fields,
    case_file,
    filed_sections,
    norms_of,
)
from ventanilla.channels.desk.show.queue import counts_sentence, queue_table
from ventanilla.channels.look.bodies import takes_files
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.downloads import download
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.privacy.api import AccessPurpose
from ventanilla.kernel.errors import Problem

ANSWER_FILE_LIMIT = 10_000_000


@require_GET
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="queue")
def queue(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """What the post's unit has, the most urgent first."""
    wanted = request.GET.get("state", "")
    state = casefiles.State(wanted) if wanted in casefiles.State.values else None
    page = casefiles.queue(
        office=office, post=post, state=state, cursor=request.GET.get("after", "")[:100]
    )
    more = urlencode({"state": page.state.value, "after": page.next_cursor})
    context = {
        "unit": post.unit.name,
        "counts": counts_sentence(page),
        "table": queue_table(office=office, page=page),
        "states": casefiles.State.choices,
        "state": page.state.value,
        "more_url": f"?{more}" if page.next_cursor else "",
    }
    return render(request, "desk/queue.html", context)


@require_GET
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="queue")
def case(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """One case, whole; the form to answer it for who decides."""
    found = open_case(request, post=post, case_id=case)
    return _case(request, office, post, found)


@takes_files
@require_POST
@desk_page(Role.OFFICER, Role.HEAD, nav="queue")
def answer(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """Answer and close. What cannot be issued comes back as it was written."""
    found = open_case(request, post=post, case_id=case, purpose=AccessPurpose.ANSWER)
    try:
        casefiles.answer(
            post=post,
            case_id=case,
            expected_seq=_number(request.POST.get("expected_seq", "")),
            text=request.POST.get("text", ""),
            decision=request.POST.get("decision", ""),
            reasons=request.POST.get("reasons", ""),
            documents=_attached(request, office),
        )
    except Problem as problem:
        return _case(request, office, post, found, problem=problem)
    return HttpResponseRedirect(reverse("desk:case", args=[office.slug, case]))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _attached(request: HttpRequest, office: offices.Office) -> list[documents.Document]:
    uploaded = request.FILES.get("document")
    if uploaded is None:
        return []
    return [
        documents.keep(
            office_id=office.id,
            name=uploaded.name or "",
            content=cast("BinaryIO", uploaded),
            declared_type=uploaded.content_type or "",
            limit=ANSWER_FILE_LIMIT,
        )
    ]


def _case(
    request: HttpRequest,
    office: offices.Office,
    post: offices.Post,
    case: casefiles.CaseView,
    *,
    problem: Problem | None = None,
) -> HttpResponse:
    text = " ".join(str(t) for t in (problem.cause, problem.expected) if t) if problem else ""
    posted = {name: str(request.POST.get(name, "")) for name in ("decision", "text", "reasons")}
    fields = answer_fields(case=case, post=post, posted=posted, error=text)
    context = {
        "story": case_file(office=office, case=case),
        "sections": filed_sections(case),
        "norms": norms_of(case),
        "fields": fields,
        "errors": [ErrorLine(text=text, anchor="decision" if fields else "")] if text else [],
        "errors_title": _("No se ha respondido"),
        "typed": [value for value in posted.values() if value] if text and not fields else [],
        "expected_seq": case.last_seq,
        "answer_url": reverse("desk:answer", args=[office.slug, case.id]),
        "trail": [Link(label=case.label, url=reverse("desk:case", args=[office.slug, case.id]))],
    }
    return render(request, "desk/case.html", context, status=problem.status if problem else 200)


@require_GET
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="queue")
def document(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID, document: UUID
) -> HttpResponse:
    """A document of a case of the post's unit."""
    opened = open_case(request, post=post, case_id=case, document_id=document)
    held = opened.document(document)
    if held is None:
        raise Http404
    return download(documents.content(held), name=held.name, media_type=held.media_type)
