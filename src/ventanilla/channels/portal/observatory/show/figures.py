"""Imported indices as tables and charts. Figures of different families never share a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ventanilla.channels.portal.observatory.show.chart import Chart, line_chart
from ventanilla.channels.portal.observatory.show.facts import country_name, say
from ventanilla.channels.portal.observatory.show.numbers import Shown, as_written, short, shown
from ventanilla.domains.observatory import api as observatory

FEW_EDITIONS = 3


Row = tuple[str, str, list[tuple[str, Shown | None]]]  # head, note, cells with their labels


@dataclass(frozen=True, kw_only=True)
class FigureTable:
    """A table of figures. A cell of None is a value that nobody has."""

    caption: str
    reading: str
    reuse: str
    heads: list[str]
    rows: list[Row]
    sources: list[tuple[str, str]]  # text, address


@dataclass(frozen=True, kw_only=True)
class ChartShown:
    """A chart with the table of its values and what to know of it."""

    chart: Chart
    heads: list[str]
    rows: list[tuple[int, list[str]]]
    breaks: list[str]


def family_tables(view: observatory.CountryView) -> list[FigureTable]:
    """One table per family of which the country has any figure."""
    found = []
    for family in observatory.families().values():
        held = [i for i in family.indicators if i.id in view.figures]
        if held:
            found.append(_family_table(view, family, held))
    return found


def _family_table(
    view: observatory.CountryView,
    family: observatory.Family,
    held: Sequence[observatory.Indicator],
) -> FigureTable:
    years = sorted({year for i in held for year in view.figures[i.id]})
    figures = [f for i in held for f in view.figures[i.id].values()]
    across = len(years) > FEW_EDITIONS
    return FigureTable(
        caption=say(family.name),
        reading=say(family.reading),
        reuse=say(family.reuse),
        heads=[_("Edición"), *map(_short_name, held)]
        if across
        else [_("Indicador"), *map(str, years)],
        rows=_by_year(view, held, years) if across else _by_indicator(view, held, years),
        sources=_sources(figures),
    )


def _short_name(indicator: observatory.Indicator) -> str:
    return _("Puesto") if indicator.unit == "rank" else indicator.id


def _by_year(
    view: observatory.CountryView,
    held: Sequence[observatory.Indicator],
    years: Sequence[int],
) -> list[Row]:
    cut = {year: [i.id for i in held if year in _breaks(i.id)] for year in years}
    return [
        (
            str(year),
            _("corte en %s") % ", ".join(cut[year]) if cut[year] else "",
            [(_short_name(i), _cell(view, i.id, year)) for i in held],
        )
        for year in reversed(years)
    ]


def _by_indicator(
    view: observatory.CountryView,
    held: Sequence[observatory.Indicator],
    years: Sequence[int],
) -> list[Row]:
    return [
        (
            say(i.name),
            ", ".join(_("corte en %d") % year for year in _breaks(i.id) if year in years[1:]),
            [(str(year), _cell(view, i.id, year)) for year in years],
        )
        for i in held
    ]


def _breaks(indicator: str) -> list[int]:
    return [change.year for change in observatory.breaks().get(indicator, ())]


def _cell(view: observatory.CountryView, indicator: str, year: int) -> Shown | None:
    figure = view.figures[indicator].get(year)
    return shown(figure.value) if figure else None


def _sources(figures: Sequence[observatory.Figure]) -> list[tuple[str, str]]:
    texts = dict.fromkeys(figure.source for figure in figures)
    return [(text, next(iter(observatory.addresses(text)), "")) for text in texts]


def chart_with_table(
    *,
    id_: str,
    title: str,
    indicator: str,
    series: Sequence[tuple[observatory.Series, dict[int, str]]],
    editions: Sequence[int],
) -> ChartShown | None:
    """A chart of up to three series of one indicator, and its values edition by edition."""
    drawn = [one for one, _values in series if one.runs]
    if not drawn:
        return None
    changes = observatory.breaks().get(indicator, ())
    return ChartShown(
        chart=line_chart(
            id_=id_, title=title, series=drawn, editions=editions,
            breaks=[change.year for change in changes],
        ),
        heads=[_("Edición"), *(one.label for one in drawn)],
        rows=[
            (year, [short_or_gap(values.get(year)) for one, values in series if one.runs])
            for year in editions
        ],
        breaks=[_break_in_words(change) for change in changes if change.year in editions[1:]],
    )  # fmt: skip


def short_or_gap(written: str | None) -> str:
    """A value with up to three decimals, or the words for none."""
    return shown(written).text if written else _("sin dato")


def _break_in_words(change: observatory.Break) -> str:
    text = f"{change.year}: {say(change.why)}"
    return text if change.verified else _("%s (sin contrastar)") % text


def country_chart(view: observatory.CountryView, name: str) -> ChartShown | None:
    """The UN index of a country beside the median of all that have a value."""
    table = observatory.figures_of("EGDI")
    editions = observatory.editions_of(table)
    mine = table.get(view.country.code, {})
    median, by_year = observatory.median_series(
        label=_("Mediana"), indicator="EGDI", table=table, editions=editions
    )
    own = observatory.series(label=name, indicator="EGDI", values=mine, editions=editions)
    medians = {year: f"{value:.4f}" for year, (value, _count) in by_year.items()}
    return chart_with_table(
        id_="egdi",
        title=_("Índice de gobierno electrónico de la ONU"),
        indicator="EGDI",
        series=[(own, mine), (median, medians)],
        editions=editions,
    )


def inequality_chart(view: observatory.CountryView) -> ChartShown | None:
    """Connectivity and human capital of a country: two indicators, one scale, never summed."""
    series = []
    editions = sorted({y for i in ("TII", "HCI") for y in view.figures.get(i, {})})
    for indicator in ("HCI", "TII"):
        values = {y: f.value for y, f in view.figures.get(indicator, {}).items()}
        one = observatory.series(
            label=indicator, indicator=indicator, values=values, editions=editions
        )
        series.append((one, values))
    shown_ = chart_with_table(
        id_="inequality",
        title=_("Conectividad y capital humano, según la ONU"),
        indicator="",
        series=series,
        editions=editions,
    )
    return shown_ and _with_breaks(shown_, editions)


def _with_breaks(found: ChartShown, editions: Sequence[int]) -> ChartShown:
    words = [
        f"{indicator}, {_break_in_words(change)}"
        for indicator in ("HCI", "TII")
        for change in observatory.breaks().get(indicator, ())
        if change.year in editions[1:]
    ]
    return ChartShown(chart=found.chart, heads=found.heads, rows=found.rows, breaks=words)


@dataclass(frozen=True, kw_only=True)
class TwoValues:
    """Two values for one place, both with every digit: the one that stands, and the other."""

    id: UUID
    country: str
    what: str
    held: str
    held_source: str
    value: str
    source: str


def two_values(found: Sequence[observatory.Disagreement]) -> list[TwoValues]:
    """What waits to be settled, in words."""
    return [
        TwoValues(
            id=one.id,
            country=country_name(one.country),
            what=f"{one.indicator} {one.year}",
            held=as_written(getattr(one, "held", None) or "–"),
            held_source=getattr(one, "held_source", None) or "",
            value=as_written(one.value),
            source=one.source,
        )
        for one in found
    ]


OwnShown = tuple[str, str, str, str, observatory.OwnFigure]


def own_figures(view: observatory.CountryView) -> list[OwnShown]:
    """What the offices of a country measured: office, measure, period, figure in words, row."""
    return [
        (
            own.office_name,
            say(observatory.measures()[own.measure]),
            own.period,
            _("muy pocos para decirlo")
            if own.denominator is None
            else _("%(part)d de %(whole)d (%(share)s)")
            % {
                "part": own.numerator,
                "whole": own.denominator,
                "share": short((own.numerator or 0) / own.denominator),
            },
            own,
        )
        for own in view.own
    ]
