"""Rows of one office never refer to rows of another: a constraint that the database enforces.

`SameOffice` is a foreign key of two columns, `(office_id, x_id)` → `(office_id, id)`, which
Django's own fields cannot say. It goes into `Meta.constraints` of the row that refers; the row it
refers to declares `UniqueConstraint(fields=["office", <key>])`. The field itself carries
`db_constraint=False`, so that each reference is checked once. A table made by `CreateModel` or
remade on SQLite has the constraint in its definition; on PostgreSQL it is added to the table.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.ddl_references import Statement

_FOREIGN_KEY = (
    "FOREIGN KEY (%(own)s) REFERENCES %(table)s (%(others)s) DEFERRABLE INITIALLY DEFERRED"
)


class SameOffice(models.BaseConstraint):
    """`field` refers to a row of the same office.

    `to` ("app.Model") names what a plain column of identifiers refers to; a ForeignKey knows.
    """

    def __init__(self, *, field: str, name: str, to: str = "") -> None:
        super().__init__(name=name)
        self.field = field
        self.to = to

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, arguments, options = super().deconstruct()
        options["field"] = self.field
        if self.to:
            options["to"] = self.to
        return path, tuple(arguments), options

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameOffice) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.field, self.to))

    def validate(self, *_: Any, **__: Any) -> None:
        """Left to the database: it alone sees what others write at the same time."""

    def target(self, model: type[models.Model]) -> type[models.Model]:
        """The model whose rows are referred to."""
        if self.to:
            return apps.get_model(self.to)
        found: type[models.Model] = model._meta.get_field(self.field).related_model  # type: ignore[assignment]
        return found

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return f"CONSTRAINT {quote(self.name)} " + self._foreign_key(model, quote)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        table = schema_editor.quote_name(model._meta.db_table)
        added = self.constraint_sql(model, schema_editor)
        return Statement("ALTER TABLE %(table)s ADD %(added)s", table=table, added=added)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        quote = schema_editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=quote(model._meta.db_table),
            name=quote(self.name),
        )

    def _foreign_key(self, model: type[models.Model], quote: Any) -> str:
        target = self.target(model)._meta
        own: Any = model._meta.get_field(self.field)
        return _FOREIGN_KEY % {
            "own": f"{quote('office_id')}, {quote(own.column)}",
            "table": quote(target.db_table),
            "others": f"{quote('office_id')}, {quote(target.pk.column)}",
        }


def same_office(row: str, *fields: str) -> list[models.BaseConstraint]:
    """One constraint for each of the foreign keys `fields` of the table called `row`."""
    return [SameOffice(field=field, name=f"{row}_{field}_same_office") for field in fields]


def within_office(row: str, key: str = "id") -> models.UniqueConstraint:
    """What a table that is referred to declares."""
    return models.UniqueConstraint(fields=["office", key], name=f"{row}_within_office")
