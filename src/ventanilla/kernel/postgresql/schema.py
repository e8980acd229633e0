"""Tables whose rows belong to an office are made with row-level security, owner included.

No migration can forget it: it follows from the model's `office` column. `unprotected` reads back
from the database what lacks it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, models
from django.db.backends.postgresql.schema import DatabaseSchemaEditor as DjangoSchemaEditor

SETTING = "ventanilla.office"
POLICY = "rows_of_the_office"
_SAID = f"current_setting('{SETTING}', true)"
# In subqueries: asked once for each statement, not once for each row; and compared as a boolean and
# as an id, since writing each row's id as text was a third of a count.
_ALLOWED = f"(SELECT {_SAID} = '*') OR office_id = (SELECT NULLIF(NULLIF({_SAID}, '*'), '')::uuid)"


class DatabaseSchemaEditor(DjangoSchemaEditor):
    def create_model(self, model: type[models.Model]) -> None:
        super().create_model(model)
        if any(_names_the_office(field) for field in model._meta.local_fields):
            self._protect(model._meta.db_table)

    def add_field(self, model: type[models.Model], field: models.Field[Any, Any]) -> None:
        super().add_field(model, field)
        if _names_the_office(field):
            self._protect(model._meta.db_table)

    def _protect(self, table: str) -> None:
        quoted = self.quote_name(table)
        self.deferred_sql += [
            f"ALTER TABLE {quoted} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {quoted} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {POLICY} ON {quoted} USING ({_ALLOWED}) WITH CHECK ({_ALLOWED})",
        ]


def _names_the_office(field: models.Field[Any, Any]) -> bool:
    target = field.remote_field.model if field.remote_field else None
    label = target if isinstance(target, str) else getattr(target, "_meta", None)
    return field.name == "office" and str(label).lower() == "offices.office"


def unprotected(tables: list[str], *, using: str = "default") -> list[str]:
    """Those of `tables` that PostgreSQL does not hold to the policy, whoever asks."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "
            "WHERE relrowsecurity AND relforcerowsecurity AND polname = %s "
            "AND relnamespace = current_schema()::regnamespace",
            [POLICY],
        )
        held = {row[0] for row in cursor.fetchall()}
    return [table for table in tables if table not in held]


def bypasses(*, using: str = "default") -> bool:
    """Whether the role that is connected is past every policy (superuser, BYPASSRLS)."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])
