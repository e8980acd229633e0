"""Django's PostgreSQL backend, every statement of which says whose rows it may touch.

The scope goes before the statement in the same message, `SELECT set_config(…, true); SELECT …`:
PostgreSQL runs both in one transaction (the one that is open, or one of their own) and forgets the
setting at its end. So nothing stays on the connection, a transaction-mode pooler may hand each
message to another server process, and it costs no round trip. A statement that came without it
would see no office's rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base as django_postgresql
from django.db.backends.postgresql import operations as django_operations
from psycopg import sql

from ventanilla.kernel import office_scope

from .schema import SETTING, DatabaseSchemaEditor

_BEGINNING = f"SELECT set_config('{SETTING}', '"
_END = "', true); "
_ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "(")


class Cursor(django_postgresql.Cursor):
    """Sends the scope along with each statement about rows."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Cursor:
        text = query if isinstance(query, str) else _as_text(query, self)
        if not text[:32].lstrip().upper().startswith(_ROWS):
            super().execute(query, params, **options)  # type: ignore[misc]  # not in the stubs
            return self
        super().execute(_prefix() + text, params, **options)  # type: ignore[misc]
        self.nextset()  # type: ignore[attr-defined]
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], **_: Any) -> None:
        for params in params_seq:
            self.execute(query, params)


class DatabaseOperations(django_operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """The statement itself: what goes before it says nothing to who reads a log."""
        sent = str(super().last_executed_query(cursor, sql, params))
        return sent.partition(_END)[2] if sent.startswith(_BEGINNING) else sent


class DatabaseWrapper(django_postgresql.DatabaseWrapper):
    display_name = "PostgreSQL (rows by office)"
    SchemaEditorClass = DatabaseSchemaEditor
    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": Cursor}


def _prefix() -> str:
    return f"{_BEGINNING}{office_scope.current()}{_END}"


def _as_text(query: Any, cursor: Any) -> str:
    return query.decode() if isinstance(query, bytes) else sql.as_string(query, cursor)
