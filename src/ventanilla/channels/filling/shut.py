"""A procedure that takes no filings now: why, what is expected, and what may be done instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.problems import typed_answers
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.text_choice import pick

#: What says that nobody files now. Whoever draws a page of a draft catches these.
SHUT = (catalogue.ProcedureShut, casefiles.CallNotOpen)
#: On each side: a procedure, everything that is open, and the calls where these readers have them.
_ADDRESSES = {"portal": ("procedure", "home", "calls"), "desk": ("attend", "counter", "")}


def shut_page(
    request: HttpRequest,
    problem: Problem,
    *,
    office: offices.Office,
    side: str,
    kept: Sequence[str] = (),
    draft: bool = False,
) -> HttpResponse:
    """The page that says so, at the portal or at the desk (`side`). `kept` are the answers of a
    draft: they are shown to be copied, and stay saved as long as any draft."""
    held = getattr(problem, "procedure", None)
    context = {
        "shut": problem,
        "procedure_title": pick(held.title, get_language() or "es") if held else "",
        "instead": instead_of(problem, office=office, side=side),
        "kept": kept,
        "draft": draft,
        "typed": typed_answers(request),
        "office": office,
    }
    response = render(request, "filling/shut.html", context, status=problem.status)
    response["Cache-Control"] = "no-store"
    return response


def open_procedure(office: offices.Office, slug: str) -> catalogue.PublishedProcedure:
    """What is filed now under that name, with room for one more. Raises what `SHUT` holds, and
    `ProcedureUnknown`."""
    now = clock.now()
    found = catalogue.in_force(office_id=office.id, slug=slug, at=now)
    if found.call:
        casefiles.call_taking(office=office, slug=slug, at=now)
    if shut := casefiles.why_not_begun(office=office, procedure=found):
        raise shut
    return found


def instead_of(
    problem: Problem, *, office: offices.Office, side: str, reading: bool = False
) -> tuple[Link, ...]:
    """Where to go on: to what takes its place, to the page of the procedure (unless `reading` it),
    to the calls, or to what is open."""
    about, everything, calls = _ADDRESSES[side]
    links = []
    successor = getattr(problem, "successor", "")
    if successor and (title := _open_title(office, successor)):
        address = reverse(f"{side}:{about}", args=[office.slug, successor])
        links.append(Link(label=title, url=address))
    held = getattr(problem, "procedure", None)
    gone = reading or side != "portal" or isinstance(problem, catalogue.ProcedureWithdrawn)
    if held and not gone:
        address = reverse(f"{side}:{about}", args=[office.slug, held.slug])
        links.append(Link(label=_("Leer qué pide este trámite"), url=address))
    if calls and isinstance(problem, casefiles.CallNotOpen):
        address = reverse(f"{side}:{calls}", args=[office.slug])
        links.append(Link(label=_("Ver las convocatorias de la sede"), url=address))
    open_ones = reverse(f"{side}:{everything}", args=[office.slug])
    links.append(Link(label=_("Ver los trámites abiertos"), url=open_ones))
    return tuple(links)


def _open_title(office: offices.Office, slug: str) -> str:
    """The title of the successor, unless it is shut itself."""
    try:
        found = catalogue.in_force(office_id=office.id, slug=slug, at=clock.now())
    except (catalogue.ProcedureShut, catalogue.ProcedureUnknown):
        return ""
    return pick(found.title, get_language() or "es")


def texts_of(answers: Mapping[str, Any]) -> list[str]:
    """The texts of a draft whose form can no longer be shown."""
    return [text for value in answers.values() for text in _texts(value)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, Mapping):
        yield ", ".join(str(part) for part in value.values() if part)
