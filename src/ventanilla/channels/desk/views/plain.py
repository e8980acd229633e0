"""How plain each published page is, and the sentence that is not: for who writes them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.show.plain import letter_pages, pages_table, procedure_pages
from ventanilla.channels.look.frame import Link
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

_ANY = (Role.CLERK, Role.OFFICER, Role.HEAD, Role.ADMIN)


@require_GET
@desk_page(*_ANY, nav="plain")
def pages(request: HttpRequest, office: offices.Office, post: offices.Post) -> HttpResponse:
    """Every procedure on offer, each page in each language that has a formula."""
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    return render(request, "desk/plain.html", {"table": pages_table(office, offered)})


@require_GET
@desk_page(*_ANY, nav="plain")
def procedure(
    request: HttpRequest, office: offices.Office, post: offices.Post, slug: str
) -> HttpResponse:
    """The sentences that fail of one procedure, by file and line."""
    version = catalogue.in_force(office_id=office.id, slug=slug, at=clock.now())
    context = {
        "title": pick(version.title, get_language() or "es"),
        "pages": procedure_pages(catalogue.gauge_of(version.version_id)),
        "seen_url": _as_people_see_it(office, f"procedures/{slug}/"),
    }
    return _sentences(request, office, context)


@require_GET
@desk_page(*_ANY, nav="plain")
def letter(
    request: HttpRequest, office: offices.Office, post: offices.Post, slug: str
) -> HttpResponse:
    """The same of a service letter: the words are its body's, who may be told."""
    held = catalogue.letter(office_id=office.id, slug=slug)
    context = {
        "title": held.content["name"],
        "pages": letter_pages(held),
        "seen_url": _as_people_see_it(office, f"information/{slug}/"),
    }
    return _sentences(request, office, context)


def _as_people_see_it(office: offices.Office, page: str) -> str:
    """A page of the same office outside the desk: channels do not know each other's names."""
    return urljoin(reverse("desk:queue", args=[office.slug]), f"../{page}")


def _sentences(
    request: HttpRequest, office: offices.Office, context: dict[str, Any]
) -> HttpResponse:
    above = Link(label=_("Lenguaje claro"), url=reverse("desk:plain", args=[office.slug]))
    trail = [above, Link(label=context["title"], url=request.path)]
    return render(request, "desk/plain_page.html", {**context, "trail": trail})
