"""A broken form says everything at once: where, what was expected, an example."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema_rs
import pytest

from ventanilla.domains.forms.api import Form, FormInvalid, form_schema
from ventanilla.kernel.shapes import DocumentError

GOOD: dict[str, Any] = {
    "title": {"es": "Solicitud"},
    "pages": [
        {
            "id": "one",
            "title": "Uno",
            "fields": [
                {"id": "a", "type": "text", "label": "A"},
                {
                    "id": "b",
                    "type": "one_of",
                    "label": "B",
                    "options": [{"value": "x", "label": "X"}, {"value": "y", "label": "Y"}],
                },
            ],
        },
        {"id": "two", "title": "Dos", "fields": [{"id": "c", "type": "yes_no", "label": "C"}]},
    ],
}


def errors_of(change) -> dict[str, DocumentError]:
    document = copy.deepcopy(GOOD)
    change(document)
    with pytest.raises(FormInvalid) as refused:
        Form.load(document)
    return {error.where: error for error in refused.value.errors}


def set_at(document, path, value):
    for step in path[:-1]:
        document = document[step]
    document[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["title"], None, ""),
        (["title"], {"spanish!": "x"}, "title.spanish!"),
        (["pages"], [], "pages"),
        (["pages"], "x", "pages"),
        (["pages", 0, "id"], "Uno Dos", "pages[0].id"),
        (["pages", 0, "id"], "check", "pages[0].id"),
        (["pages", 1, "id"], "one", "pages[1].id"),
        (["pages", 0, "colour"], "red", "pages[0].colour"),
        (["pages", 0, "fields", 0, "type"], "txt", "pages[0].fields[0].type"),
        (["pages", 0, "fields", 0, "type"], ["text"], "pages[0].fields[0].type"),
        (["pages", 0, "fields", 0, "max_length"], "20", "pages[0].fields[0].max_length"),
        (["pages", 0, "fields", 0, "max_length"], True, "pages[0].fields[0].max_length"),
        (["pages", 0, "fields", 0, "options"], [], "pages[0].fields[0].options"),
        (["pages", 0, "fields", 0, "label"], None, "pages[0].fields[0]"),
        (["pages", 0, "fields", 0, "required"], "yes", "pages[0].fields[0].required"),
        (["pages", 0, "fields", 0, "norm"], "art. 3", "pages[0].fields[0].norm"),
        (["pages", 0, "fields", 0, "norm"], {"norm": "art. 3"}, "pages[0].fields[0].norm"),
        (["pages", 0, "fields", 0, "id"], "in", "pages[0].fields[0].id"),
        (["pages", 1, "fields", 0, "id"], "a", "pages[1].fields[0].id"),
        (["pages", 0, "fields", 1, "options"], None, "pages[0].fields[1]"),
        (["pages", 0, "fields", 1, "list"], "nada", "pages[0].fields[1].list"),
        (["pages", 0, "fields", 1, "options", 1, "value"], "x", "pages[0].fields[1].options"),
        (["pages", 0, "fields", 0], "a", "pages[0].fields[0]"),
        (["pages", 1, "asked_if"], "b == 'z'", "pages[1].asked_if"),
        (["pages", 1, "asked_if"], "c", "pages[1].asked_if"),
        (["pages", 0, "fields", 0, "asked_if"], "c", "pages[0].fields[0].asked_if"),
        (["pages", 1, "fields", 0, "asked_if"], "a == 3", "pages[1].fields[0].asked_if"),
        (["rules"], [{"id": "r", "that": "a", "field": "a", "message": "m"}], "rules[0].that"),
        (["rules"], [{"id": "r", "that": "c", "field": "z", "message": "m"}], "rules[0].field"),
    ],
)
def test_each_mistake_is_found_at_its_place(path, value, where):
    found = errors_of(lambda document: set_at(document, path, value))
    assert where in found, list(found)
    assert str(found[where].message)


@pytest.mark.parametrize("document", [None, [], "x", 3])
def test_what_is_no_mapping_is_no_form(document):
    with pytest.raises(FormInvalid):
        Form.load(document)


def test_everything_wrong_is_said_at_once():
    def change(document):
        document["colour"] = "red"
        document["pages"][0]["fields"][0]["type"] = "txt"
        document["pages"][0]["fields"][1]["options"] = []
        document["pages"][1]["title"] = 7

    assert set(errors_of(change)) >= {
        "colour",
        "pages[0].fields[0].type",
        "pages[0].fields[1].options",
        "pages[1].title",
    }


def test_an_unknown_key_names_the_nearest_known_one():
    found = errors_of(lambda d: set_at(d, ["pages", 0, "feilds"], []))
    assert found["pages[0].feilds"].example == "fields:"


def test_texts_must_come_in_all_the_languages_that_are_demanded():
    with pytest.raises(FormInvalid) as refused:
        Form.load(GOOD, languages=["es", "pt"])
    assert {error.where for error in refused.value.errors} >= {"title", "pages[0].fields[0].label"}


def test_a_list_of_the_folder_gives_the_options():
    document = copy.deepcopy(GOOD)
    field = document["pages"][0]["fields"][1]
    del field["options"]
    field["list"] = "comunas"
    rows = [{"value": "v", "label": {"es": "V"}}, {"value": "w", "label": {"es": "W"}}]
    form = Form.load(document, lists={"comunas": rows})
    assert [option.value for option in form.field("b").options] == ["v", "w"]


def test_the_published_schema_admits_a_good_form_and_refuses_a_bad_one():
    schema = form_schema()
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema)
    validator.validate(GOOD)
    bad = copy.deepcopy(GOOD)
    bad["pages"][0]["fields"][0]["max_length"] = "20"
    assert not validator.is_valid(bad)
