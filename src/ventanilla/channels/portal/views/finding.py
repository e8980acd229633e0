"""Finding what one needs: the offices, an office's home, a search, a topic, a page to read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.filling.shut import instead_of, shut_page
from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.show.calls import call_notice
from ventanilla.channels.portal.show.clips import recordings
from ventanilla.channels.portal.show.commitments import going_on, half_of_them
from ventanilla.channels.portal.show.finding import PAGE, page_number, results, topic_links
from ventanilla.channels.portal.show.letter import letter_page
from ventanilla.channels.portal.show.procedures import procedure_page, procedure_table
from ventanilla.channels.portal.vain_searches import count_vain_search
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.clips import api as clips
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.search import folded
from ventanilla.kernel.text_choice import pick

LONGEST_SEARCH = 200
MOST_AT_HOME = 12
MOST_AREAS_AT_HOME = 12
LETTERS_LANGUAGE = "pt"  # of the only kind of letters there is, and of their subjects


@require_GET
def all_offices(request: HttpRequest) -> HttpResponse:
    """The offices of this deployment."""
    listed = [(office, reverse("portal:home", args=[office.slug])) for office in offices.offices()]
    return render(request, "portal/offices.html", {"offices": listed})


all_offices.who_may = Who.ANYONE  # type: ignore[attr-defined]


@require_GET
@office_page(Who.ANYONE, nav="home")
def home(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """What can be done here, with a search in people's own words."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    if words:
        return _search(request, office, words)
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    topics = catalogue.topics(office_id=office.id)
    areas = topic_links(office=office, topics=topics, kind="area")
    outages, kept = offices.outages(office_id=office.id, most=1), casefiles.promises_kept(office)
    often = sorted(areas, key=lambda area: -area[1])[:MOST_AREAS_AT_HOME]
    context = {
        "office": office,
        "table": procedure_table(office=office, procedures=offered[:MOST_AT_HOME], searched=False),
        "offered": len(offered),
        "more_offered": len(offered) > MOST_AT_HOME,
        "events": topic_links(office=office, topics=topics, kind="life"),
        "areas": sorted(often, key=lambda area: folded(area[0].label)),
        "areas_lang": _unless_read(LETTERS_LANGUAGE),
        "outages": outages,
        "down": going_on(outages, now=clock.now()),
        "kept": kept,
        "half": half_of_them(kept),
    }
    return render(request, "portal/home.html", context)


def _search(request: HttpRequest, office: offices.Office, words: str) -> HttpResponse:
    page = page_number(request.GET.get("page", ""))
    answer = catalogue.search(office_id=office.id, text=words, first=(page - 1) * PAGE, most=PAGE)
    if not answer.total:
        count_vain_search(request, office=office, words=words)
    context = {
        "office": office,
        "words": words,
        "results": results(office=office, answer=answer, page=page, asked={"q": words}),
        "trail": [Link(label=_("Buscar"), url=request.get_full_path())],
    }
    return render(request, "portal/results.html", context)


@require_GET
@office_page(Who.ANYONE, nav="home")
def topics(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Everything that can be done or read here, by what happens to people and by subject."""
    found = catalogue.topics(office_id=office.id)
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    context = {
        "office": office,
        "events": topic_links(office=office, topics=found, kind="life"),
        "areas": topic_links(office=office, topics=found, kind="area"),
        "areas_lang": _unless_read(LETTERS_LANGUAGE),
        "table": procedure_table(office=office, procedures=offered, searched=False),
        "trail": [Link(label=_("Todos los trámites"), url=request.path)],
    }
    return render(request, "portal/topics.html", context)


@require_GET
@office_page(Who.ANYONE, nav="home")
def life(request: HttpRequest, office: offices.Office, event: str) -> HttpResponse:
    """What may have to be done when something happens."""
    if event not in catalogue.LIFE_EVENTS:
        raise Http404
    return _topic(request, office, f"life:{event}", str(catalogue.LIFE_EVENTS[event]))


@require_GET
@office_page(Who.ANYONE, nav="home")
def area(request: HttpRequest, office: offices.Office, subject: str) -> HttpResponse:
    """What there is about a subject."""
    return _topic(request, office, f"area:{subject}", subject)


def _topic(request: HttpRequest, office: offices.Office, topic: str, title: str) -> HttpResponse:
    page = page_number(request.GET.get("page", ""))
    answer = catalogue.listed(office_id=office.id, topic=topic, first=(page - 1) * PAGE, most=PAGE)
    if not answer.total:
        raise Http404
    everything = reverse("portal:topics", args=[office.slug])
    context = {
        "office": office,
        "title": title,
        "results": results(office=office, answer=answer, page=page, asked={}),
        "trail": [
            Link(label=_("Todos los trámites"), url=everything),
            Link(label=title, url=request.path),
        ],
    }
    return render(request, "portal/topic.html", context)


@require_GET
@office_page(Who.ANYONE, nav="home")
def information(request: HttpRequest, office: offices.Office, slug: str) -> HttpResponse:
    """A service of another body, as its letter tells it: nothing is filed from here."""
    letter = catalogue.letter(office_id=office.id, slug=slug)
    context = {
        "office": office,
        "letter": letter,
        "content": letter.content,
        "page": letter_page(letter),
        "foreign": _unless_read(letter.language),
        "trail": [Link(label=letter.content["name"], url=request.path)],
    }
    return render(request, "portal/information.html", context)


@require_GET
@office_page(Who.ANYONE, nav="home")
def procedure(request: HttpRequest, office: offices.Office, slug: str) -> HttpResponse:
    """Everything to know before starting."""
    try:
        version = catalogue.in_force(office_id=office.id, slug=slug, at=clock.now())
        shut: Problem | None = casefiles.why_not_begun(office=office, procedure=version)
    except catalogue.ProcedureNotOpen as problem:  # it is read all the same, and not begun
        if problem.procedure is None:
            raise
        version, shut = problem.procedure, problem
    except catalogue.ProcedureWithdrawn as problem:
        return shut_page(request, problem, office=office, side="portal")
    here = reverse("portal:procedure", args=[office.slug, slug])
    found = clips.clips_of(office_id=office.id, slug=slug)
    context = {
        "office": office,
        "procedure": version,
        "page": procedure_page(office=office, procedure=version),
        "recordings": recordings(office=office, found=found),
        "call": call_notice(office=office, procedure=version),
        "shut": shut,
        "instead": instead_of(shut, office=office, side="portal", reading=True) if shut else (),
        "trail": [Link(label=procedure_title(version), url=here)],
    }
    return render(request, "portal/procedure.html", context)


def _unless_read(language: str) -> str:
    """The language of a text, where it is not the one being read: for its `lang`."""
    return "" if (get_language() or "es").split("-")[0] == language else language


def procedure_title(version: catalogue.PublishedProcedure) -> str:
    """Its title in the reader's language."""
    return pick(version.title, get_language() or "es")
