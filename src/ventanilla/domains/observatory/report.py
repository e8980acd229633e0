"""The country report as PDF, made from the same view as the country page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.domains.documents.api import render_pdf
from ventanilla.domains.observatory.models import Fact
from ventanilla.domains.observatory.queries import CountryView, country_view
from ventanilla.domains.observatory.rules.standing import Gap, Standing
from ventanilla.domains.observatory.rules.vocabulary import (
    VERIFIED,
    Indicator,
    breaks,
    families,
    indicators,
    kinds,
    measures,
    statuses,
)
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

TEMPLATE = (Path(__file__).parent / "report.typ").read_text(encoding="utf-8")


def country_report(code: str) -> bytes:
    """The report of a country in the present language, PDF/A and PDF/UA.

    Raises `CountryUnknown`.
    """
    view, lang = country_view(code), get_language() or "es"
    title = f"{pick(view.country.name, lang)}. {_('Informe del observatorio de la Carta')}"
    data = {
        "title": pick(view.country.name, lang),
        "words": _words(),
        "made": f"{clock.now():%Y-%m-%d}",
        "tracks": [_track(s, view, lang) for s in [*view.tracks, *view.contexts]],
        "families": _families(view, lang),
        "own": _own(view, lang),
    }
    return render_pdf(template=TEMPLATE, data=data, lang=lang, title=title)


def gap_words(gap: Gap, lang: str) -> str:
    """A gap in words."""
    what = pick(gap.what, lang)
    return {
        "missing": _("%s: no consta"),
        "ended": _("%s: lo que consta ya no rige"),
        "unknown": _("%s: sin dato"),
    }[gap.why] % what


def _words() -> dict[str, str]:
    return {
        "kicker": _("Observatorio de la Carta Iberoamericana de Gobierno Electrónico"),
        "lead": _("Cinco avances que se miran por separado. Ninguna nota única los resume."),
        "made": _("Hecho el"),
        "there": _("Qué hay"),
        "gaps": _("Qué falta o no consta"),
        "none": _("No consta nada."),
        "source": _("Fuente"),
        "year": _("Edición"),
        "indices": _("Índices que publican otros"),
        "own": _("Lo que miden las propias sedes"),
        "no_own": _("Ninguna sede de este país publica todavía cifras propias."),
        "missing": _("sin dato"),
        "breaks": _("Dónde cambió el método"),
        "note": _("Lo que falta no es cero. Las tres fuentes de datos nunca se mezclan."),
    }


def _track(found: Standing[Fact], view: CountryView, lang: str) -> dict[str, Any]:
    return {
        "name": pick(found.track.name, lang),
        "verdict": pick(found.track.verdict, lang),
        "facts": [_fact(fact, lang) for fact in found.there],
        "figures": [_newest(view, i, lang) for i in found.track.indicators if i in view.figures],
        "absent": [_fact(fact, lang) for fact in [*found.absent, *found.ended]],
        "gaps": [gap_words(gap, lang) for gap in found.gaps],
    }


def _newest(view: CountryView, indicator: str, lang: str) -> str:
    year = max(view.figures[indicator])
    name = pick(indicators()[indicator].name, lang)
    return f"{name}, {year}: {view.figures[indicator][year].value}"


def _fact(fact: Fact, lang: str) -> dict[str, str]:
    named = f"{fact.name} ({fact.identifier})" if fact.identifier else fact.name
    status = pick(statuses()[fact.status].name, lang)
    checked = _("contrastado") if fact.confidence in VERIFIED else _("sin contrastar")
    parts = [str(fact.year) if fact.year else _("sin año"), status, fact.status_note, checked]
    return {
        "kind": pick(kinds()[fact.kind], lang),
        "name": named,
        "state": ", ".join(part for part in parts if part),
        "source": fact.source,
    }


def _families(view: CountryView, lang: str) -> list[dict[str, Any]]:
    found = []
    for family in families().values():
        held = [i for i in family.indicators if i.id in view.figures]
        if not held:
            continue
        years = sorted({year for i in held for year in view.figures[i.id]})
        found.append(
            {
                "name": pick(family.name, lang),
                "reading": pick(family.reading, lang),
                "breaks": _breaks(held, years, lang),
                "years": [str(year) for year in years],
                "rows": [[pick(i.name, lang), *_values(view, i.id, years)] for i in held],
            }
        )
    return found


def _breaks(held: Sequence[Indicator], years: Sequence[int], lang: str) -> list[str]:
    """Where the method changed between the editions shown: values across it are not one series."""
    return [
        f"{indicator.id}, {change.year}: {pick(change.why, lang)}"
        + ("" if change.verified else f" ({_('sin contrastar')})")
        for indicator in held
        for change in breaks().get(indicator.id, ())
        if change.year in years[1:]
    ]


def _values(view: CountryView, indicator: str, years: Sequence[int]) -> list[str]:
    held = view.figures[indicator]
    return [held[year].value if year in held else "–" for year in years]


def _own(view: CountryView, lang: str) -> list[str]:
    return [
        f"{own.office_name}, {own.period}: {pick(measures()[own.measure], lang)}: "
        + (_("muy pocos para decirlo") if own.denominator is None
           else f"{own.numerator}/{own.denominator}")
        for own in view.own
    ]  # fmt: skip
