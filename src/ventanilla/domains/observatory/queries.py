"""Questions to the observatory: a handful of statements each, however many facts there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Max, Min, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.errors import CountryUnknown, FactUnknown
from ventanilla.domains.observatory.models import (
    Disagreement,
    Endpoint,
    Fact,
    Figure,
    OwnFigure,
    Proposal,
    Remark,
)
from ventanilla.domains.observatory.rules.series import Point, medians, newest_told, runs
from ventanilla.domains.observatory.rules.standing import Standing, standing
from ventanilla.domains.observatory.rules.vocabulary import (
    REGION,
    Country,
    Track,
    breaks,
    countries,
    indicators,
    tracks,
)

LAWS_SINCE = 2007


@dataclass(frozen=True, kw_only=True)
class CountryView:
    """What the observatory holds about one country: three stores, side by side, never mixed."""

    country: Country
    tracks: list[Standing[Fact]]
    contexts: list[Standing[Fact]]
    regional: list[Fact]
    figures: dict[str, dict[int, Figure]]
    disagreements: list[Disagreement]
    own: list[OwnFigure]
    endpoints: list[Endpoint]
    stances: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Series:
    """One indicator over its editions: stretches to be joined, and the editions there are."""

    label: str
    runs: list[list[Point]]


@dataclass(frozen=True, kw_only=True)
class History:
    """Every version of a fact, what focal points said, what was proposed."""

    versions: list[Fact]
    remarks: list[Remark]
    proposals: list[Proposal]

    @property
    def current(self) -> Fact:
        """The version that stands now (perhaps a withdrawn one)."""
        return self.versions[0]


def country(code: str) -> Country:
    """The country of that code. Raises `CountryUnknown`."""
    found = countries().get(code.upper())
    if found is None:
        raise CountryUnknown(
            _("No hay ningún país «%(code)s» en este observatorio.") % {"code": code},
            expected=_("Elija uno de la lista de países."),
        )
    return found


def country_view(code: str) -> CountryView:
    """Everything about a country, in seven statements. Raises `CountryUnknown`."""
    found = country(code)
    facts = list(_current().filter(country__in=[found.code, REGION]))
    mine = [fact for fact in facts if fact.country == found.code]
    held: dict[str, dict[int, Figure]] = {}
    for figure in Figure.objects.filter(country=found.code, replaced_at__isnull=True):
        held.setdefault(figure.indicator, {})[figure.year] = figure
    sorted_ = [standing(track, mine) for track in tracks().values()]
    return CountryView(
        country=found,
        tracks=[s for s in sorted_ if not s.track.context],
        contexts=[s for s in sorted_ if s.track.context],
        regional=[fact for fact in facts if fact.country == REGION],
        figures=held,
        disagreements=disagreements(found.code),
        own=list(OwnFigure.objects.filter(endpoint__country=found.code).order_by("office_name")),
        endpoints=list(Endpoint.objects.filter(country=found.code)),
        stances=_stances(fact.key for fact in mine),
    )


def by_country(track: Track) -> dict[str, Standing[Fact]]:
    """One track of every country, in one statement."""
    facts: dict[str, list[Fact]] = {code: [] for code in countries()}
    for fact in _current():
        if fact.country in facts:
            facts[fact.country].append(fact)
    return {code: standing(track, held) for code, held in facts.items()}


def overview() -> dict[str, list[Standing[Fact]]]:
    """The five tracks of every country, in one statement."""
    facts: dict[str, list[Fact]] = {code: [] for code in countries()}
    for fact in _current():
        if fact.country in facts:
            facts[fact.country].append(fact)
    five = [track for track in tracks().values() if not track.context]
    return {code: [standing(track, held) for track in five] for code, held in facts.items()}


def regional_facts() -> list[Fact]:
    """What is of the region as a whole."""
    return list(_current().filter(country=REGION))


def timeline() -> dict[int, list[Fact]]:
    """Laws by year since the Charter, newest year first; laws no longer in force included."""
    laws = tracks()["laws"].kinds
    found: dict[int, list[Fact]] = {}
    dated = _current().filter(kind__in=laws, year__gte=LAWS_SINCE)
    for fact in dated.order_by("-year", "country", "kind"):
        found.setdefault(fact.year or 0, []).append(fact)
    return found


def undated_laws() -> int:
    """Laws whose year nobody recorded: they are in no year of the timeline."""
    return _current().filter(kind__in=tracks()["laws"].kinds, year__isnull=True).count()


def figures_of(indicator: str) -> dict[str, dict[int, str]]:
    """Every country's values of one indicator by edition, as written. Missing ones are absent."""
    found: dict[str, dict[int, str]] = {}
    rows = Figure.objects.filter(indicator=indicator, replaced_at__isnull=True)
    for code, year, value in rows.values_list("country", "year", "value"):
        found.setdefault(code, {})[year] = value
    return found


