"""Norms are linked where they are known, and dated values are never those of another day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from legal_deadlines import known_countries
from ventanilla.domains.legislation import api


@pytest.mark.parametrize(
    ("country", "cited", "number", "article"),
    [
        ("CL", "Ley 20.285, art. 14", "Ley 20.285", "art. 14"),
        ("CL", "art. 25 Ley 19.880", "Ley 19.880", "art. 25"),
        ("ES", "art. 30.5 Ley 39/2015", "Ley 39/2015", "art. 30.5"),
        ("BR", "Lei 12.527/2011, art. 11, § 1", "Lei 12.527/2011", "art. 11, § 1"),
    ],
)
def test_a_citation_leads_to_its_norm(country: str, cited: str, number: str, article: str) -> None:
    found = api.norm(country, cited)
    assert (found.number, found.article) == (number, article)
    assert found.address.startswith("http")


@pytest.mark.parametrize("cited", ["Ley 19.8801", "Ley 9.19.880", "Ley 1", ""])
def test_an_unknown_norm_is_refused_and_the_known_ones_listed(cited: str) -> None:
    with pytest.raises(api.NormUnknown) as refusal:
        api.norm("CL", cited)
    assert "Ley 19.880" in str(refusal.value.expected)


@pytest.mark.parametrize("country", ["FR", "../cl", "", "C"])
def test_a_country_without_norms_has_none(country: str) -> None:
    with pytest.raises(api.NormUnknown):
        api.norm(country, "Ley 19.880")


@pytest.mark.parametrize("country", known_countries())
def test_every_country_has_its_law_with_an_address(country: str) -> None:
    norms = api.norms_cited(country, [f"{n.number} art. 1" for n in api.norms_of(country)])
    assert norms
    assert all(n.address.startswith("http") for n in norms)


def test_a_value_is_that_of_its_day_with_its_act_and_source() -> None:
    value = api.legal_value("PE.UIT", on=date(2025, 6, 1))
    assert (value.minor, value.currency, value.act) == (
        535000,
        "PEN",
        "Decreto Supremo 260-2024-EF",
    )
    assert value.confidence == "known"
    assert value.source.startswith("https://")
    assert api.legal_value("MX.UMA", on=date(2024, 1, 31)).minor == 10374
    assert api.legal_value("MX.UMA", on=date(2024, 2, 1)).minor == 10857


@pytest.mark.parametrize("code", ["PE.UIT", "MX.UMA", "ES.IPREM", "PT.IAS", "CO.UVT", "CL.UTM"])
def test_a_day_without_a_value_says_where_it_should_come_from(code: str) -> None:
    with pytest.raises(api.LegalValueUnknown) as refusal:
        api.legal_value(code, on=date(1999, 1, 1))
    assert "http" in str(refusal.value.remedy)


def test_an_unknown_value_lists_the_known_ones() -> None:
    with pytest.raises(api.LegalValueUnknown) as refusal:
        api.legal_value("PE.XYZ", on=date(2025, 1, 1))
    assert "PE.UIT" in str(refusal.value.expected)


def test_the_periods_of_a_value_do_not_overlap_and_each_has_its_source() -> None:
    for code in api.legal_value_codes():
        for day in (date(2015, 1, 1) + timedelta(days=n) for n in range(0, 4400, 31)):
            try:
                value = api.legal_value(code, on=day)
            except api.LegalValueUnknown:
                continue
            assert value.first <= day <= value.last
            assert value.norm
            assert value.source
