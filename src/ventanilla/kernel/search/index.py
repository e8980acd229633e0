"""The index itself: FTS5 on SQLite, tsvector with GIN on PostgreSQL, over a column of terms.

Terms are made by `words.terms_of` and are opaque here: no parser of either database touches them,
so both answer the same. The order within an answer is that of the keys (`words.place`): the first
rows are read without looking at the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AllOf = Sequence[Sequence[str]]  # every group must match; of a group, any term
MOST_COUNTED = 1_000

_SQLITE = (
    """CREATE VIRTUAL TABLE "{t}_fts" USING fts5(terms, content='{t}', content_rowid='id',
detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER "{t}_fts_in" AFTER INSERT ON "{t}" BEGIN
INSERT INTO "{t}_fts"(rowid, terms) VALUES (new.id, new.terms); END""",
    """CREATE TRIGGER "{t}_fts_out" AFTER DELETE ON "{t}" BEGIN
INSERT INTO "{t}_fts"("{t}_fts", rowid, terms) VALUES ('delete', old.id, old.terms); END""",
    """CREATE TRIGGER "{t}_fts_change" AFTER UPDATE OF terms ON "{t}" BEGIN
INSERT INTO "{t}_fts"("{t}_fts", rowid, terms) VALUES ('delete', old.id, old.terms);
INSERT INTO "{t}_fts"(rowid, terms) VALUES (new.id, new.terms); END""",
)
_POSTGRESQL = (
    """ALTER TABLE "{t}" ADD COLUMN terms_vector tsvector
GENERATED ALWAYS AS (array_to_tsvector(string_to_array(terms, ' '))) STORED""",
    """CREATE INDEX "{t}_terms" ON "{t}" USING gin (terms_vector)""",
)
_UNDO_SQLITE = ("DROP TRIGGER {t}_fts_in", "DROP TRIGGER {t}_fts_out",
                "DROP TRIGGER {t}_fts_change", "DROP TABLE {t}_fts")  # fmt: skip
_UNDO_POSTGRESQL = ("ALTER TABLE {t} DROP COLUMN terms_vector",)


def search_index(table: str) -> migrations.RunPython:
    """The operation that indexes the column `terms` of `table`, whose key is a whole number `id`.

    A later migration that rebuilds the table on SQLite drops its triggers: it repeats this one.
    """

    def run(statements: dict[str, tuple[str, ...]]) -> Any:
        def operate(_: Any, editor: BaseDatabaseSchemaEditor) -> None:
            for statement in statements[editor.connection.vendor]:
                editor.execute(statement.format(t=table), params=None)

        return operate

    return migrations.RunPython(
        run({"sqlite": _SQLITE, "postgresql": _POSTGRESQL}),
        run({"sqlite": _UNDO_SQLITE, "postgresql": _UNDO_POSTGRESQL}),
    )


@dataclass(frozen=True)
class Index:
    """The questions that can be put to one indexed table with the columns id and terms."""

    table: str
    using: str = "default"

    def counts(self, questions: Sequence[AllOf]) -> list[int]:
        """How many rows answer each question, counted up to `MOST_COUNTED`. One statement."""
        if not questions:
            return []
        some = f"SELECT 1 {self._match()} LIMIT {MOST_COUNTED}"
        one = f"SELECT {{n}} AS n, count(*) FROM ({some})"  # noqa: S608 - own names
        one += "" if self._sqlite else " AS found"
        sql = " UNION ALL ".join(one.format(n=n) for n in range(len(questions)))
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, [self._written(question) for question in questions])
            return [count for _n, count in sorted(cursor.fetchall())]

    def ids(
        self,
        question: AllOf,
        *,
        but: Sequence[AllOf] = (),
        first: int = 0,
        most: int = 20,
        newest: bool = False,
    ) -> list[int]:
        """The rows of `question` and of none of `but`, by their keys, the greatest first where
        `newest` says so. One statement."""
        written = self._written(question)
        for other in but:
            written = self._without(written, self._written(other))
        row = "rowid" if self._sqlite else "id"
        with connections[self.using].cursor() as cursor:
            cursor.execute(
                f"SELECT {row} {self._match()} ORDER BY {row}{' DESC' if newest else ''} "
                "LIMIT %s OFFSET %s",
                [written, most, first],
            )
            return [found[0] for found in cursor.fetchall()]

    @property
    def _sqlite(self) -> bool:
        return connections[self.using].vendor == "sqlite"

    def _match(self) -> str:
        if self._sqlite:
            return f'FROM "{self.table}_fts" WHERE "{self.table}_fts" MATCH %s'
        return f'FROM "{self.table}" WHERE terms_vector @@ %s::tsquery'

    def _written(self, question: AllOf) -> str:
        """The question in the database's own language; terms hold letters and digits only."""
        either, both = (" OR ", " AND ") if self._sqlite else (" | ", " & ")
        mark = '"' if self._sqlite else "'"
        groups = [either.join(f"{mark}{term}{mark}" for term in group) for group in question]
        return both.join(f"({group})" for group in groups)

    def _without(self, written: str, but: str) -> str:
        return f"({written}) NOT ({but})" if self._sqlite else f"({written}) & !({but})"
