"""The program that files and may be killed, with a database of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_django
from django.db import connection

from tests.faults.filing_clients import FilingProcess


@pytest.fixture(scope="module")
def started(
    tmp_path_factory: pytest.TempPathFactory, database_url: str
) -> Iterator[tuple[FilingProcess, Path]]:
    """Loading takes seconds: once for the tests of a file."""
    folder = tmp_path_factory.mktemp("filing")
    process = FilingProcess(folder, database_url)
    yield process, folder
    process.stop()


@pytest.fixture
def filing_process(
    started: tuple[FilingProcess, Path], request: pytest.FixtureRequest
) -> FilingProcess:
    """The program, with an office of this test's own."""
    process, _ = started
    process.found(f"valle-{abs(hash(request.node.name)) % 10**8}")
    return process


@pytest.fixture
def database_file(started: tuple[FilingProcess, Path]) -> Path:
    """SQLite: the file that the program writes."""
    return started[1] / "var" / "ventanilla.sqlite3"


@pytest.fixture(scope="module")
def database_url(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[str]:
    """PostgreSQL: a database of its own on the server of the tests. SQLite: none is needed."""
    if connection.vendor == "sqlite":
        yield ""
        return
    url, name = os.environ["DATABASE_URL"], f"killed_{os.getpid()}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield urlsplit(url)._replace(path=f"/{name}").geturl()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    connection.close()
