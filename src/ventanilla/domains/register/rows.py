"""Rows made ready for the database before anybody waits for them.

A request's thread turns its rows into plain values; the leader only joins those of all requests
and writes each table with one statement. Equal to `bulk_create` of rows that bring their key, and
several times cheaper under the lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.register.values import TAKEN, Adapt, adapter, is_plain
from ventanilla.kernel.plaintext import UnstorableText

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
    plain: tuple[int, ...]  # columns whose usual values the driver takes as they are
    others: tuple[int, ...]
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
        adapt=tuple(adapter(field, vendor) for field in fields),
        plain=tuple(index for index, field in enumerate(fields) if is_plain(field)),
        others=tuple(index for index, field in enumerate(fields) if not is_plain(field)),
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
    values, adapt = list(held), table.adapt
    for index in table.others:
        values[index] = adapt[index](held[index], connection)
    for index in table.plain:
        if type(held[index]) not in TAKEN:
            values[index] = adapt[index](held[index], connection)
    return Row(table, tuple(values), _size(values))


def _size(values: Sequence[Any]) -> int:
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
