"""Letters at the registry: print a batch, hand it to the post, record what came of each."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_letters
from ventanilla.channels.desk.show.letters import batches_table, letters, out_lines
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.frame import Link
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem


@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, nav="letters")
def letter_list(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """What waits to be printed, the batches, and the letters that are out."""
    problem: Problem | None = None
    if request.method == "POST":
        try:
            return _done(request, office, post)
        except Problem as found:
            problem = found
    out = notices.letters_out(office)
    context = {
        "waiting": len(notices.waiting_letters(office)),
        "batches": batches_table(office, notices.batches(office)),
        "out": [
            {"id": one.id, "facts": out_lines(one), "posted": one.standing == "posted"}
            for one in out
        ],
        "today": clock.today(office.zone),
        "errors_title": _("No se ha guardado"),
        "errors": [ErrorLine(text=str(problem))] if problem else [],
    }
    return render(request, "desk/letters.html", context, status=problem.status if problem else 200)


def _done(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """One of the buttons of the page. Raises a `Problem` with what is missing."""
    do, by = request.POST.get("do", ""), post.account_id
    if do == "print":
        batch = notices.print_batch(office=office, account_id=by)
        return HttpResponseRedirect(reverse("desk:letter-batch", args=[office.slug, batch.id]))
    said: dict[str, Any] = {"office": office, "account_id": by}
    said["notice_id"] = _id(request.POST.get("notice", ""))
    on, text = _day(request.POST.get("on", "")), request.POST.get("text", "")
    if do == "delivered":
        notices.record_delivered(on=on, to=text, **said)
    elif do == "returned":
        notices.record_returned(on=on, why=text, **said)
    elif do == "board":
        notices.publish_on_board(until=on, norm=text, **said)
    return HttpResponseRedirect(request.path)


@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, nav="letters")
def letter_batch(
    request: HttpRequest, office: offices.Office, post: offices.Post, batch: UUID
) -> HttpResponse:
    """The letters of a batch, a page each when printed; then handed to the post."""
    error = ""
    if request.method == "POST":
        try:
            notices.hand_to_post(
                office=office,
                batch_id=batch,
                account_id=post.account_id,
                on=_day(request.POST.get("on", "")),
                reference=request.POST.get("reference", ""),
            )
            return HttpResponseRedirect(request.path)
        except Problem as problem:
            error = str(problem)
    held, found = notices.batch_letters(office=office, batch_id=batch)
    context = {
        "batch": held,
        "letters": letters(found, open_letters(request, post=post, letters=found)),
        "today": clock.today(office.zone),
        "reference": request.POST.get("reference", ""),
        "errors_title": _("No se ha guardado"),
        "errors": [ErrorLine(text=error, anchor="reference")] if error else [],
        "trail": [Link(label=_("Cartas"), url=reverse("desk:letters", args=[office.slug]))],
    }
    return render(request, "desk/letter_batch.html", context, status=422 if error else 200)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise notices.NoticeIncomplete(
            _("Falta el día, o no existe."), example="2026-11-28"
        ) from None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise notices.NoticeUnknown from None
