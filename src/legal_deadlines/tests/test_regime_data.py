"""The data: every value has its article or says why not, its source, confidence and layer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legal_deadlines import Confidence, DeadlineError, LegalValue, Question, Regime, known_countries
from legal_deadlines.calendars.proposal import propose_calendar
from legal_deadlines.deadline import compute_due
from legal_deadlines.overlay import overlay, overlay_file

COUNTRIES = known_countries()


def values(regime: Regime) -> list[LegalValue]:
    return [*regime.counting.values(), *(v for vs in regime.terms.values() for v in vs)]


def test_there_are_22_countries() -> None:
    assert len(COUNTRIES) == 22


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_value_has_source_confidence_and_a_known_layer(country: str) -> None:
    regime = Regime.load(country)
    layers = {layer.id for layer in regime.layers}
    for value in values(regime):
        assert value.source.startswith("http"), value.key
        assert value.confidence in Confidence
        assert value.layer in layers, value.key
        if value.confidence is Confidence.FOUND:
            assert value.article, value.key


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_reading_is_labelled_in_three_languages(country: str) -> None:
    for value in values(Regime.load(country)):
        for reading in value.readings:
            assert reading.label is not None
            assert set(reading.label) == {"es", "pt", "en"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_layer_says_to_whom_it_applies(country: str) -> None:
    for layer in Regime.load(country).layers:
        assert layer.levels
        assert set(layer.applies_to) == {"es", "pt", "en"}


def test_a_rule_that_changed_has_one_value_per_period() -> None:
    regime = Regime.load("CL")
    assert regime.rule("data_subject", date(2026, 11, 30)).value == 2
    assert regime.rule("data_subject", date(2026, 12, 1)).value == 30
    argentina = Regime.load("AR")
    assert argentina.rule("appeal.reconsideracion", date(2024, 1, 1)).value == 10
    assert argentina.rule("appeal.reconsideracion", date(2025, 1, 1)).value == 20


@pytest.mark.parametrize(
    "name", ["appeals.Alzada.lodge", "appeal.alzada", "default_resolution_period", "Resolution"]
)
def test_aliases_of_rules_are_understood(name: str) -> None:
    assert Regime.load("ES").rule(name, date(2025, 1, 1)).value in (1, 3)


OVERLAY = {
    "layer": {
        "id": "prefeitura",
        "kind": "municipal",
        "levels": ["municipal"],
        "name": "Lei municipal 1/2020",
        "law": "Lei municipal 1/2020",
        "applies_to": "a prefeitura",
    },
    "terms": {
        "resolution": {"value": 15, "unit": "calendar_days", "article": "art. 3"},
    },
}


def test_an_overlay_gives_a_municipality_its_own_rule_and_layer() -> None:
    regime = overlay(Regime.load("BR"), OVERLAY, digest="x")
    calendar = propose_calendar(regime, [2024, 2025, 2026])
    question = Question(rule="resolution", level="municipal", fallback=True)
    due = compute_due(regime, question, date(2025, 6, 2), calendar)
    assert due.due == date(2025, 6, 17)
    assert due.term is not None
    assert due.term.layer == "prefeitura"
    assert regime.digest != Regime.load("BR").digest


def test_national_rules_fill_an_overlay_only_as_a_declared_fall_back() -> None:
    regime = overlay(Regime.load("BR"), OVERLAY, digest="x")
    calendar = propose_calendar(regime, [2024, 2025, 2026])
    question = Question(rule="resolution", level="municipal")
    with pytest.raises(DeadlineError, match="does not bind the level 'municipal'"):
        compute_due(regime, question, date(2025, 6, 2), calendar)


def test_an_overlay_file_supplies_a_missing_rule(tmp_path: Path) -> None:
    path = tmp_path / "cr.yaml"
    path.write_text(
        "layer: {id: office, kind: office, levels: [national], name: Reglamento, applies_to: x}\n"
        "counting:\n"
        "  months: {value: date_to_date, end_of_month: last_day_of_month, article: art. 9}\n",
        encoding="utf-8",
    )
    regime = overlay_file(Regime.load("CR"), str(path))
    calendar = propose_calendar(regime, [2025])
    due = compute_due(regime, Question(rule="resolution"), date(2025, 1, 10), calendar)
    assert due.due == date(2025, 3, 10)
