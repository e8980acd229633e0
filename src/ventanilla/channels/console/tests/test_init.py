"""`ventanilla init`: each database has its tables, and none has migrations left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.deployment import Deployment

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]


def names(path: Path, question: str) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return set(file.execute(question))


def test_each_database_gets_its_tables_and_learns_of_every_migration(tmp_path: Path) -> None:
    deployment = Deployment(tmp_path)
    for _again in range(2):
        done = deployment.run("init")
        assert done.returncode == 0, done.stderr
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    recorded = "SELECT app, name FROM django_migrations"
    volatile, default = deployment.var / "volatile.sqlite3", deployment.var / "ventanilla.sqlite3"
    few = {("django_migrations",), ("django_session",), ("volatile_allowance",)}
    assert names(volatile, tables) == few
    assert names(default, tables) & few == {("django_migrations",)}
    assert names(volatile, recorded) == names(default, recorded)
    said = deployment.run("doctor").stdout
    assert said.count(": 0 migrations to run") == 2
