"""Rows of one office never refer to rows of another, and the database is what says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models

from ventanilla.kernel.same_office import SameOffice

pytestmark = pytest.mark.django_db

Reference = tuple[type[models.Model], "models.Field[Any, Any]"]

# Plain columns of identifiers that refer to no row of the office, and why.
OPAQUE = {
    "account_id": "accounts belong to no office",
    "filer_id": "an account, a post or a token, as the channel names it",
    "subject_id": "names the data key of a person; there is no such table",
    "representative_id": "a subject, as above",
    "data_key_id": "the register is recovered before the keys are, and outlives them",
    "matter_id": "privacy knows no case: what the journal is about is opaque there",
    "draft_id": "a draft is forgotten in its time; what is kept of an attendance outlives it",
    "item_id": "a document of it, as above",
    "version_id": "of a procedure or of a letter: a projection for the search, made again at will",
}


def _owned() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if _of_an_office(model)]


def _of_an_office(model: type[models.Model]) -> bool:
    try:
        return model._meta.get_field("office").related_model is apps.get_model("offices.Office")
    except FieldDoesNotExist:
        return False


def _references() -> Iterator[Reference]:
    """Foreign keys between rows of offices, and columns that hold identifiers of such rows."""
    for model in _owned():
        for field in model._meta.local_concrete_fields:
            if _refers_to_a_row_of_an_office(field) or _holds_an_identifier(field):
                yield model, field


def _holds_an_identifier(field: models.Field[Any, Any]) -> bool:
    named = isinstance(field, models.UUIDField) and field.name.endswith("_id")
    return named and field.name not in OPAQUE


def _refers_to_a_row_of_an_office(field: models.Field[Any, Any]) -> bool:
    target = field.related_model
    return target is not None and field.name != "office" and _of_an_office(target)


def _guard_of(model: type[models.Model], field: models.Field[Any, Any]) -> SameOffice | None:
    for constraint in model._meta.constraints:
        if isinstance(constraint, SameOffice) and constraint.field == field.name:
            return constraint
    return None


def _named(references: list[Reference]) -> list[str]:
    return [f"{model._meta.label}.{field.name}" for model, field in references]


def test_every_reference_declares_that_it_stays_in_the_office() -> None:
    references = list(_references())
    bare = [one for one in references if _guard_of(*one) is None]
    assert not _named(bare), "add same_office(...) to Meta.constraints (kernel/same_office.py)"
    assert len(references) > 15


def test_no_reference_is_checked_twice() -> None:
    twice = [(m, f) for m, f in _references() if getattr(f, "db_constraint", False)]
    assert not _named(twice), "db_constraint=False: SameOffice checks it"


def test_the_database_has_each_of_them() -> None:
    lacking = []
    for model, field in _references():
        guard = _guard_of(model, field)
        assert guard is not None
        target = guard.target(model)._meta
        wanted = (target.db_table, ("office_id", field.column), ("office_id", target.pk.column))
        if wanted not in _foreign_keys(model._meta.db_table):
            lacking.append(f"{model._meta.label}.{field.name}")
    assert not lacking


def _foreign_keys(table: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    read = _sqlite_keys if connection.vendor == "sqlite" else _postgresql_keys
    return read(table)


def _sqlite_keys(table: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found: dict[int, list[tuple[str, str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA foreign_key_list("{table}")')
        for key, _seq, target, own, other, *_ in cursor.fetchall():
            found.setdefault(key, []).append((target, own, other))
    return {
        (parts[0][0], tuple(own for _, own, _ in parts), tuple(other for *_, other in parts))
        for parts in found.values()
    }


def _postgresql_keys(table: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    ask = """
        SELECT confrelid::regclass::text,
               (SELECT array_agg(attname::text ORDER BY place) FROM unnest(conkey)
                WITH ORDINALITY AS k(number, place)
                JOIN pg_attribute ON attrelid = conrelid AND attnum = number),
               (SELECT array_agg(attname::text ORDER BY place) FROM unnest(confkey)
                WITH ORDINALITY AS k(number, place)
                JOIN pg_attribute ON attrelid = confrelid AND attnum = number)
        FROM pg_constraint WHERE contype = 'f' AND convalidated AND conrelid = %s::regclass"""
    with connection.cursor() as cursor:
        cursor.execute(ask, [table])
        return {(target, tuple(own), tuple(others)) for target, own, others in cursor.fetchall()}
