"""One country, its report, and up to three side by side."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.downloads import download
from ventanilla.channels.portal.observatory.doors import observatory_page
from ventanilla.channels.portal.observatory.show import facts, figures
from ventanilla.domains.observatory import api as observatory

MOST_COMPARED = 3
_bodies: dict[tuple[str, str], tuple[Any, SafeString]] = {}  # at most countries × languages


@require_GET
@observatory_page(Who.ANYONE, nav="home")
def country(request: HttpRequest, code: str) -> HttpResponse:
    """The five tracks, the two contexts, the indices, and what its offices measure."""
    found = observatory.country(code)
    context = {"name": facts.say(found.name), "body": _body(found.code, get_language() or "es")}
    return render(request, "portal/observatory/country.html", context)


def _body(code: str, lang: str) -> SafeString:
    """The page without its frame: the same for every reader, made again when anything changes."""
    stamp = observatory.stamp()
    kept = _bodies.get((code, lang))
    if kept and stamp is not None and kept[0] == stamp:
        return kept[1]
    body = render_to_string("portal/observatory/country_body.html", _context(code))
    _bodies[code, lang] = (stamp, body)
    return body


def make_ready() -> None:
    """Read vocabularies, templates and translations, so that the first reader does not wait.

    Makes one country's page in each language; the rest are made, in a fifth of the time, when
    they are asked for.
    """
    first = next(iter(observatory.countries()))
    for lang, _name in settings.LANGUAGES:
        with override(lang):
            _body(first, lang)


def forget_pages() -> None:
    """Forget the pages that this process keeps (between tests)."""
    _bodies.clear()


def _context(code: str) -> dict[str, Any]:
    view = observatory.country_view(code)
    name = facts.say(view.country.name)
    return {
        "code": view.country.code,
        "name": name,
        "tracks": [facts.track_shown(s, view.stances) for s in view.tracks],
        "contexts": [facts.track_shown(s, view.stances) for s in view.contexts],
        "regional": [facts.fact_shown(fact) for fact in view.regional],
        "chart": figures.country_chart(view, name),
        "inequality": figures.inequality_chart(view),
        "tables": figures.family_tables(view),
        "disagreements": figures.two_values(view.disagreements),
        "own": figures.own_figures(view),
        "endpoints": view.endpoints,
    }


@require_GET
@observatory_page(Who.ANYONE)
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The country report as PDF, in the page's language."""
    found = observatory.country(code)
    return download(
        observatory.country_report(found.code),
        name=f"{found.code}.pdf",
        media_type="application/pdf",
    )


@require_GET
@observatory_page(Who.ANYONE, nav="compare")
def compare(request: HttpRequest) -> HttpResponse:
    """Up to three countries: tracks side by side, one indicator drawn."""
    chosen = _chosen(request)
    indicator = _indicator(request)
    context = {
        "choices": [
            (code, facts.country_name(code), code in chosen) for code in observatory.countries()
        ],
        "indicators": [
            (i, facts.say(observatory.indicators()[i].name), i == indicator)
            for i in observatory.numeric_indicators()
        ],
        "slots": [
            (number, chosen[number - 1] if number <= len(chosen) else "")
            for number in range(1, MOST_COMPARED + 1)
        ],
        "columns": [_column(code) for code in chosen],
        "rows": _rows(chosen),
        "chart": _chart(chosen, indicator),
        "indicator": facts.say(observatory.indicators()[indicator].name),
    }
    return render(request, "portal/observatory/compare.html", context)


def _chosen(request: HttpRequest) -> list[str]:
    asked = [code.upper() for code in request.GET.getlist("country")]
    known = [code for code in dict.fromkeys(asked) if code in observatory.countries()]
    return known[:MOST_COMPARED]


def _indicator(request: HttpRequest) -> str:
    asked = request.GET.get("indicator", "EGDI")
    return asked if asked in observatory.numeric_indicators() else "EGDI"


def _column(code: str) -> tuple[str, str]:
    return facts.country_name(code), reverse("portal:observatory:country", args=[code])


def _rows(chosen: list[str]) -> list[tuple[str, str, list[tuple[str, facts.TrackShown]]]]:
    if not chosen:
        return []
    held = {code: observatory.country_view(code) for code in chosen}
    standings = {code: [*view.tracks, *view.contexts] for code, view in held.items()}
    return [
        (
            track.id,
            facts.say(track.name),
            [
                (facts.country_name(code), facts.track_shown(standings[code][place]))
                for code in chosen
            ],
        )
        for place, track in enumerate(observatory.tracks().values())
        if track.kinds
    ]


def _chart(chosen: list[str], indicator: str) -> figures.ChartShown | None:
    table = observatory.figures_of(indicator)
    editions = observatory.editions_of(table)
    series = [
        (
            observatory.series(
                label=facts.country_name(code),
                indicator=indicator,
                values=table.get(code, {}),
                editions=editions,
            ),
            table.get(code, {}),
        )
        for code in chosen
    ]
    title = _("%s, edición por edición") % facts.say(observatory.indicators()[indicator].name)
    return figures.chart_with_table(
        id_="compared", title=title, indicator=indicator, series=series, editions=editions
    )
