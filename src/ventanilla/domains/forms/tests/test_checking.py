"""The one check: pages, conditions, unknown and missing fields, languages."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema_rs
import pytest

from ventanilla.domains.forms.api import Form

DOCUMENT: dict[str, Any] = {
    "title": {"es": "Solicitud", "pt": "Pedido", "en": "Request"},
    "pages": [
        {
            "id": "ask",
            "title": "Qué pide",
            "fields": [
                {"id": "subject", "type": "text", "label": "Asunto", "max_length": 20},
                {
                    "id": "delivery",
                    "type": "one_of",
                    "label": "Entrega",
                    "required": False,
                    "options": [
                        {"value": "email", "label": {"es": "Por correo", "pt": "Por e-mail"}},
                        {"value": "post", "label": "Por carta"},
                    ],
                },
                {"id": "copies", "type": "whole_number", "label": "Copias", "required": False},
                {"id": "urgent", "type": "yes_no", "label": "Urgente"},
            ],
        },
        {
            "id": "contact",
            "title": "Contacto",
            "fields": [
                {
                    "id": "email",
                    "type": "email",
                    "label": "Correo",
                    "asked_if": "delivery.orValue('') == 'email' || urgent",
                },
                {"id": "phone", "type": "phone", "label": "Teléfono", "required": False},
            ],
        },
        {
            "id": "plan",
            "title": "Plano",
            "asked_if": "copies.orValue(0) > 1",
            "fields": [{"id": "drawing", "type": "file", "label": "Plano"}],
        },
    ],
    "rules": [
        {
            "id": "few_copies",
            "that": "!(delivery.orValue('') == 'email') || copies.orValue(0) < 2",
            "field": "copies",
            "message": {"es": "Por correo va una sola copia", "en": "By e-mail there is one copy"},
        }
    ],
}
GOOD = {"subject": "Actas", "urgent": False}


class Given:
    name, size, media_type, sha256 = "plano.pdf", 10, "application/pdf", "0" * 64


@pytest.fixture
def form() -> Form:
    return Form.load(copy.deepcopy(DOCUMENT))


def codes(form: Form, answers: Any, **more: Any) -> dict[str, str]:
    errors = form.check(answers=answers, lang=more.pop("lang", "es"), **more).errors
    return {error.field: error.code for error in errors}


def test_good_answers_pass_in_the_order_of_the_form(form):
    checked = form.check(answers={"urgent": False, "subject": " Actas "}, lang="es")
    assert (list(checked.answers.items()), checked.errors) == (list(GOOD.items()), [])


def test_what_is_missing_is_said_for_each_field_asked(form):
    assert codes(form, {}) == {"subject": "missing", "urgent": "missing"}


def test_null_is_no_answer(form):
    assert codes(form, {**GOOD, "subject": None}) == {"subject": "missing"}


def test_a_field_is_asked_when_its_condition_holds(form):
    assert codes(form, {**GOOD, "delivery": "email"}) == {"email": "missing"}
    assert codes(form, {**GOOD, "delivery": "post"}) == {}
    assert codes(form, {**GOOD, "urgent": True}) == {"email": "missing"}


def test_a_whole_page_is_asked_when_its_condition_holds(form):
    answers = {**GOOD, "copies": 3}
    assert codes(form, answers) == {"drawing": "missing"}
    assert codes(form, answers, files={"drawing": [Given()]}) == {}


def test_an_answer_no_longer_asked_is_set_aside_and_is_no_error(form):
    checked = form.check(
        answers={**GOOD, "delivery": "post", "email": "no es un correo"},
        files={"drawing": [Given()]},
        lang="es",
    )
    assert checked.errors == []
    assert set(checked.set_aside) == {"email", "drawing"}
    assert "email" not in checked.answers


def test_while_its_reason_is_unanswered_a_field_is_neither_demanded_nor_lost(form):
    checked = form.check(answers={"subject": "Actas", "email": "a@b.cl"}, lang="es")
    assert {error.field for error in checked.errors} == {"urgent"}
    assert checked.answers["email"] == "a@b.cl"


def test_one_wrong_answer_costs_no_other(form):
    checked = form.check(answers={**GOOD, "subject": "x" * 21, "copies": 1}, lang="es")
    assert [error.field for error in checked.errors] == ["subject"]
    assert checked.answers == {"urgent": False, "copies": 1}


def test_an_unknown_field_is_named_with_the_nearest_one(form):
    error = form.check(answers={**GOOD, "subjet": "x"}, lang="es").errors[0]
    assert (error.field, error.code, error.example) == ("subjet", "unknown_field", "subject")


def test_unknown_names_of_any_shape_are_refused_and_few_are_repeated(form):
    hostile = {"\ud800" * 99: 1, "x" * 5000: 2, **{f"f{n}": n for n in range(1000)}}
    errors = form.check(answers={**GOOD, **hostile}, lang="es").errors
    assert len(errors) == 20
    assert all(len(error.field) <= 60 for error in errors)
    "".join(error.message for error in errors).encode()


def test_a_file_for_a_field_of_text_is_refused(form):
    assert codes(form, GOOD, files={"subject": [Given()]}) == {"subject": "unknown_field"}
    assert codes(form, GOOD, files={"nada": [Given()]}) == {"nada": "unknown_field"}


def test_a_file_among_the_answers_is_refused(form):
    answers = {**GOOD, "copies": 2, "drawing": "plano.pdf"}
    assert codes(form, answers, files={"drawing": [Given()]}) == {"drawing": "file_among_answers"}


@pytest.mark.parametrize("answers", [None, [], "x", 3, True])
def test_answers_that_are_no_object_are_one_error(form, answers):
    assert codes(form, answers) == {"": "wrong_type"}


def test_a_rule_between_answers_speaks_at_its_field(form):
    answers = {**GOOD, "delivery": "email", "email": "a@b.cl", "copies": 2}
    errors = form.check(answers=answers, files={"drawing": [Given()]}, lang="en").errors
    assert [(e.field, e.code, e.message) for e in errors] == [
        ("copies", "few_copies", "By e-mail there is one copy")
    ]


def test_a_rule_waits_until_the_answers_it_reads_are_right(form):
    answers = {**GOOD, "delivery": "email", "email": "a@b.cl", "copies": "muchas"}
    assert codes(form, answers) == {"copies": "not_a_whole_number"}


def test_one_page_is_judged_alone_and_the_rest_is_kept(form):
    answers = {"subject": 7, "urgent": True, "email": "mal"}
    checked = form.check(answers=answers, lang="es", page="contact")
    assert {error.field for error in checked.errors} == {"email"}
    assert checked.answers == {"subject": 7, "urgent": True}
    assert codes(form, answers, page="ask") == {"subject": "wrong_type"}


def test_the_pages_inputs_are_read_one_page_at_a_time(form):
    posted = {"subject": ["Actas"], "urgent": ["yes"], "email": ["a@b.cl"]}
    assert form.from_post("ask", posted) == {
        "subject": "Actas",
        "delivery": None,
        "copies": None,
        "urgent": True,
    }


def test_the_summary_reads_back_what_is_asked_in_words(form):
    pages = form.summary({**GOOD, "delivery": "email", "email": "a@b.cl"}, {}, "pt")
    shown = {field.id: text for _page, lines in pages for field, _label, text in lines}
    assert shown["delivery"] == "Por e-mail"
    assert "drawing" not in shown
    assert [page.id for page, _lines in pages] == ["ask", "contact"]


def test_the_summary_shows_a_wrong_answer_as_it_was_written(form):
    pages = form.summary({"subject": "x" * 30, "delivery": "paloma"}, {}, "es")
    shown = {field.id: text for _page, lines in pages for field, _label, text in lines}
    assert shown["subject"] == "x" * 30
    assert shown["delivery"] == "paloma"


def test_the_schema_describes_what_passes(form):
    schema = form.json_schema("es")
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema)
    clean = form.check(
        answers={**GOOD, "delivery": "email", "email": "a@b.cl", "copies": 1}, lang="es"
    )
    assert not clean.errors
    validator.validate(clean.answers)
    assert not validator.is_valid({**GOOD, "nada": 1})
    assert schema["required"] == ["subject", "urgent"]


def test_an_author_may_use_the_forms_own_words_for_an_error():
    document = copy.deepcopy(DOCUMENT)
    field = document["pages"][0]["fields"][0]
    field["errors"] = {"missing": {"es": "Diga de qué se trata"}, "wrong": {"es": "Más corto"}}
    form = Form.load(document)
    assert form.check(answers={}, lang="es").errors[0].message == "Diga de qué se trata"
    assert form.check(answers={"subject": 7}, lang="es").errors[0].message == "Más corto"


def test_the_same_form_serves_many_threads_at_once(form):
    from concurrent.futures import ThreadPoolExecutor

    answers = {**GOOD, "delivery": "email", "email": "a@b.cl"}
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _n: form.check(answers=answers, lang="es"), range(400)))
    assert all(result == results[0] for result in results)
    assert results[0].errors == []
