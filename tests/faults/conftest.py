"""The program that files and may be killed, with a database of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.faults.filing_clients import FilingProcess


@pytest.fixture
def filing_process(tmp_path: Path, database_url: str) -> Iterator[FilingProcess]:
    process = FilingProcess(tmp_path, database_url)
    yield process
    process.stop()


@pytest.fixture
def database_url(transactional_db: None) -> Iterator[str]:
    """PostgreSQL: a database of its own on the server of the tests. SQLite: none is needed."""
    if connection.vendor == "sqlite":
        yield ""
        return
    url, name = os.environ["DATABASE_URL"], f"killed_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield f"{url.rpartition('/')[0]}/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
