"""Durability, seen from outside: no answer leaves before the disk has what it says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.faults.filing_clients import FilingProcess

FILINGS = 30
pytestmark = [
    pytest.mark.skipif(not shutil.which("strace"), reason="needs strace"),
    pytest.mark.skipif(
        "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite writes the WAL"
    ),
]
_CALL = re.compile(
    r"^(?P<pid>\d+) +(?P<at>[\d.]+) (?:<\.\.\. )?(?P<call>\w+)(?P<rest>.*)$", re.MULTILINE
)


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    return tmp_path / "trace"


@pytest.fixture
def traced(tmp_path: Path, trace: Path) -> Iterator[FilingProcess]:
    process = FilingProcess(tmp_path, strace=trace)
    yield process
    process.stop()


def answers_before_their_sync(process: FilingProcess, trace: Path, synchronous: str) -> int:
    """File one by one; count the answers written since the WAL was last written but not synced."""
    child = process.filing(threads=1, synchronous=synchronous)
    heard = 0
    for number in range(FILINGS):
        child.send(f"{synchronous}{number}")
        for _key, given, receipt in child.answers(20):
            assert given, receipt
            heard += 1
            break
    child.send(None)
    list(child.answers(5))
    assert heard == FILINGS
    return _judged(trace.read_text(errors="replace"), child.pid)


def _judged(text: str, pid: int) -> int:
    """Follow the file descriptors of the WAL and of the socket through the calls, in order."""
    dirty, early, syncs, answers = False, 0, 0, 0
    inside = {}
    for match in _CALL.finditer(text):
        call, rest, thread = match["call"], match["rest"], match["pid"]
        resumed = "resumed>" in rest.split("(")[0] or rest.startswith(" resumed>")
        about = inside.pop(thread, "") if resumed else rest
        if rest.endswith("<unfinished ...>"):
            inside[thread] = rest
            if call in ("write", "pwrite64") and "-wal>" in rest:
                dirty = True
            continue
        if "-wal>" in about:
            if call in ("write", "pwrite64"):
                dirty = True
            elif call in ("fsync", "fdatasync"):
                dirty, syncs = False, syncs + 1
        elif call == "write" and "UNIX" in about.split(",")[0] and "c2sp.org" in about:
            answers += 1
            early += dirty
    assert answers >= FILINGS, "the answers were seen"
    assert syncs or early, "the syncs were seen"
    return early


def test_each_answer_comes_after_the_wal_is_synced(traced: FilingProcess, trace: Path) -> None:
    assert answers_before_their_sync(traced, trace, "") == 0


def test_the_same_look_finds_a_database_that_does_not_sync(
    traced: FilingProcess, trace: Path
) -> None:
    assert answers_before_their_sync(traced, trace, "OFF") == FILINGS
