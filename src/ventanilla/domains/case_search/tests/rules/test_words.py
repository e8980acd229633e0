"""What a case is found by."""

from __future__ import annotations

from uuid import uuid4

import pytest

from ventanilla.domains.case_search.rules.words import (
    as_identifier,
    findable,
    group_of,
    identifier_of,
    spellings,
    terms_of,
)

KEY, UNIT = b"k" * 32, uuid4()


def terms(**changed: object) -> set[str]:
    asked = {
        "names": ["José Núñez"],
        "identifiers": ["12.345.678-K", "", "jose@correo.example"],
        "texts": ["Licencias de obras", {"street": "Calle Larga 12", "rows": [{"a": "pérgola"}]}],
        "slug": "obras",
        "lang": "es",
        **changed,
    }
    return set(terms_of(findable(**asked), unit_id=UNIT, key=KEY).split())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "word", ["nunez", "jose", "12345678k", "josecorreoexample", "licencia", "licencias", "pergolas"]
)
def test_names_identifiers_and_words_are_found_without_accents_or_endings(word: str) -> None:
    assert set(group_of([word], unit_id=UNIT, key=KEY)) & terms()


def test_another_unit_or_another_key_finds_nothing() -> None:
    asked = ["nunez", "licencia", "12345678k"]
    assert not set(group_of(asked, unit_id=uuid4(), key=KEY)) & terms()
    assert not set(group_of(asked, unit_id=UNIT, key=b"x" * 32)) & terms()


def test_no_word_stands_in_clear() -> None:
    assert not any("nunez" in one or "licenc" in one for one in terms())
    assert all(len(one) == 8 for one in terms())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12.345.678-5", "123456785"), ("12345678-K", "12345678k"),
        ("+56 9 1234 5678", "56912345678"),
        ("123.456.789-09", "12345678909"), ("Ana@Correo.example", "anacorreoexample"),
        ("Ana Soto", ""), ("1234", ""), ("calle 12345", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_identifier_is_told_from_words(text: str, read: str) -> None:
    assert as_identifier(text) == read
    assert not read or identifier_of(text) == read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gonzlez", "gonzalez"),
        ("gonzaelz", "gonzalez"),
        ("gonsalez", "gonzalez"),
        ("sotoo", "soto"),
    ],
)
def test_a_word_with_a_mistake_shares_a_spelling_with_the_one_meant(typed: str, meant: str) -> None:
    assert spellings(typed) & spellings(meant)
    assert not spellings("zanahoria") & spellings("gonzalez")
