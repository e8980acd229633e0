"""A number as people write it."""

from __future__ import annotations

import pytest

from ventanilla.domains.case_search.rules.numbers import numbers_meant

ONE = ["2026/E/000123"]


@pytest.mark.parametrize(
    "text",
    [
        "2026/E/000123", "2026/e/123", "2026-E-123", "E-123/2026", "e 123 2026", "E123/2026",
        "2026E000123", "Registro n.º E-123/2026",
        "N° 2026/E/000123", "nº 123/2026 E", "E 123 de 2026",
        " 2026 / E / 000123 ", "reg. 2026.E.123", "Núm. 2026/E/123".replace("ú", "u"),
    ],
)  # fmt: skip
def test_a_whole_number_is_read_in_any_form(text: str) -> None:
    assert numbers_meant(text, year=2026) == ONE


def test_what_is_left_out_is_both_books_and_this_year_and_the_last() -> None:
    assert numbers_meant("123/2025", year=2026) == ["2025/E/000123", "2025/S/000123"]
    assert numbers_meant("S-7", year=2026) == ["2026/S/000007", "2025/S/000007"]
    assert numbers_meant("123", year=2026)[0] == "2026/E/000123"
    assert len(numbers_meant("123", year=2026)) == 4


def test_a_number_that_may_be_a_year_is_read_both_ways() -> None:
    assert numbers_meant("E 2025/2026", year=2026) == ["2025/E/002026", "2026/E/002025"]


@pytest.mark.parametrize(
    "text",
    ["", "Ana Soto", "0", "calle 12", "E", "2026/X/1", "1/2/3", "12.345.678-5", "1234567890123",
     "a@b.example", "2026/E/0", "12/1850", "{}"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert numbers_meant(text, year=2026) == []