def series(*, label: str, indicator: str, values: dict[int, str], editions: list[int]) -> Series:
    """A country's values as stretches, cut at method breaks and missing editions."""
    points = [Point(year=y, value=float(v), written=v) for y, v in values.items()]
    return Series(
        label=label, runs=runs(points, editions=editions, breaks=breaks().get(indicator, ()))
    )


def median_series(
    *, label: str, indicator: str, table: dict[str, dict[int, str]], editions: list[int]
) -> tuple[Series, dict[int, tuple[float, int]]]:
    """The median of the countries that have a value, as a series; and by edition with its count.

    Editions that fewer than half of the countries are in have no median.
    """
    held = {
        year: [float(values[year]) for values in table.values() if year in values]
        for year in editions
    }
    found = medians(held, least=half_of_countries())
    points = [Point(year=y, value=m, written=f"{m:.4f}") for y, (m, _n) in found.items()]
    cut = runs(points, editions=editions, breaks=breaks().get(indicator, ()))
    return Series(label=label, runs=cut), found


def editions_of(table: dict[str, dict[int, str]]) -> list[int]:
    """The editions that appear in a table of values, oldest first."""
    return sorted({year for values in table.values() for year in values})


def newest_edition(table: dict[str, dict[int, str]]) -> int:
    """The newest edition that half of the countries are in; the newest of all where none is; or 0.

    So one country's early value does not empty every page that shows the newest edition.
    """
    counts = Counter(year for values in table.values() for year in values)
    return newest_told(counts, least=half_of_countries())


def half_of_countries() -> int:
    """How many countries must have a value before anything is said of the region."""
    return -(-len(countries()) // 2)


def numeric_indicators() -> list[str]:
    """Indicators that can be drawn and compared as numbers."""
    return [i.id for i in indicators().values() if i.unit != "group"]


def disagreements(code: str = "") -> list[Disagreement]:
    """Values that contradict those held, not yet settled; each with `held` and `held_source`."""
    place = {name: OuterRef(name) for name in ("indicator", "country", "year")}
    standing_now = Figure.objects.filter(replaced_at__isnull=True, **place)
    waiting = Disagreement.objects.filter(settled_at__isnull=True).annotate(
        held=Subquery(standing_now.values("value")[:1]),
        held_source=Subquery(standing_now.values("source")[:1]),
    )
    return list((waiting.filter(country=code) if code else waiting).order_by("country", "-year"))


def history(key: str) -> History:
    """A fact's versions (newest first), remarks and proposals. Raises `FactUnknown`."""
    versions = list(Fact.objects.filter(key=key).order_by("-number"))
    if not versions:
        raise FactUnknown(
            _("No hay ningún hecho con esa dirección."),
            expected=_("Búsquelo en la página de su país."),
        )
    return History(
        versions=versions,
        remarks=list(
            Remark.objects.filter(key=key).select_related("focal_point").order_by("made_at")
        ),
        proposals=list(Proposal.objects.filter(key=key).order_by("-made_at")),
    )


def stamp() -> tuple[object, ...] | None:
    """What changes whenever anything that pages show does, in one statement. None: no facts yet.

    Rows are only added (their ids rise with time), but for settled disagreements and endpoints.
    """
    newest = {
        f"newest_{name}": Subquery(model.objects.order_by("-id").values("id")[:1])
        for name, model in (("figure", Figure), ("remark", Remark), ("other", Disagreement))
    }
    settled = Disagreement.objects.order_by(F("settled_at").desc(nulls_last=True))
    tried = Endpoint.objects.order_by(F("tried_at").desc(nulls_last=True))
    named = Fact.objects.annotate(
        **newest,
        settled=Subquery(settled.values("settled_at")[:1]),
        tried=Subquery(tried.values("tried_at")[:1]),
    )
    rows = named.order_by("-id").values_list("id", *newest, "settled", "tried")
    return rows.first()


def dates_of_data() -> tuple[datetime | None, datetime | None]:
    """When the first and the last fact or figure that is held was recorded."""
    ends = [
        model.objects.aggregate(first=Min("recorded_at"), last=Max("recorded_at"))
        for model in (Fact, Figure)
    ]
    firsts = [end["first"] for end in ends if end["first"]]
    lasts = [end["last"] for end in ends if end["last"]]
    return min(firsts, default=None), max(lasts, default=None)


def _current() -> QuerySet[Fact]:
    return Fact.objects.filter(replaced_at__isnull=True, withdrawn=False).order_by(
        "country", "kind", "-year", "name"
    )


def _stances(keys: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    remarks = Remark.objects.filter(key__in=list(keys)).order_by("made_at")
    for key, stance in remarks.values_list("key", "stance"):
        found.setdefault(key, []).append(stance)
    return found
