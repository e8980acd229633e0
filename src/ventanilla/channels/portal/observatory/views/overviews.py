"""Every country at once: the list, one track, the map, the laws by year, weights, practices."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.portal.observatory.doors import observatory_page
from ventanilla.channels.portal.observatory.show import facts, figures
from ventanilla.channels.portal.observatory.show.map import map_shown
from ventanilla.channels.portal.observatory.show.numbers import Shown, shown
from ventanilla.channels.portal.observatory.show.provisions import answers_by_kind
from ventanilla.domains.observatory import api as observatory
from ventanilla.domains.offices import api as offices

MAPPED = ("EGDI", "OSI", "TII", "HCI", "EPI", "GTMI")


@require_GET
@observatory_page(Who.ANYONE, nav="home")
def home(request: HttpRequest) -> HttpResponse:
    """The countries, with how many kinds of each track are there; no total, no order of merit."""
    held = observatory.overview()
    context = {
        "heads": [
            (facts.say(track.name), reverse("portal:observatory:track", args=[track.id]))
            for track in observatory.tracks().values()
            if not track.context
        ],
        "rows": [
            (
                facts.country_name(code),
                reverse("portal:observatory:country", args=[code]),
                [(facts.say(s.track.name), _covered(s)) for s in standings],
            )
            for code, standings in held.items()
        ],
        "count": len(held),
        "disagreements": len(observatory.disagreements()),
    }
    return render(request, "portal/observatory/home.html", context)


def _covered(found: observatory.Standing[observatory.Fact]) -> str:
    kinds = found.track.kinds
    if len(kinds) > 1:
        there = len({fact.kind for fact in found.there})
        return _("%(there)d de %(all)d tipos") % {"there": there, "all": len(kinds)}
    count = len(found.there)
    if not count:
        return _("no consta")
    return ngettext("%(n)d hecho", "%(n)d hechos", count) % {"n": count}


@require_GET
@observatory_page(Who.ANYONE, nav="home")
def track(request: HttpRequest, track: str) -> HttpResponse:
    """One track (or context), country by country."""
    found = observatory.tracks().get(track)
    if found is None:
        raise Http404
    context = {
        "track": facts.track_shown(observatory.by_country(found)["AD"]),
        "context": found.context,
        "unknown": [facts.say(text) for text in found.unknown],
        "rows": [
            (code, facts.country_name(code), facts.track_shown(standing))
            for code, standing in observatory.by_country(found).items()
        ],
        "regional": [
            facts.fact_shown(fact)
            for fact in observatory.regional_facts()
            if fact.kind in found.kinds
        ],
        "indicators": [_latest(indicator) for indicator in found.indicators],
    }
    return render(request, "portal/observatory/track.html", context)


def _latest(indicator: str) -> tuple[str, int, list[tuple[str, Shown | None]]]:
    table = observatory.figures_of(indicator)
    year = observatory.newest_edition(table)
    values = {code: table.get(code, {}).get(year) for code in observatory.countries()}
    return (
        facts.say(observatory.indicators()[indicator].name),
        year,
        [(facts.country_name(c), shown(value) if value else None) for c, value in values.items()],
    )


@require_GET
@observatory_page(Who.ANYONE, nav="map")
def map_page(request: HttpRequest) -> HttpResponse:
    """The region drawn by the level of one index, with the same values in a table."""
    indicator = request.GET.get("indicator", "EGDI")
    indicator = indicator if indicator in MAPPED else "EGDI"
    table = observatory.figures_of(indicator)
    editions = observatory.editions_of(table)
    asked = request.GET.get("edition", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    year = year if year in editions else observatory.newest_edition(table)
    context = {
        "map": map_shown(indicator, year),
        "indicators": [
            (i, facts.say(observatory.indicators()[i].name), i == indicator) for i in MAPPED
        ],
        "editions": [(edition, edition == year) for edition in reversed(editions)],
        "title": _("%(name)s, edición de %(year)d")
        % {"name": facts.say(observatory.indicators()[indicator].name), "year": year},
    }
    return render(request, "portal/observatory/map.html", context)


@require_GET
@observatory_page(Who.ANYONE, nav="timeline")
def timeline(request: HttpRequest) -> HttpResponse:
    """Laws by year since the Charter."""
    found = observatory.timeline()
    most = max((len(held) for held in found.values()), default=1)
    context = {
        "years": [
            (year, [facts.fact_shown(fact) for fact in held]) for year, held in found.items()
        ],
        "bars": [
            (year, len(found.get(year, [])), round(len(found.get(year, [])) / most * 150))
            for year in range(observatory.LAWS_SINCE, max(found, default=2007) + 1)
        ],
        "total": sum(len(held) for held in found.values()),
        "undated": observatory.undated_laws(),
    }
    return render(request, "portal/observatory/timeline.html", context)


@require_GET
@observatory_page(Who.ANYONE, nav="weights")
def weights(request: HttpRequest) -> HttpResponse:
    """What becomes of the order of the UN index when its parts weigh otherwise."""
    asked = request.GET.get("edition", "")
    found = observatory.sensitivity(int(asked) if asked.isascii() and asked.isdigit() else None)
    context = {
        "found": found,
        "rows": [(facts.country_name(s.country), s) for s in found.spreads],
        "left_out": [facts.country_name(code) for code in found.left_out],
        "parts": ", ".join(observatory.PARTS),
    }
    return render(request, "portal/observatory/weights.html", context)


@require_GET
@observatory_page(Who.ANYONE, nav="practices")
def practices(request: HttpRequest) -> HttpResponse:
    """Procedures shared as folders, and who uses them where."""
    context = {
        "practices": [
            (facts.say(p.title), facts.say(p.summary), p, [
                (use, facts.country_name(use.office.country)
                 if use.office.country in observatory.countries() else use.office.country,
                 reverse("portal:procedure", args=[use.office.slug, use.slug]))
                for use in p.uses
            ])
            for p in observatory.practices()
        ]
    }  # fmt: skip
    return render(request, "portal/observatory/practices.html", context)


@require_GET
@observatory_page(Who.ANYONE, nav="charter")
def charter_deck(request: HttpRequest) -> HttpResponse:
    """The progress report on the Charter, statement by statement, with what answers each."""
    return render(
        request,
        "portal/observatory/deck.html",
        {"groups": answers_by_kind(offices.counted_offices())},
    )


@require_GET
@observatory_page(Who.ANYONE, nav="methods")
def methods(request: HttpRequest) -> HttpResponse:
    """Where everything comes from, how it is judged, where series break, which links fail."""
    context = {
        "families": [
            (facts.say(f.name), facts.say(f.reading), facts.say(f.reuse))
            for f in observatory.families().values()
        ],
        "breaks": [
            (change.indicator, change.year, facts.say(change.why), change.verified)
            for held in observatory.breaks().values()
            for change in held
        ],
        "documents": [(d.begins, facts.say(d.note)) for d in observatory.documents()],
        "broken": list(observatory.broken_links().values()),
        "disagreements": figures.two_values(observatory.disagreements()),
    }
    return render(request, "portal/observatory/methods.html", context)
