"""What an official and their unit have to do, and who does it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.show.tasks import loads_table, tabs, task_rows, task_title
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.parties import api as parties

WHOSE = ("mine", "free", "sign", "unit")
LEFT = {"late": gettext_lazy("Pasaron su día"), "week": gettext_lazy("Vencen en siete días")}


@require_GET
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="tasks")
def tasks(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """The open tasks of the post, of nobody, or of the whole unit, the most urgent first."""
    return _list(request, office, post)


@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="tasks")
def task(
    request: HttpRequest, office: offices.Office, post: offices.Post, task: UUID
) -> HttpResponse:
    """Take a task, leave it, or give it to somebody of the unit. What cannot be is said on the
    list, which shows how things stand."""
    if request.method == "POST":
        return _done(request, office, post, task)
    if post.role != Role.HEAD:
        raise Http404
    line = casefiles.task_line(office=office, post=post, task_id=task)
    holders = casefiles.may_do(post, line.role)
    names = parties.display_names({held.account_id for held in holders})
    here = reverse("desk:tasks", args=[office.slug])
    context = {
        "title": task_title(line),
        "caption": f"{line.label}. {line.subject}",
        "people": sorted(names.items(), key=lambda one: one[1]),
        "held_by": line.account_id,
        "task": line.id,
        "back": here,
        "trail": [Link(label=_("Tareas"), url=here)],
    }
    return render(request, "desk/task.html", context)


def _done(
    request: HttpRequest, office: offices.Office, post: offices.Post, task: UUID
) -> HttpResponse:
    chosen = request.POST.get("to", "")
    asked: dict[str, Any] = {"office": office, "post": post, "task_id": task}
    try:
        if request.POST.get("do") == "leave":
            casefiles.leave_task(**asked)
        elif request.POST.get("do") == "give":
            casefiles.give_task(**asked, account_id=_account(chosen))
        else:
            casefiles.take_task(**asked)
    except (casefiles.TaskTaken, casefiles.TaskUnknown) as problem:
        text = " ".join(str(part) for part in (problem.cause, problem.expected) if part)
        return _list(request, office, post, refused=text, status=problem.status)
    whose = request.POST.get("whose", "")
    here = reverse("desk:tasks", args=[office.slug])
    return HttpResponseRedirect(
        f"{here}?{urlencode({'whose': whose if whose in WHOSE else 'mine'})}"
    )


def _account(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _asked_account(text: str) -> UUID | None:
    """Whose tasks are asked for; what cannot be read asks nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _narrowed(who: UUID | None, left: str) -> str:
    """What the list is narrowed down to, in words."""
    name = parties.display_names({who}).get(who, "—") if who else ""
    return ". ".join(part for part in (name, str(LEFT.get(left, ""))) if part)


def _list(
    request: HttpRequest,
    office: offices.Office,
    post: offices.Post,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = request.GET.get("whose", "") or request.POST.get("whose", "")
    whose = asked if asked in WHOSE else "mine"
    who, left = _asked_account(request.GET.get("who", "")), request.GET.get("left", "")
    left = left if left in LEFT else ""
    page = casefiles.tasks_of(
        office=office,
        post=post,
        whose=whose,
        account_id=who,
        left=left,
        cursor=request.GET.get("after", "")[:100],
    )
    narrowed = {"who": str(who or ""), "left": left}
    more = urlencode(
        {"whose": whose, **{k: v for k, v in narrowed.items() if v}, "after": page.next_cursor}
    )
    late = ngettext(
        "%(n)d tarea de la unidad pasó su día.",
        "%(n)d tareas de la unidad pasaron su día.",
        page.late,
    )
    context = {
        "unit": post.unit.name,
        "tabs": tabs(office=office, post=post, page=page, whose=whose),
        "whose": whose,
        "narrowed": _narrowed(who, left),
        "whole_url": f"?{urlencode({'whose': whose})}",
        "rows": task_rows(office=office, post=post, page=page),
        "late": late % {"n": page.late} if page.late else "",
        "refused": refused,
        "table": loads_table(office=office, post=post) if whose == "unit" else None,
        "more_url": f"?{more}" if page.next_cursor else "",
    }
    return render(request, "desk/tasks.html", context, status=status)
