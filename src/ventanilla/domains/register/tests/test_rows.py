"""Rows made ready are what Django itself would write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Field, Model
from hypothesis import given
from hypothesis import strategies as st
from psycopg import Binary
from psycopg.types.json import Jsonb

from ventanilla.domains.register.rows import ready, ready_values, table_of
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.plaintext import UnstorableText
from ventanilla.kernel.unsaved import unsaved

pytestmark = pytest.mark.django_db
Act, Case = apps.get_model("casefiles.Act"), apps.get_model("casefiles.Case")
Person = apps.get_model("parties.Person")
_OURS = [m for m in apps.get_models() if m.__module__.startswith("ventanilla.")]


class Colour(StrEnum):
    RED = "red"


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "UUIDField": st.uuids(),
    "CharField": _TEXT | st.just(Colour.RED),
    "TextField": _TEXT,
    "JSONField": st.dictionaries(_TEXT, _TEXT | st.none() | st.integers() | st.booleans())
    | st.lists(_TEXT)
    | _TEXT,
    "BinaryField": st.binary() | st.binary().map(bytearray),
    "BooleanField": st.booleans(),
    "DateField": st.dates(),
    "DateTimeField": st.datetimes(
        datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC) | st.timezones()
    ),
}


def _value_for(field: Field[Any, Any]) -> st.SearchStrategy[Any]:
    target = field.target_field if field.remote_field else field
    known = _VALUES.get(target.get_internal_type(), st.integers(1, 30_000))
    return known | st.none() if field.null else known


@given(st.data())
def test_each_value_is_what_the_field_itself_prepares(data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(_OURS))
    table = table_of(model, connection.vendor)
    held = [data.draw(_value_for(field)) for field in table.fields]
    made = ready_values(table, held, connection).values
    for field, value, ours in zip(table.fields, held, made, strict=True):
        djangos = field.get_db_prep_save(value, connection)
        assert _comparable(ours) == _comparable(djangos), f"{model.__name__}.{field.name}"


def _comparable(value: Any) -> Any:
    """PostgreSQL's JSON and binary wrappers have no equality; SQLite takes moments as text."""
    if isinstance(value, Jsonb):
        return "json", value.obj
    if isinstance(value, Binary):
        return bytes(value.obj)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return bytes(value) if isinstance(value, bytearray | memoryview) else value


def _columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize("model", _OURS, ids=lambda model: model.__name__)
def test_an_unsaved_row_is_what_its_class_makes(model: type[Model]) -> None:
    own = {model._meta.pk.attname: uuid7()} if model._meta.pk.attname == "id" else {}
    fixed = {
        f.attname: "x"
        for f in model._meta.concrete_fields
        if f.has_default() and callable(f.default) and f.attname not in own
    }
    try:
        quick = unsaved(model, **own, **fixed)
    except TypeError:
        pytest.fail(f"{model.__name__} has a default that its rows would share")
    usual = model(**own, **fixed)
    assert _columns(quick) == _columns(usual)
    assert quick._state.adding
    assert quick._state.db is None
    assert quick.get_deferred_fields() == set()


def test_defaults_that_can_change_are_made_for_each_row() -> None:
    first, second = unsaved(Act, seq=1), unsaved(Act, seq=2)
    first.content["said"] = True
    assert second.content == {}
    assert first.id != second.id


def test_what_is_no_column_is_refused() -> None:
    with pytest.raises(TypeError, match="office"):
        unsaved(Case, office="x")


def test_a_relation_can_be_set_afterwards() -> None:
    person = unsaved(Person, id=uuid7(), name="Ana")
    case = unsaved(Case, id=uuid7(), applicant_id=person.id)
    case.applicant = person
    assert case.applicant is person
    assert case.applicant_id == person.id


def test_text_that_no_database_keeps_is_refused() -> None:
    for text in ("a\0b", "a\ud800b"):
        with pytest.raises(UnstorableText):
            ready(unsaved(Person, id=uuid7(), name=text), connection)


def test_an_identifier_given_as_text_and_a_date_are_what_django_writes() -> None:
    table = table_of(Case, connection.vendor)
    held: list[Any] = [None] * len(table.fields)
    names = [field.attname for field in table.fields]
    held[names.index("id")] = str(UUID(int=7))
    held[names.index("due_on")] = date(2026, 2, 28)
    values = ready_values(table, held, connection).values
    for name in ("id", "due_on"):
        field = table.fields[names.index(name)]
        value = held[names.index(name)]
        expected = field.get_db_prep_save(value, connection)
        assert str(values[names.index(name)]) == str(expected)
