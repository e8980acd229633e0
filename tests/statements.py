"""Counting the SQL statements of a page, in every database of the deployment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connections
from django.test.utils import CaptureQueriesContext


class Statements:
    """`count` holds when the block has ended."""

    count = 0


@contextmanager
def counted_statements() -> Iterator[Statements]:
    """How many statements the block sends, on SQLite in both files. The beginning and the end of
    a transaction read and write no row: they are not counted."""
    found = Statements()
    with ExitStack() as stack:
        captured = [
            stack.enter_context(CaptureQueriesContext(connection))
            for connection in connections.all()
        ]
        yield found
    found.count = sum(not _bounds(query["sql"]) for one in captured for query in one)


def _bounds(statement: str) -> bool:
    return statement.partition(" ")[0] in ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
