"""The statements of the hot path, written out: each is one round trip for a whole batch.

Building the same queries through the ORM costs ten times their execution, under the lock of the
office's head. Columns come from the models, so that a migration cannot leave these behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from ventanilla.domains.register.models import BookCounter, Entry, Head
from ventanilla.domains.register.rows import table_of


def locked_heads(office_ids: Sequence[UUID], wrapper: BaseDatabaseWrapper) -> dict[UUID, Head]:
    """In the order of ids: two leaders never wait for each other in a circle."""
    lock = " FOR UPDATE" if wrapper.features.has_select_for_update else ""
    rows = _select(
        Head,
        f'WHERE "office_id" IN ({_places(office_ids)}) ORDER BY "office_id"{lock}',
        [_identifier(office_id, wrapper) for office_id in office_ids],
        wrapper,
    )
    return {head.office_id: head for head in map(_head, rows)}


def known_keys(
    keys: Sequence[bytes], wrapper: BaseDatabaseWrapper
) -> dict[bytes, tuple[UUID, bytes]]:
    """Entry and request digest by the hash of their idempotency key."""
    text = (
        f'SELECT "idempotency", "id", "request_digest" FROM "{Entry._meta.db_table}" '  # noqa: S608
        f'WHERE "idempotency" IN ({_places(keys)})'
    )
    with wrapper.cursor() as cursor:
        cursor.execute(text, list(keys))
        return {bytes(key): (_uuid(id_), bytes(digest)) for key, id_, digest in cursor.fetchall()}


def counters(office_id: UUID, *, since: int, wrapper: BaseDatabaseWrapper) -> list[BookCounter]:
    """The counters of the office's books from a year on."""
    rows = _select(
        BookCounter,
        'WHERE "office_id" = %s AND "year" >= %s',
        [_identifier(office_id, wrapper), since],
        wrapper,
    )
    for row in rows:
        row["id"], row["office_id"] = _uuid(row["id"]), _uuid(row["office_id"])
    return [BookCounter(**row) for row in rows]


def set_counter(counter: BookCounter, wrapper: BaseDatabaseWrapper) -> None:
    """Write the last number given."""
    _update(BookCounter, {"last": counter.last}, "id", counter.id, wrapper)


def move_head(office_id: UUID, wrapper: BaseDatabaseWrapper, **values: Any) -> None:
    """Write where the log ends now."""
    _update(Head, values, "office_id", office_id, wrapper)


def _select(
    model: type[Model], where: str, parameters: list[Any], wrapper: BaseDatabaseWrapper
) -> list[dict[str, Any]]:
    fields = table_of(model, wrapper.vendor).fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    text = f'SELECT {columns} FROM "{model._meta.db_table}" {where}'  # noqa: S608 - own names
    with wrapper.cursor() as cursor:
        cursor.execute(text, parameters)
        rows = cursor.fetchall()
    return [
        {field.attname: value for field, value in zip(fields, row, strict=True)} for row in rows
    ]


def _update(
    model: type[Model], values: dict[str, Any], key: str, of: UUID, wrapper: BaseDatabaseWrapper
) -> None:
    adapt = _adapters(model, wrapper.vendor)
    columns = ", ".join(f'"{name}" = %s' for name in values)
    parameters = [adapt[name](value, wrapper) for name, value in values.items()]
    text = f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{key}" = %s'  # noqa: S608
    with wrapper.cursor() as cursor:
        cursor.execute(text, [*parameters, _identifier(of, wrapper)])


@cache
def _adapters(model: type[Model], vendor: str) -> dict[str, Any]:
    table = table_of(model, vendor)
    return {f.attname: adapt for f, adapt in zip(table.fields, table.adapt, strict=True)}


def _head(row: dict[str, Any]) -> Head:
    row["office_id"] = _uuid(row["office_id"])
    row["frontier"] = bytes(row["frontier"])
    for name in ("last_registered_at", "clock_wall", "clock_accepted_at"):
        row[name] = _moment(row[name])
    return Head(**row)


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _identifier(value: UUID, wrapper: BaseDatabaseWrapper) -> Any:
    return value.hex if wrapper.vendor == "sqlite" else value


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _moment(value: datetime | None) -> datetime | None:
    """SQLite keeps UTC without saying so."""
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value
