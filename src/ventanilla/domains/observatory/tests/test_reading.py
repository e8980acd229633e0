"""What is read equals the files; gaps are gaps; lines break where the method changed."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ventanilla.domains.observatory import api as observatory
from ventanilla.domains.observatory.rules.sensitivity import spreads, weightings
from ventanilla.domains.observatory.rules.series import Point, medians, runs
from ventanilla.domains.observatory.rules.vocabulary import Break
from ventanilla.domains.observatory.weights import PARTS

COLUMNS = ("country", "kind", "name", "identifier", "year", "source", "confidence")
DATA = Path("src/ventanilla/domains/observatory/data")


@pytest.fixture(name="loaded")
def everything_shipped(db: None) -> None:
    observatory.load_shipped()


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_facts_shown_equal_the_files(loaded: None) -> None:
    """Every fact of every kind and country, not a sample: there are few enough."""
    shown = {
        (f.country, f.kind, f.name, f.identifier, str(f.year or ""), f.source, f.confidence)
        for code in observatory.countries()
        for standing in observatory.country_view(code).tracks
        for f in standing.facts
    }
    shown |= {
        (f.country, f.kind, f.name, f.identifier, str(f.year or ""), f.source, f.confidence)
        for f in observatory.regional_facts()
    }
    filed = {
        tuple(r[column] for column in COLUMNS)
        for name in ("instruments.csv", "cooperation.csv")
        for r in rows(name)
    }  # fmt: skip
    assert shown == filed


def test_figures_shown_equal_the_files(loaded: None) -> None:
    shown = {
        (code, indicator, str(year), figure.value)
        for code in observatory.countries()
        for indicator, held in observatory.country_view(code).figures.items()
        for year, figure in held.items()
    }
    filed = {(r["country"], r["indicator"], r["year"], r["value"]) for r in rows("figures.csv")}
    assert shown == filed


def test_the_mean_of_its_parts_is_the_index_but_where_the_source_says_otherwise(
    loaded: None,
) -> None:
    egdi, *parts = (observatory.figures_of(i) for i in ("EGDI", "OSI", "TII", "HCI"))
    apart = {
        (code, year)
        for code, values in egdi.items()
        for year, value in values.items()
        if abs(Decimal(value) - sum((Decimal(p[code][year]) for p in parts), Decimal(0)) / 3)
        > Decimal("0.002")
    }
    assert apart == {("AD", 2008), ("AD", 2010)}


def test_a_country_page_costs_the_same_few_statements(
    loaded: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(7):
        observatory.country_view("CO")


def test_what_nobody_recorded_is_a_gap_and_never_a_zero(loaded: None) -> None:
    view = observatory.country_view("NI")
    laws, policies, body, integration, _cooperation = view.tracks
    assert "unknown" in {gap.why for gap in laws.gaps}
    assert "missing" in {gap.why for gap in integration.gaps}
    assert 2025 not in view.figures["GTMI"]
    assert "OECD_DGI_USER_DRIVEN" not in view.figures
    assert body.there
    assert policies.facts


def test_a_policy_whose_time_is_over_is_a_gap_too(loaded: None) -> None:
    policies = next(s for s in observatory.country_view("UY").tracks if s.track.id == "policies")
    assert [gap.why for gap in policies.gaps if gap.what["es"] == "Agenda digital"] == ["ended"]


def test_facts_of_general_knowledge_are_not_counted_as_checked(loaded: None) -> None:
    laws = observatory.country_view("AR").tracks[0]
    assert 0 < laws.checked < len(laws.facts)


def test_lines_break_where_the_method_changed(loaded: None) -> None:
    table = observatory.figures_of("EGDI")
    editions = observatory.editions_of(table)
    drawn = observatory.series(label="UY", indicator="EGDI", values=table["UY"], editions=editions)
    stretches = [[p.year for p in run] for run in drawn.runs]
    assert stretches == [[2008], [2010], [2012], [2014, 2016, 2018, 2020], [2022, 2024]]


def test_a_missing_edition_breaks_the_line_too() -> None:
    points = [Point(year=y, value=0.0, written="0") for y in (2016, 2018, 2022, 2024)]
    found = runs(points, editions=[2016, 2018, 2020, 2022, 2024])
    assert [[p.year for p in run] for run in found] == [[2016, 2018], [2022, 2024]]


def test_a_break_at_the_first_edition_cuts_nothing() -> None:
    points = [Point(year=y, value=1.0, written="1") for y in (2016, 2018)]
    change = Break(indicator="X", year=2016, verified=True, why={})
    assert len(runs(points, editions=[2016, 2018], breaks=[change])) == 1


def test_a_median_counts_only_those_that_have_a_value() -> None:
    assert medians({2020: [0.2, 0.9, 0.4], 2022: [], 2024: [0.5]}) == {
        2020: (0.4, 3),
        2024: (0.5, 1),
    }


def test_the_timeline_begins_with_the_charter_and_says_how_many_have_no_year(
    loaded: None,
) -> None:
    found = observatory.timeline()
    assert min(found) == observatory.LAWS_SINCE
    assert list(found) == sorted(found, reverse=True)
    assert observatory.undated_laws() == sum(
        not r["year"] for r in rows("instruments.csv")
        if r["kind"] in observatory.tracks()["laws"].kinds
    )  # fmt: skip


def test_every_way_to_weigh_is_whole_and_every_part_counts() -> None:
    found = weightings(3)
    assert len(found) == 36
    assert all(abs(sum(w) - 1) < 1e-9 and min(w) > 0 for w in found)


def test_the_order_under_other_weights_spans_the_published_place() -> None:
    values = {"AA": (0.9, 0.1, 0.5), "BB": (0.5, 0.5, 0.5), "CC": (0.4, 0.4, 0.4)}
    found = {s.country: s for s in spreads(values, published=(1 / 3, 1 / 3, 1 / 3))}
    assert (found["AA"].best, found["AA"].worst) == (1, 3)
    assert all(s.best <= s.published <= s.worst for s in found.values())


def test_a_country_without_a_part_has_no_place(loaded: None) -> None:
    found = observatory.sensitivity(2024)
    assert len(found.spreads) == 22
    assert found.left_out == []
    assert observatory.sensitivity(1999).edition == 2024


def test_an_unknown_country_is_said_to_be_unknown(loaded: None) -> None:
    with pytest.raises(observatory.CountryUnknown):
        observatory.country_view("XX")


def test_one_countrys_early_value_is_no_edition_of_the_region(db: None, tmp_path: Path) -> None:
    observatory.load_shipped()
    early = tmp_path / "early.csv"
    early.write_text(
        "country,indicator,year,value,source,confidence\n"
        + "".join(f"UY,{i},2026,0.9,https://example.org/a,found\n" for i in ("EGDI", *PARTS))
    )
    assert observatory.import_indicators(early).added == 4
    table = observatory.figures_of("EGDI")
    editions = observatory.editions_of(table)
    assert editions[-1] == 2026
    assert observatory.newest_edition(table) == 2024
    assert observatory.sensitivity().edition == 2024
    _series, medians = observatory.median_series(
        label="", indicator="EGDI", table=table, editions=editions
    )
    assert max(medians) == 2024


def test_an_index_of_few_countries_still_has_its_newest_edition(db: None) -> None:
    observatory.load_shipped()
    assert observatory.newest_edition(observatory.figures_of("OECD_DGI_USER_DRIVEN")) > 0
    assert observatory.newest_edition({}) == 0
