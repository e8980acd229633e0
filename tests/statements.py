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
    """How many statements the block sends, on SQLite in both files."""
    found = Statements()
    with ExitStack() as stack:
        captured = [
            stack.enter_context(CaptureQueriesContext(connection))
            for connection in connections.all()
        ]
        yield found
    found.count = sum(len(one) for one in captured)
