"""A column's value as the database driver takes it.

What `get_db_prep_save` does, without its way there for values of the usual type: a filing has a
hundred of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from json import JSONEncoder
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BinaryField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    JSONField,
    UUIDField,
)

Adapt = Callable[[Any, BaseDatabaseWrapper], Any]
#: What a driver takes as it is, in the columns below.
TAKEN: frozenset[type] = frozenset([str, int, float, type(None)])
_PLAIN = frozenset(
    [
        "BigIntegerField",
        "CharField",
        "FloatField",
        "IntegerField",
        "PositiveBigIntegerField",
        "PositiveIntegerField",
        "PositiveSmallIntegerField",
        "SmallIntegerField",
        "TextField",
    ]
)
_BYTES: frozenset[type] = frozenset([bytes])
_NOTHING: frozenset[type] = frozenset()
_JSON = (dict, list)


def is_plain(field: Field[Any, Any]) -> bool:
    """Whether its usual values are of the types `TAKEN`."""
    return field.get_internal_type() in _PLAIN and not field.remote_field


def adapter(field: Field[Any, Any], vendor: str) -> Adapt:
    """The function that does it for that column and database."""
    target = field.target_field if isinstance(field, ForeignKey) else field
    if isinstance(target, UUIDField):
        return _identifier(field) if vendor == "sqlite" else _plain_uuid
    if is_plain(field):
        return _unless(TAKEN, field)
    if type(field) is JSONField and field.encoder is None and vendor == "sqlite":
        return _json(field)
    if type(field) is DateTimeField:
        return _moment_of_sqlite if vendor == "sqlite" else _moment
    if type(field) is DateField:
        return _day
    return _unless(_BYTES if isinstance(field, BinaryField) else _NOTHING, field)


def _unless(taken: frozenset[type], field: Field[Any, Any]) -> Adapt:
    def adapt(value: Any, connection: BaseDatabaseWrapper) -> Any:
        return value if type(value) in taken else field.get_db_prep_save(value, connection)

    return adapt


def _identifier(field: Field[Any, Any]) -> Adapt:
    def adapt(value: Any, connection: BaseDatabaseWrapper) -> Any:
        if type(value) is UUID:
            return value.hex
        return value if value is None else field.get_db_prep_save(value, connection)

    return adapt


def _json(field: Field[Any, Any]) -> Adapt:
    encode = JSONEncoder().encode

    def adapt(value: Any, connection: BaseDatabaseWrapper) -> Any:
        if type(value) in _JSON:
            return encode(value)
        return field.get_db_prep_save(value, connection)

    return adapt


def _plain_uuid(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """PostgreSQL's driver takes a UUID as it is."""
    return UUID(value) if isinstance(value, str) else value


def _moment_of_sqlite(value: Any, connection: BaseDatabaseWrapper) -> Any:
    if value is not None and value.tzinfo is UTC:
        return value.replace(tzinfo=None).isoformat(" ")
    return _moment(value, connection)


def _moment(value: Any, connection: BaseDatabaseWrapper) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


def _day(value: Any, connection: BaseDatabaseWrapper) -> Any:
    return connection.ops.adapt_datefield_value(value)
