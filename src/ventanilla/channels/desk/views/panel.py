"""A unit's panel: what falls due, what is late, whom it waits on, and who has how much."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.show.panel import due_table, summary, turns_table, week_table
from ventanilla.channels.desk.show.tasks import loads_table
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role


@require_GET
@desk_page(Role.CLERK, Role.OFFICER, Role.HEAD, nav="panel")
def panel(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """Every number leads to the list of what it counts."""
    figures = casefiles.figures(office=office, post=post)
    context = {
        "unit": post.unit.name,
        "summary": summary(figures),
        "due": due_table(office=office, figures=figures),
        "turns": turns_table(office=office, figures=figures),
        "week": week_table(casefiles.week_of(office=office, post=post)),
        "loads": loads_table(office=office, post=post),
    }
    return render(request, "desk/panel.html", context)
