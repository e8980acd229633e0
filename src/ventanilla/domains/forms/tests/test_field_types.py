"""Each type of field: what it admits, in which canonical form, and what it says otherwise."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.domains.forms.api import Form
from ventanilla.domains.forms.rules.field_types.identifiers import SCHEMES

OPTIONS = [
    {"value": "a", "label": "A"},
    {"value": "b", "label": "B"},
    {"value": "c", "label": "C"},
]


def form_of(kind: str, **more: Any) -> Form:
    """A form of one page with one field, `x`."""
    field = {"id": "x", "type": kind, "label": {"es": "Equis", "pt": "Xis", "en": "Ex"}, **more}
    return Form.load({"title": "F", "pages": [{"id": "p", "title": "P", "fields": [field]}]})


@cache
def kept_form_of(kind: str, more: str) -> Form:
    """The same, made once for the many examples of a property."""
    return form_of(kind, **json.loads(more))


def code_of(form: Form, value: Any) -> str:
    checked = form.check(answers={"x": value}, lang="es")
    return checked.errors[0].code if checked.errors else ""


def clean_of(form: Form, value: Any) -> Any:
    checked = form.check(answers={"x": value}, lang="es")
    assert not checked.errors, checked.errors
    return checked.answers["x"]


GOOD = [
    ("text", {}, "  Ana  ", "Ana"),
    ("text", {}, "Ana 👩🏽‍🚒 Núñez", "Ana 👩🏽‍🚒 Núñez"),
    ("text", {}, "Nu\u0301n\u0303ez", "Núñez"),
    ("long_text", {}, "uno\r\ndos", "uno\ndos"),
    ("whole_number", {}, 0, 0),
    ("whole_number", {"least": -5, "most": 5}, -5, -5),
    ("decimal_number", {}, "12.50", "12.5"),
    ("decimal_number", {}, "-0.0", "0"),
    ("decimal_number", {}, 12.5, "12.5"),
    ("decimal_number", {"decimals": 3}, "007.125", "7.125"),
    (
        "money",
        {"currency": "CLP"},
        {"currency": "CLP", "amount": 500},
        {"amount": 500, "currency": "CLP"},
    ),
    ("date", {}, "2028-02-29", "2028-02-29"),
    ("yes_no", {}, False, False),
    ("one_of", {"options": OPTIONS}, "b", "b"),
    ("many_of", {"options": OPTIONS}, ["c", "a"], ["a", "c"]),
    ("email", {}, "Ana.Soto@Correo.Example", "Ana.Soto@correo.example"),
    ("email", {}, "josé@correo.example", "josé@correo.example"),
    ("email", {}, "ana@xn--caf-dma.xn--p1ai", "ana@xn--caf-dma.xn--p1ai"),
    ("phone", {}, "+56 (2) 2345-6789", "+56223456789"),
    (
        "address",
        {},
        {"street": "A 1", "place": "B", "region": " "},
        {"street": "A 1", "place": "B"},
    ),
    ("identifier", {"scheme": "CL-RUN"}, "12.531.909-2", "125319092"),
    ("identifier", {"scheme": "BR-CPF"}, "390.533.447-05", "39053344705"),
    ("country", {}, "CL", "CL"),
    ("declaration", {}, True, True),
]
BAD = [
    ("text", {}, 7, "wrong_type"),
    ("text", {}, ["x"], "wrong_type"),
    ("text", {}, "a\x00b", "unstorable_text"),
    ("text", {}, "a\nb", "unstorable_text"),
    ("text", {}, "\ud83d", "unstorable_text"),
    ("text", {}, "x" * 201, "too_long"),
    ("text", {}, "x" * 50_000_000, "too_long"),
    ("text", {}, " \u200b\u00a0 ", "missing"),
    ("long_text", {"max_length": 3}, "abcd", "too_long"),
    ("whole_number", {}, "7", "not_a_whole_number"),
    ("whole_number", {}, True, "not_a_whole_number"),
    ("whole_number", {}, 2.0, "not_a_whole_number"),
    ("whole_number", {}, 2**60, "too_large"),
    ("whole_number", {"least": 2}, 1, "too_small"),
    ("decimal_number", {}, "doce", "not_a_number"),
    ("decimal_number", {}, float("nan"), "not_a_number"),
    ("decimal_number", {}, float("inf"), "not_a_number"),
    ("decimal_number", {}, "1.234", "too_many_decimals"),
    ("decimal_number", {"most": "60"}, "60.01", "too_large"),
    ("decimal_number", {}, "٣", "not_a_number"),
    ("money", {"currency": "CLP"}, {"amount": 5, "currency": "EUR"}, "wrong_type"),
    ("money", {"currency": "CLP"}, {"amount": 1.5, "currency": "CLP"}, "not_an_amount"),
    ("money", {"currency": "CLP"}, {"amount": -1, "currency": "CLP"}, "amount_out_of_range"),
    ("date", {}, "2026-02-30", "not_a_date"),
    ("date", {}, {"day": "1", "month": "", "year": "2026"}, "incomplete_date"),
    ("date", {}, 20260101, "not_a_date"),
    ("date", {"not_before": "2026-01-01"}, "2025-12-31", "too_early"),
    ("date", {"not_after": "2026-01-01"}, "2026-01-02", "too_late"),
    ("yes_no", {}, "true", "wrong_type"),
    ("one_of", {"options": OPTIONS}, "z", "not_an_option"),
    ("one_of", {"options": OPTIONS}, {"a": 1}, "not_an_option"),
    ("many_of", {"options": OPTIONS}, "a", "wrong_type"),
    ("many_of", {"options": OPTIONS}, ["a", "z"], "not_an_option"),
    ("many_of", {"options": OPTIONS}, [["a"]], "not_an_option"),
    ("many_of", {"options": OPTIONS, "at_most": 1}, ["a", "b"], "wrong_count"),
    ("many_of", {"options": OPTIONS}, ["a"] * 5, "wrong_count"),
    ("many_of", {"options": OPTIONS}, [], "missing"),
    ("email", {}, "ana@correo", "not_an_email"),
    ("email", {}, "ana soto@correo.example", "not_an_email"),
    ("email", {}, "a@b..cl", "not_an_email"),
    ("phone", {}, "llámeme", "not_a_phone"),
    ("phone", {}, "12345", "not_a_phone"),
    ("address", {}, "Calle 1", "wrong_type"),
    ("address", {}, {"street": "A 1"}, "incomplete_address"),
    ("address", {}, {"street": "A 1", "place": "B", "zip": "1"}, "wrong_type"),
    ("address", {}, {"street": 5, "place": "B"}, "wrong_type"),
    ("identifier", {"scheme": "CL-RUN"}, "12.531.909-3", "check_digit"),
    ("identifier", {"scheme": "CL-RUN"}, "nada", "not_an_identifier"),
    ("country", {}, "XX", "not_an_option"),
    ("declaration", {}, False, "missing"),
    ("declaration", {}, "yes", "wrong_type"),
]


@pytest.mark.parametrize(("kind", "more", "value", "clean"), GOOD)
def test_a_good_answer_has_one_canonical_form(kind, more, value, clean):
    form = form_of(kind, **more)
    assert clean_of(form, value) == clean
    assert clean_of(form, clean) == clean


@pytest.mark.parametrize(
    ("kind", "more", "value", "code"), BAD, ids=[f"{b[0]}-{b[3]}-{n}" for n, b in enumerate(BAD)]
)
def test_a_wrong_answer_says_which_and_why(kind, more, value, code):
    form = form_of(kind, **more)
    error = form.check(answers={"x": value}, lang="es").errors[0]
    assert (error.field, error.code) == ("x", code)
    assert "Equis" in error.message
    assert "%" not in error.message


@pytest.mark.parametrize(
    ("kind", "more", "posted", "answer"),
    [
        ("text", {}, {"x": ["Ana"]}, "Ana"),
        ("text", {}, {"x": ["  "]}, None),
        ("text", {}, {}, None),
        ("whole_number", {}, {"x": [" 1.200 "]}, 1200),
        ("whole_number", {}, {"x": ["doce"]}, "doce"),
        ("decimal_number", {}, {"x": ["12,5"]}, "12.5"),
        ("decimal_number", {}, {"x": ["1.200,50"]}, "1200.50"),
        ("decimal_number", {}, {"x": ["1\u202f200,5"]}, "1200.5"),
        ("decimal_number", {}, {"x": ["x"]}, "x"),
        ("money", {"currency": "CLP"}, {"x": ["1.250"]}, {"amount": 1250, "currency": "CLP"}),
        ("money", {"currency": "EUR"}, {"x": ["14,2"]}, {"amount": 1420, "currency": "EUR"}),
        ("money", {"currency": "EUR"}, {"x": ["14,203"]}, "14,203"),
        ("date", {}, {"x-day": ["5"], "x-month": ["3"], "x-year": ["2026"]}, "2026-03-05"),
        (
            "date",
            {},
            {"x-day": ["31"], "x-month": ["2"], "x-year": ["2026"]},
            {"day": "31", "month": "2", "year": "2026"},
        ),
        ("yes_no", {}, {"x": ["no"]}, False),
        ("yes_no", {}, {"x": ["maybe"]}, "maybe"),
        ("many_of", {"options": OPTIONS}, {"x": ["a", "c"]}, ["a", "c"]),
        ("address", {}, {"x-street": ["A 1"], "x-place": ["B"]}, {"street": "A 1", "place": "B"}),
        ("declaration", {}, {"x": ["yes"]}, True),
        ("file", {}, {"x": ["a.pdf"]}, "no answer"),
    ],
)
def test_a_page_is_read_as_people_write(kind, more, posted, answer):
    read = form_of(kind, **more).from_post("p", posted)
    assert read.get("x", "no answer") == answer


@pytest.mark.parametrize(("kind", "more", "value", "clean"), GOOD)
def test_what_was_answered_comes_back_from_the_page_as_it_was(kind, more, value, clean):
    form = form_of(kind, **more)
    held = form.inputs("p", {"x": clean})
    posted = {name: v if isinstance(v, list) else [v] for name, v in held.items()}
    assert form.from_post("p", posted)["x"] == clean


def test_a_wrong_date_is_shown_again_as_it_was_written():
    form = form_of("date")
    posted = {"x-day": ["31"], "x-month": ["2"], "x-year": ["2026"]}
    answers = form.from_post("p", posted)
    assert code_of(form, answers["x"]) == "not_a_date"
    assert form.inputs("p", answers) == {"x-day": "31", "x-month": "2", "x-year": "2026"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(("kind", "more"), [(kind, more) for kind, more, *_ in GOOD])
@given(value=JSON)
@settings(max_examples=30)
def test_no_answer_of_any_shape_breaks_the_check(kind, more, value):
    form = kept_form_of(kind, json.dumps(more))
    checked = form.check(answers={"x": value}, lang="es")
    if "x" in checked.answers:
        again = form.check(answers=checked.answers, lang="es")
        assert (again.answers, again.errors) == (checked.answers, [])


class Given:
    """An uploaded file as forms see it."""

    sha256 = "0" * 64

    def __init__(self, name: str, size: int = 10, media_type: str = "application/pdf") -> None:
        self.name, self.size, self.media_type = name, size, media_type


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([Given("a.pdf")], ""),
        ([], "missing"),
        ([Given("a.pdf"), Given("b.pdf"), Given("c.pdf")], "too_many_files"),
        ([Given("a.pdf", 2_000_001)], "file_too_large"),
        ([Given("a.pdf", 0)], "empty_file"),
        ([Given("a.exe", 10, "application/x-msdownload")], "file_type"),
        ([Given("a.pdf", 10, "Application/PDF; charset=binary")], ""),
    ],
)
def test_files_are_judged_by_number_size_and_kind(files, code):
    form = form_of("file", accept=["pdf"], max_bytes=2_000_000, max_files=2)
    errors = form.check(answers={}, files={"x": files}, lang="es").errors
    assert [error.code for error in errors] == ([code] if code else [])


def test_a_file_too_large_says_how_large_and_what_the_limit_is():
    form = form_of("file", accept=["pdf"], max_bytes=10_000_000)
    error = form.check(answers={}, files={"x": [Given("a.pdf", 13_200_000)]}, lang="es").errors[0]
    assert error.message.startswith("El archivo «a.pdf» pesa 14 MB y el máximo es 10 MB.")


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
def test_each_identifier_admits_its_sample_and_refuses_a_wrong_one(scheme):
    form = form_of("identifier", scheme=scheme.name)
    clean = clean_of(form, scheme.example)
    assert clean_of(form, clean) == clean
    shown = form.summary({"x": clean}, {}, "es")[0][1][0][2]
    assert clean_of(form, shown) == clean
    wrong = ["", "?", "0000١00040 ZZ4", "abc", "1" * 29, "١٢٣٤٥٦٧٨"]
    if scheme.checked:
        wrong.append(f"{scheme.example}9")
    for text in wrong:
        assert code_of(form, text) in {"check_digit", "not_an_identifier", "missing"}


# One digit of a true number changed: what has a check digit says so, what has none cannot know.
SLIPS = {
    "UY-CI": ("1.234.567-2", "1.234.568-2"),
    "GT-CUI": ("1234 56789 0101", "1234 66789 0101"),
    "SV-DUI": ("00016297-5", "00016298-5"),
    "NI-CEDULA": ("001-010180-0001S", "001-010180-0002S"),
}


@pytest.mark.parametrize("scheme", SLIPS, ids=list(SLIPS))
def test_a_slip_of_one_digit_is_noticed_where_a_check_digit_is_published(scheme):
    form = form_of("identifier", scheme=scheme)
    right, slip = SLIPS[scheme]
    assert (code_of(form, right), code_of(form, slip)) == ("", "check_digit")


@pytest.mark.parametrize(
    ("scheme", "wrong"),
    [
        ("HN-DNI", "1901-1990-12345"),  # there are eighteen departments
        ("GT-CUI", "1234 56789 2301"),  # and twenty-two
        ("NI-CEDULA", "001-320180-0001S"),  # 32 January
        ("PA-CEDULA", "14-442-445"),  # thirteen provinces
        ("CO-CC", "0123456"),
        ("BO-CI", "123"),
    ],
)
def test_a_number_that_cannot_be_is_refused_even_without_a_check_digit(scheme, wrong):
    assert code_of(form_of("identifier", scheme=scheme), wrong) == "not_an_identifier"


def test_every_country_of_the_region_has_an_identifier():
    assert len({name.partition("-")[0] for name in SCHEMES}) == 22


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
@given(text=st.text("0123456789٣²ñAXZ-./ ", max_size=20))
@settings(max_examples=40)
def test_no_text_breaks_an_identifiers_checker(scheme, text):
    form = kept_form_of("identifier", json.dumps({"scheme": scheme.name}))
    form.check(answers={"x": text}, lang="es")
