"""The published tables are those that the data give."""

from __future__ import annotations

from pathlib import Path

import pytest

from legal_deadlines.law_tables import tables

DOCS = Path(__file__).parents[3] / "docs" / "law"


@pytest.mark.parametrize("name", sorted(tables()))
def test_published_table_is_current(name: str) -> None:
    published = (DOCS / name).read_text(encoding="utf-8")
    assert published == tables()[name], "run: python -m legal_deadlines tables --write docs/law"


def test_every_rule_of_every_country_is_published() -> None:
    from legal_deadlines import Regime, known_countries

    for code in known_countries():
        regime, page = Regime.load(code), tables()[f"{code.lower()}.md"]
        for key in (*regime.terms, *regime.counting):
            assert f"`{key}`" in page
