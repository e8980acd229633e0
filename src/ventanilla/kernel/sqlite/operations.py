"""Emptying tables whose rows refuse to be deleted: only by `flush`, which is all or nothing."""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.sqlite3 import operations as django_sqlite


class DatabaseOperations(django_sqlite.DatabaseOperations):
    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        """Take the triggers off, empty the tables, put the triggers back, in one transaction.

        PostgreSQL needs nothing of the kind: its TRUNCATE runs no trigger for rows.
        """
        with (
            transaction.atomic(
                using=self.connection.alias,
                savepoint=self.connection.features.can_rollback_ddl,
            ),
            self.connection.cursor() as cursor,
        ):
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {self.quote_name(name)}")
            for statement in [*sql_list, *(sql for _, sql in triggers)]:
                cursor.execute(statement)
