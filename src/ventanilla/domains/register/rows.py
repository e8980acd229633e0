"""Rows made ready for the database before anybody waits for them.

A request's thread turns its rows into plain values; the leader only joins those of all requests
and writes each table with one statement. Equal to `bulk_create` of rows that bring their key, and
several times cheaper under the lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BinaryField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    Model,
    UUIDField,
)
from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.plaintext import UnstorableText

Adapt = Callable[[Any, BaseDatabaseWrapper], Any]
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
_TAKEN = frozenset([str, int, float])
#: SQLite: rows in one INSERT. Each statement lets go of the interpreter five times, which under
#: load is what it costs; each size is one more statement to keep prepared.
_STRIDES = (64, 48, 32, 24, 20, *range(16, 0, -1))
_POSTGRESQL_PARAMETERS = 60_000


@dataclass(frozen=True, eq=False)
class Table:
    """How a model's rows are written."""

    name: str
    fields: tuple[Field[Any, Any], ...]
    held: Callable[[dict[str, Any]], tuple[Any, ...]]  # an instance's values, in that order
    adapt: tuple[Adapt, ...]
    stamped: tuple[tuple[int, Field[Any, Any]], ...]  # set by the field itself (auto_now)
    target: str  # name and columns
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row's values, as the database driver takes them, and about how many bytes they are."""

    table: Table
    values: tuple[Any, ...]
    size: int


@cache
def table_of(model: type[Model], vendor: str) -> Table:
    """Columns in the model's order."""
    fields = tuple(f for f in model._meta.local_concrete_fields if not f.generated)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return Table(
        name=model._meta.db_table,
        fields=fields,
        held=itemgetter(*(field.attname for field in fields)),
        adapt=tuple(_adapter(field, vendor) for field in fields),
        stamped=tuple(
            (index, field)
            for index, field in enumerate(fields)
            if type(field).pre_save is not Field.pre_save
        ),
        target=f'"{model._meta.db_table}" ({columns})',
        place=f"({', '.join(['%s'] * len(fields))})",
    )


def ready(instance: Model, connection: BaseDatabaseWrapper) -> Row:
    """The row, checked for texts that no database keeps. Raises `UnstorableText`."""
    table = table_of(type(instance), connection.vendor)
    for _index, field in table.stamped:
        field.pre_save(instance, add=True)
    return ready_values(table, table.held(instance.__dict__), connection)


def ready_values(table: Table, held: Sequence[Any], connection: BaseDatabaseWrapper) -> Row:
    """The same from values in the order of the table's fields."""
    pairs = zip(table.adapt, held, strict=True)
    values = tuple([adapt(value, connection) for adapt, value in pairs])
    return Row(table, values, _size(values))


def _adapter(field: Field[Any, Any], vendor: str) -> Adapt:
    """What `get_db_prep_save` does, without its way there for values of the usual type."""

    def general(value: Any, connection: BaseDatabaseWrapper) -> Any:
        return field.get_db_prep_save(value, connection)

    def identifier(value: Any, connection: BaseDatabaseWrapper) -> Any:
        if type(value) is UUID:
            return value.hex
        return value if value is None else general(value, connection)

    def plain(value: Any, connection: BaseDatabaseWrapper) -> Any:
        return value if value is None or type(value) in _TAKEN else general(value, connection)

    def moment(value: Any, connection: BaseDatabaseWrapper) -> Any:
        if sqlite and value is not None and value.tzinfo is UTC:
            return value.replace(tzinfo=None).isoformat(" ")
        return connection.ops.adapt_datetimefield_value(value)

    def day(value: Any, connection: BaseDatabaseWrapper) -> Any:
        return connection.ops.adapt_datefield_value(value)

    def binary(value: Any, connection: BaseDatabaseWrapper) -> Any:
        return value if type(value) is bytes else general(value, connection)

    sqlite = vendor == "sqlite"
    target = field.target_field if isinstance(field, ForeignKey) else field
    if isinstance(target, UUIDField):
        return identifier if sqlite else plain_uuid
    if target.get_internal_type() in _PLAIN and not field.remote_field:
        return plain
    if type(field) in (DateField, DateTimeField):
        return moment if type(field) is DateTimeField else day
    return binary if isinstance(field, BinaryField) else general


def plain_uuid(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """PostgreSQL's driver takes a UUID as it is."""
    return UUID(value) if isinstance(value, str) else value


def _size(values: tuple[Any, ...]) -> int:
    """About how many bytes. Raises `UnstorableText` for what no database keeps."""
    text = "".join([value for value in values if type(value) is str])
    if "\0" in text:
        raise _unstorable()
    try:
        size = len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError as error:
        raise _unstorable() from error
    return size + sum([len(value) for value in values if type(value) is bytes]) + 16 * len(values)


def _unstorable() -> UnstorableText:
    return UnstorableText(
        _("El texto lleva caracteres que no se pueden guardar."),
        expected=_("Escríbalo de nuevo sin caracteres invisibles."),
    )


def write(rows: Iterable[Row], connection: BaseDatabaseWrapper) -> None:
    """Few statements for each table, tables in the order of their first row."""
    tables: dict[Table, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        tables[row.table].append(row.values)
    with connection.cursor() as cursor:
        for table, values in tables.items():
            for part in _parts(values, table, connection.vendor):
                places = ", ".join([table.place] * len(part))
                insert = f"INSERT INTO {table.target} VALUES {places}"  # noqa: S608 - own names
                cursor.execute(insert, [value for row in part for value in row])


def _parts(
    rows: list[tuple[Any, ...]], table: Table, vendor: str
) -> Iterable[list[tuple[Any, ...]]]:
    most = _POSTGRESQL_PARAMETERS // len(table.fields)
    start = 0
    for stride in _STRIDES if vendor == "sqlite" else (most, len(rows) % most):
        while stride and len(rows) - start >= stride:
            yield rows[start : start + stride]
            start += stride
