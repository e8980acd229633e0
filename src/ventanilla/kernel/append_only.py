"""Tables whose rows, once written, refuse UPDATE and DELETE: a migration operation.

A later migration that rebuilds such a table on SQLite (AlterField and the like) drops its triggers:
it must repeat the operation. `unguarded` lists what was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = """CREATE TRIGGER "{table}_{verb}" BEFORE {VERB} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table}: rows are never changed or deleted'); END"""
_FUNCTION = """CREATE OR REPLACE FUNCTION ventanilla_append_only() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '%%: rows are never changed or deleted', TG_TABLE_NAME
USING ERRCODE = 'integrity_constraint_violation'; END $$"""
_POSTGRESQL = """CREATE TRIGGER "{table}_{verb}" BEFORE {VERB} ON "{table}"
FOR EACH ROW EXECUTE FUNCTION ventanilla_append_only()"""
_VERBS = ("update", "delete")


def append_only(*tables: str) -> migrations.RunPython:
    """The operation that guards `tables` (their database names) with triggers."""

    def guard(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            guard_table(editor, table)

    def unguard(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
        on = "" if editor.connection.vendor == "sqlite" else ' ON "{table}"'
        for table in tables:
            for verb in _VERBS:
                editor.execute((f'DROP TRIGGER "{{table}}_{verb}"' + on).format(table=table))

    return migrations.RunPython(guard, unguard)


def guard_table(
    editor: BaseDatabaseSchemaEditor, table: str, *, verbs: tuple[str, ...] = _VERBS
) -> None:
    """Put the triggers on one table."""
    sqlite = editor.connection.vendor == "sqlite"
    if not sqlite:
        editor.execute(_FUNCTION.replace("%%", "%"), params=None)
    for verb in verbs:
        text = _SQLITE if sqlite else _POSTGRESQL
        editor.execute(text.format(table=table, verb=verb, VERB=verb.upper()), params=None)


def unguarded(tables: list[str], *, using: str = "default") -> list[str]:
    """Those of `tables` that lack one of their triggers."""
    connection = connections[using]
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if sqlite
            else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        )
        found = {row[0] for row in cursor.fetchall()}
    return [t for t in tables if not {f"{t}_{verb}" for verb in _VERBS} <= found]


class _Statements:
    """What `guard_table` asks of an editor, in the transaction at hand."""

    connection = connection

    def execute(self, sql: str, params: Any = ()) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


@contextmanager
def lifted(tables: list[str]) -> Iterator[None]:
    """Within the caller's transaction, the guards of `tables` are off; they are back before it
    ends, and a failure rolls back both. For practice offices only (`domains/practice`)."""
    assert connection.in_atomic_block
    guarded = [table for table in tables if not unguarded([table])]
    statements: Any = _Statements()
    on = "" if connection.vendor == "sqlite" else ' ON "{table}"'
    for table in guarded:
        for verb in _VERBS:
            statements.execute((f'DROP TRIGGER "{{table}}_{verb}"' + on).format(table=table))
    yield
    if connection.vendor != "sqlite":  # what waits for the end must be judged before the DDL
        statements.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in guarded:
        guard_table(statements, table)
