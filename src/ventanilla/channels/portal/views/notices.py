"""The person's electronic box, one notice of it, and the office's notice board."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.acts.doing import hand
from ventanilla.channels.portal.case_door import case_page
from ventanilla.channels.portal.doors import account_of, followed_cases, office_page
from ventanilla.channels.portal.show.notices import board_table, box_table, notice_page
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock


@require_GET
@office_page(Who.ANYONE, nav="notices")
def box(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Those of the account signed in, and of the cases opened in this browser by their code."""
    account, opened = account_of(request), followed_cases(request)
    found = notices.notices_for(office=office, account_id=account, matter_ids=opened)
    context = {
        "trail": [Link(label=_("Mis notificaciones"), url=request.path)],
        "known": account is not None or bool(opened),
        "table": box_table(office=office, found=found),
        "follow_url": reverse("portal:follow", args=[office.slug]),
        "sign_in_url": reverse("portal:sign-in", args=[office.slug]),
        "board_url": reverse("portal:board", args=[office.slug]),
    }
    response = render(request, "portal/notices.html", context)
    response["Cache-Control"] = "no-store"
    return response


@case_page
@require_http_methods(["GET", "POST"])
def notice(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView, item: int
) -> HttpResponse:
    """Closed: what it would bring about. Opened or refused by a button; then what it says."""
    held = notices.notice_of(matter_id=case.id, item=item)
    if held is None:
        raise notices.NoticeUnknown
    here = reverse("portal:notice", args=[office.slug, case.id, item])
    if request.method == "POST":
        if held.pending:
            _step(request, case, held.id)
        return HttpResponseRedirect(here)
    back = reverse("portal:case", args=[office.slug, case.id])
    context = {
        "page": notice_page(office=office, now=casefiles.case_now(case), notice=held),
        "case_url": back,
        "trail": [
            Link(label=_("Mis notificaciones"), url=reverse("portal:notices", args=[office.slug])),
            Link(label=case.label, url=back),
        ],
    }
    return render(request, "portal/notice.html", context)


def _step(request: HttpRequest, case: casefiles.CaseView, notice_id: UUID) -> None:
    """One whose days have passed is recorded as such, and then it may be read all the same."""
    if notices.expire_one(notice_id):
        return
    step = notices.refuse_notice if request.POST.get("do") == "refuse" else notices.open_notice
    account = hand(request, case).account_id
    step(notice_id=notice_id, matter_id=case.id, account_id=account)


@require_GET
@office_page(Who.ANYONE)
def board(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The notice board: today's, with no more of anybody than identifies them to themselves."""
    found = notices.board(office=office, on=clock.today(office.zone))
    context = {
        "trail": [Link(label=_("Tablón de anuncios"), url=request.path)],
        "table": board_table(found),
        "follow_url": reverse("portal:follow", args=[office.slug]),
    }
    return render(request, "portal/board.html", context)
