"""Clock, identifiers, text."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import read_short_code, short_code, uuid7
from ventanilla.kernel.plaintext import TextTooLong, UnstorableText, stored_text
from ventanilla.kernel.text_choice import pick


def test_identifiers_rise_and_are_version_seven() -> None:
    made = [uuid7() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert {m.version for m in made} == {7}


@given(st.binary(min_size=16, max_size=32))
def test_a_short_code_is_read_back_however_it_is_typed(raw: bytes) -> None:
    code = short_code(raw)
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_short_code(sloppy) == code


def test_letters_that_no_code_has_are_not_read() -> None:
    assert read_short_code("¡hola!") == ""


def test_a_set_clock_stands_still_until_it_advances() -> None:
    with clock.use(clock.FixedClock(datetime(2026, 1, 1, tzinfo=UTC))) as fixed:
        before = clock.monotonic()
        fixed.advance(5)  # type: ignore[attr-defined]
        assert clock.now() == datetime(2026, 1, 1, 0, 0, 5, tzinfo=UTC)
        assert clock.monotonic() - before == 5


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", "a\nb", "\x7f", "\ufffe"])
def test_unstorable_text_is_refused(bad: str) -> None:
    with pytest.raises(UnstorableText):
        stored_text(bad, max_length=10)


def test_four_byte_text_is_kept_and_counted_by_character() -> None:
    assert stored_text("👵🏽🇵🇾", max_length=4) == "👵🏽🇵🇾"
    with pytest.raises(TextTooLong):
        stored_text("👵🏽🇵🇾", max_length=3)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])))
def test_stored_text_is_in_one_form_and_stays_so(text: str) -> None:
    if "\u2028" in text or "\u2029" in text:
        return
    once = stored_text(text, max_length=10_000)
    assert unicodedata.is_normalized("NFC", once)
    assert stored_text(once, max_length=10_000) == once


def test_a_missing_language_falls_back() -> None:
    assert pick({"es": "hola", "en": "hi"}, "pt-BR") == "hola"
    assert pick({"quz": "x"}, "es") == "x"
