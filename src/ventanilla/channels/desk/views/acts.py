"""One page for every act of the desk, from the table; and why a time limit ends when it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.acts.act_row import ActPage
from ventanilla.channels.desk.acts.doing import done
from ventanilla.channels.desk.acts.table import ACTS, ON_TITLES
from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case
from ventanilla.channels.desk.show.titles import title_facts
from ventanilla.channels.filling.acts.sent import Sent
from ventanilla.channels.filling.acts.showing import act_page
from ventanilla.channels.look.act_words import clock_label
from ventanilla.channels.look.bodies import takes_files
from ventanilla.channels.look.components import ErrorLine, Line
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel.text_choice import pick


@takes_files
@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="queue")
def act(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID, act: str
) -> HttpResponse:
    """The form of an act, or why it cannot be done. What cannot be done comes back as typed."""
    page = ACTS.get(casefiles.ActKind(act)) if act in casefiles.ActKind.values else None
    if page is None:
        raise Http404
    now = _now(request, post, case)
    if request.method != "POST":
        return _page(request, office, post, page, now, Sent())
    sent = done(request, post=post, page=page, now=now)
    if sent.done is not None:
        return HttpResponseRedirect(_after(office, sent.done))
    return _page(request, office, post, page, _now(request, post, case), sent)


def _after(office: offices.Office, done: casefiles.Act) -> str:
    """The case with what was done; the queue where another unit has it now."""
    if done.kind == casefiles.ActKind.FORWARD and done.content.get("unit"):
        return reverse("desk:queue", args=[office.slug])
    return f"{reverse('desk:case', args=[office.slug, done.case_id])}?done={done.seq}"


def _now(request: HttpRequest, post: offices.Post, case: UUID) -> casefiles.CaseNow:
    return casefiles.case_now(open_case(request, post=post, case_id=case))


def _page(
    request: HttpRequest,
    office: offices.Office,
    post: offices.Post,
    page: ActPage,
    now: casefiles.CaseNow,
    sent: Sent,
) -> HttpResponse:
    refused = now.offers(casefiles.hand_of(post)).get(page.kind, _not_here(now))
    return act_page(
        request,
        page=page,
        asks=page.questions(now),
        sent=sent,
        last_seq=now.view.last_seq,
        trail=[
            Link(label=now.view.label, url=reverse("desk:case", args=[office.slug, now.view.id]))
        ],
        caption=_("Registro %(number)s. %(name)s")
        % {"number": now.view.label, "name": now.view.applicant.name},
        errors_title=_("No se ha hecho"),
        refused=refused,
        since=sent.since(now),
        facts=_facts(now, page, refused),
        before=((), _mark_errors(sent)),
        marks=_marks(now, sent) if page.marks else [],
        marks_error=sent.errors.get("marks", ""),
        footing=_footing(now) if page.footing else [],
    )


def _not_here(now: casefiles.CaseNow) -> casefiles.Refusal:
    cause = _("Su puesto no puede hacerlo, o el expediente ya no está en ese punto.")
    return casefiles.Refusal("not-offered", cause)


def _facts(
    now: casefiles.CaseNow, page: ActPage, refused: casefiles.Refusal | None
) -> Sequence[Line]:
    """What whoever does the act has to have before their eyes."""
    if page in ON_TITLES:
        return title_facts(now)
    return page.facts(now) if page.facts and not refused else ()


def _mark_errors(sent: Sent) -> list[ErrorLine]:
    return [
        ErrorLine(text=text, anchor=name)
        for name, text in sent.errors.items()
        if name.startswith("why-")
    ]


def _marks(now: casefiles.CaseNow, sent: Sent) -> list[dict[str, Any]]:
    lines = now.read_back(now.answers, now.files, get_language() or "es")
    return [
        {
            "field": name,
            "label": label,
            "shown": shown,
            "marked": f"mark-{name}" in sent.posted,
            "why": sent.posted.get(f"why-{name}", ""),
            "error": sent.errors.get(f"why-{name}", ""),
        }
        for name, (label, shown) in lines.items()
    ]


def _footing(now: casefiles.CaseNow) -> list[str]:
    lang = get_language() or "es"
    return [
        f"{pick(appeal['name'], lang)} ({appeal['norm']})" for appeal in now.view.procedure.appeals
    ]


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, Role.OFFICER, Role.HEAD, nav="queue")
def why_that_day(
    request: HttpRequest,
    office: offices.Office,
    post: offices.Post,
    case: UUID,
    seq: int,
    limit: str,
) -> HttpResponse:
    """How one time limit of the case was counted."""
    now = _now(request, post, case)
    found = now.date_of(seq=seq, name=limit)
    if found is None:
        raise Http404
    due, stored = found
    here = reverse("desk:case", args=[office.slug, case])
    context = {
        "caption": clock_label(limit, own=now.own_names(get_language() or "es")),
        "day": full_day(due),
        "sentences": legislation.reasons(office=office, stored=stored, lang=get_language() or "es"),
        "back_to_case": here,
        "trail": [Link(label=now.view.label, url=here)],
    }
    return render(request, "desk/clock.html", context)
