"""What the database alone can do with the very rows of a run: one by one, and in batches.

    python -m bench.raw_limits BATCH SECONDS      (in the deployment of the environment)

The rows of the last filings are read back and written again, by the bare driver, into copies of
their tables with the same indexes and constraints in a fresh database of the same kind, with the
same durability: every transaction is on the disk before the next begins. No HTTP, no checks, no
signatures, no numbers under a lock. Prints filings per second as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TABLES = (
    "register_entry",
    "privacy_datakey",
    "parties_person",
    "casefiles_case",
    "casefiles_filing",
    "casefiles_act",
)
MOST = 4_000
Filing = list[tuple[str, tuple[Any, ...]]]


def main() -> None:
    import django

    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    from django.db import connection

    batch, seconds = max(1, int(float(sys.argv[1]))), float(sys.argv[2])
    filings = _last_filings()
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    rates = {}
    for name, size in (("one_by_one", 1), ("in_batches", batch)):
        write, close = make()
        rates[name] = _rate(filings, size, seconds, write)
        close()
    print(json.dumps({**rates, "batch": batch}))


def _last_filings() -> list[Filing]:
    """Each filing's rows, table by table, joined by the entry they belong to."""
    from django.db import connection

    joins = {
        "register_entry": "id",
        "casefiles_case": "opened_by_id",
        "casefiles_filing": "entry_id",
        "casefiles_act": "entry_id",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, data_key_id FROM register_entry ORDER BY position DESC LIMIT {MOST}"
        )
        entries = cursor.fetchall()
        found = {table: _by(cursor, table, key) for table, key in joins.items()}
        keys = _by(cursor, "privacy_datakey", "id")
        people = _by(cursor, "parties_person", "id")
        applicant = _column(cursor, "casefiles_case", "applicant_id")
    filings = []
    for entry_id, key_id in entries:
        case = found["casefiles_case"].get(entry_id)
        if case is None or key_id not in keys:
            continue
        rows = {table: by[entry_id] for table, by in found.items()}
        rows |= {"privacy_datakey": keys[key_id], "parties_person": people[case[applicant]]}
        filings.append([(table, rows[table]) for table in TABLES])
    return filings


def _by(cursor: Any, table: str, key: str) -> dict[Any, tuple[Any, ...]]:
    cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{_newest(table)}" DESC LIMIT {MOST * 2}')
    at = [column[0] for column in cursor.description].index(key)
    return {row[at]: tuple(map(_adapted, row)) for row in cursor.fetchall()}


def _newest(table: str) -> str:
    return "entry_id" if table == "casefiles_filing" else "id"


def _column(cursor: Any, table: str, name: str) -> int:
    cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
    return [column[0] for column in cursor.description].index(name)


def _adapted(value: Any) -> Any:
    if isinstance(value, dict | list):
        from psycopg.types.json import Jsonb

        return Jsonb(value)
    return value


def _rate(filings: list[Filing], size: int, seconds: float, write: Callable[..., None]) -> float:
    done, began = 0, time.perf_counter()
    while done < len(filings) and time.perf_counter() < began + seconds:
        part = filings[done : done + size]
        write(part)
        done += len(part)
    return done / (time.perf_counter() - began)


def _grouped(part: list[Filing]) -> dict[str, list[tuple[Any, ...]]]:
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
    for filing in part:
        for table, row in filing:
            rows[table].append(row)
    return rows


def _sqlite() -> tuple[Callable[..., None], Callable[[], None]]:
    import sqlite3

    from django.conf import settings
    from django.db import connection

    folder = tempfile.TemporaryDirectory(dir=settings.VAR)
    raw = sqlite3.connect(Path(folder.name) / "raw.sqlite3", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(TABLES))
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') "
            f"AND tbl_name IN ({marks}) ORDER BY type DESC",
            TABLES,
        )
        for (statement,) in cursor.fetchall():
            raw.execute(statement)

    def write(part: list[Filing]) -> None:
        raw.execute("BEGIN IMMEDIATE")
        for table, rows in _grouped(part).items():
            places = ", ".join("?" * len(rows[0]))
            raw.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
        raw.execute("COMMIT")

    def close() -> None:
        raw.close()
        folder.cleanup()

    return write, close


def _postgresql() -> tuple[Callable[..., None], Callable[[], None]]:
    """Tables LIKE the real ones, indexes and checks included, in a schema of their own."""
    import psycopg
    from django.db import connection

    settings = connection.get_connection_params()
    wanted = ("dbname", "user", "password", "host", "port")
    raw = psycopg.connect(**{n: v for n, v in settings.items() if n in wanted}, autocommit=True)
    raw.execute("DROP SCHEMA IF EXISTS raw_limits CASCADE")
    raw.execute("CREATE SCHEMA raw_limits")
    for table in TABLES:
        raw.execute(f"CREATE TABLE raw_limits.{table} (LIKE public.{table} INCLUDING ALL)")

    def write(part: list[Filing]) -> None:
        with raw.transaction(), raw.cursor() as cursor:
            for table, rows in _grouped(part).items():
                place = f"({', '.join(['%s'] * len(rows[0]))})"
                places = ", ".join([place] * len(rows))
                values = [value for row in rows for value in row]
                cursor.execute(f"INSERT INTO raw_limits.{table} VALUES {places}", values)

    def close() -> None:
        raw.execute("DROP SCHEMA raw_limits CASCADE")
        raw.close()

    return write, close


if __name__ == "__main__":
    main()
