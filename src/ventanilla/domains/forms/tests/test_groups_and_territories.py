"""Repeated groups and territories: one check for every channel, item by item on a page."""

from __future__ import annotations

from typing import Any

import pytest

from ventanilla.domains.forms.api import Form, FormInvalid

PARTNERS: dict[str, Any] = {
    "id": "partners",
    "type": "group",
    "label": {"es": "Socios", "pt": "Sócios", "en": "Partners"},
    "item": {"es": "Socio", "pt": "Sócio", "en": "Partner"},
    "at_least": 1,
    "at_most": 3,
    "fields": [
        {"id": "name", "type": "text", "label": "Nombre"},
        {"id": "share", "type": "whole_number", "label": "Porcentaje", "least": 1, "most": 100},
        {"id": "born", "type": "date", "label": "Nacimiento", "required": False},
    ],
}


def form_of(*fields: dict[str, Any], rules: Any = ()) -> Form:
    pages = [{"id": "p", "title": "P", "fields": list(fields)}]
    return Form.load({"title": "F", "pages": pages, "rules": list(rules)})


def errors_of(form: Form, value: Any) -> list[tuple[str, str]]:
    return [(e.field, e.code) for e in form.check(answers={"partners": value}, lang="es").errors]


ANA, LUIS = {"name": " Ana ", "share": 60}, {"name": "Luis", "share": 40, "born": "1990-02-01"}


def test_items_come_out_canonical_and_checking_again_changes_nothing():
    form = form_of(PARTNERS)
    clean = form.check(answers={"partners": [ANA, LUIS]}, lang="es").answers
    assert clean == {"partners": [{"name": "Ana", "share": 60}, LUIS]}
    assert form.check(answers=clean, lang="es").answers == clean


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], [("partners", "missing")]),
        (None, [("partners", "missing")]),
        ("Ana", [("partners", "wrong_type")]),
        (["Ana"], [("partners", "wrong_type")]),
        ([ANA] * 4, [("partners", "wrong_count")]),
        (
            [ANA, {"share": 101}],
            [("partners[1].name", "missing"), ("partners[1].share", "too_large")],
        ),
        ([{**ANA, "shoe": 1}], [("partners[0]", "unknown_field")]),
    ],
)
def test_what_is_wrong_says_in_which_item_and_field(value, said):
    assert sorted(errors_of(form_of(PARTNERS), value)) == sorted(said)


def test_the_message_names_the_group_and_the_place():
    error = form_of(PARTNERS).check(answers={"partners": [ANA, {"name": "L"}]}, lang="es").errors[0]
    assert error.message == "«Socios», 2: Escriba un número en «Porcentaje»."


def test_a_rule_may_look_into_the_items():
    rule = {
        "id": "someone_holds_most",
        "that": "partners.exists(p, p.share > 50)",
        "field": "partners",
        "message": "Alguien debe tener más de la mitad.",
    }
    form = form_of(PARTNERS, rules=[rule])
    assert errors_of(form, [ANA]) == []
    assert errors_of(form, [{"name": "Eva", "share": 50}]) == [("partners", "someone_holds_most")]


def test_the_schema_for_machines_says_the_same():
    described = form_of(PARTNERS).json_schema("es")["properties"]["partners"]
    assert (described["minItems"], described["maxItems"]) == (1, 3)
    assert described["items"]["required"] == ["name", "share"]
    assert described["items"]["additionalProperties"] is False


def test_items_are_read_back_one_a_line():
    form = form_of(PARTNERS)
    read = form.summary({"partners": [ANA, LUIS]}, {}, "es")[0][1][0][2]
    assert read == (
        "1. Ana; Porcentaje: 60\n2. Luis; Porcentaje: 40; Nacimiento: 1 de febrero de 1990"
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"fields": [PARTNERS]}, "no va otro grupo"),
        ({"fields": [{"id": "f", "type": "file", "label": "F"}]}, "no va otro grupo ni un archivo"),
        ({"fields": [{**PARTNERS["fields"][0], "asked_if": "true"}]}, "no hay condiciones"),
        ({"fields": [PARTNERS["fields"][0]] * 2}, "está dos veces"),
        ({"fields": [{"id": "f", "type": "tex", "label": "F"}]}, "«tex» no es ninguna"),
        ({"at_least": 4}, "mínimo es mayor"),
    ],
)
def test_a_group_that_cannot_be_asked_is_refused_with_its_place(change, says):
    with pytest.raises(FormInvalid) as refused:
        form_of({**PARTNERS, **change})
    assert says in str(refused.value.errors)


def territory(**more: Any) -> Form:
    return form_of({"id": "x", "type": "territory", "label": "Lugar", **more})


@pytest.mark.parametrize(
    ("country", "code", "count"), [("CL", "CL-VS", 16), ("ES", "ES-M", 52), ("BR", "BR-MG", 27)]
)
def test_the_territories_of_a_country_are_those_of_the_standard(country, code, count):
    form = territory(country=country)
    assert form.check(answers={"x": code}, lang="es").errors == []
    assert form.check(answers={"x": "XX-1"}, lang="es").errors[0].code == "not_an_option"
    assert len(form.field("x").options) == count


def test_the_territories_of_a_list_serve_where_the_standard_ends():
    page: dict[str, Any] = {"id": "p", "title": "P"}
    pages = [page]
    page["fields"] = [{"id": "x", "type": "territory", "label": "Comuna", "list": "comunas"}]
    comunas = [{"value": "05101", "label": {"es": "Valparaíso"}}]
    form = Form.load({"title": "F", "pages": pages}, lists={"comunas": comunas})
    assert form.check(answers={"x": "05101"}, lang="es").errors == []


@pytest.mark.parametrize("more", [{}, {"country": "CL", "list": "comunas"}, {"country": "FR"}])
def test_a_territory_says_of_which_country_or_list(more):
    with pytest.raises(FormInvalid):
        territory(**more)
