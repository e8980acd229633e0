"""The year turns while two processes file; an old copy of the database comes back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from tests.faults.filing_clients import Child, FilingProcess

NEW_YEAR = datetime(2027, 1, 1, 3, tzinfo=UTC)  # in Santiago
EACH = 60
MORE_THAN_FITS = 400
only_sqlite = pytest.mark.skipif(
    "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="copies a file"
)


def spoken(child: Child, count: int) -> Iterator[tuple[str, int, str]]:
    for heard, answer in enumerate(child.answers(30), 1):
        yield answer
        if heard == count:
            return


def test_the_year_turns_under_load_in_two_processes(filing_process: FilingProcess) -> None:
    offset = NEW_YEAR.timestamp() - time.time() - 8
    children = [filing_process.filing(threads=4, clock_offset=offset) for _ in range(2)]
    for number, child in enumerate(children):  # both are at work before the year ends
        child.send(f"{number}-first")
        assert all(given for _key, given, _receipt in spoken(child, 1))
    time.sleep(max(0.0, NEW_YEAR.timestamp() - time.time() - offset - 1.5))
    for turn in range(EACH):
        for number, child in enumerate(children):
            child.send(f"{number}-{turn}")
        time.sleep(3 / EACH)
    for child in children:
        assert all(number for _key, number, _receipt in spoken(child, EACH))
        child.send(None)
    findings, _, registered = filing_process.audited([])
    assert findings == []
    old = [number for year, number in registered if year == 2026]
    new = [number for year, number in registered if year == 2027]
    assert registered == [(2026, n) for n in old] + [(2027, n) for n in new], "adjacent in the log"
    assert old == list(range(1, len(old) + 1))
    assert new == list(range(1, len(new) + 1))
    assert min(len(old), len(new)) > 5
    assert len(registered) == 2 * EACH + 2


def file_some(process: FilingProcess, prefix: str, count: int, **changes: object) -> list[str]:
    """The problems met, empty where every filing was registered."""
    child = process.filing(threads=2, **changes)
    child.send(*(f"{prefix}{number}" for number in range(count)))
    heard = list(spoken(child, count))
    assert len(heard) == count, "every filing is answered, well or badly"
    child.send(None)
    list(child.answers(10))
    return [text for _key, number, text in heard if not number]


@only_sqlite
def test_a_restored_backup_appends_nothing_and_the_audit_says_what_is_missing(
    filing_process: FilingProcess, database_file: Path
) -> None:
    database, copy = database_file, database_file.with_name("copy.sqlite3")
    assert file_some(filing_process, "before", 5) == []
    with sqlite3.connect(database) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    assert file_some(filing_process, "after", 3) == []
    for path in database.parent.glob("ventanilla.sqlite3*"):
        path.unlink()
    copy.rename(database)
    assert file_some(filing_process, "again", 2) == ["copy-distrusted"] * 2
    findings, _, registered = filing_process.audited([])
    assert findings == ["size 8 was signed, the log has 5"]
    assert len(registered) == 5


@only_sqlite
def test_files_that_may_not_grow_give_no_number_and_leave_nothing_half_written(
    filing_process: FilingProcess, database_file: Path
) -> None:
    assert file_some(filing_process, "before", 3) == []
    with sqlite3.connect(database_file) as emptied:
        assert emptied.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    limit = database_file.stat().st_size + 40_000  # neither the database nor its wal has room
    problems = file_some(filing_process, "full", MORE_THAN_FITS, file_limit=limit)
    assert set(problems) == {"outcome-unknown"}
    assert file_some(filing_process, "full", MORE_THAN_FITS) == []
    findings, _, registered = filing_process.audited([])
    assert findings == []
    assert [number for _year, number in registered] == list(range(1, MORE_THAN_FITS + 4))
