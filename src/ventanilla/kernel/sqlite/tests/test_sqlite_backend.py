"""The SQLite backend by itself: on a file of its own, with threads and processes."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from pytest_django import DjangoDbBlocker

from ventanilla.kernel.sqlite import lock as lock_module
from ventanilla.kernel.sqlite.base import DatabaseWrapper, frames_in
from ventanilla.kernel.sqlite.errors import (
    ReadTooLong,
    WriteLockTimeout,
    WriteOutsideTransaction,
)
from ventanilla.kernel.sqlite.lock import FileLock, LockTimeout

SETTINGS = {
    "ENGINE": "ventanilla.kernel.sqlite",
    "ATOMIC_REQUESTS": False,
    "AUTOCOMMIT": True,
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": False,
    "TIME_ZONE": None,
    "TEST": {"NAME": None},
}

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def connect(path: Path, **options: object) -> DatabaseWrapper:
    return DatabaseWrapper({**SETTINGS, "NAME": str(path), "OPTIONS": options}, "apart")


@pytest.fixture(autouse=True)
def _database_access(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


class Transaction:
    """What `atomic()` does to a connection, without Django's registry of aliases."""

    def __init__(self, connection: DatabaseWrapper) -> None:
        self.connection = connection

    def __enter__(self) -> CursorWrapper:
        self.connection.ensure_connection()
        self.connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        return self.connection.cursor()

    def __exit__(self, kind: object, *_: object) -> None:
        (self.connection.rollback if kind else self.connection.commit)()
        self.connection.set_autocommit(True)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "apart.sqlite3"
    connection = connect(path)
    with Transaction(connection) as cursor:
        cursor.execute("CREATE TABLE t (id integer primary key, writer text)")
    yield path
    connection.close()


def test_a_connection_is_durable_and_leaves_checkpoints_to_the_writer(path: Path) -> None:
    connection = connect(path)
    with connection.cursor() as cursor:
        values = {}
        for pragma in ("journal_mode", "synchronous", "wal_autocheckpoint", "mmap_size"):
            cursor.execute(f"PRAGMA {pragma}")
            values[pragma] = cursor.fetchone()[0]
    connection.close()
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "wal_autocheckpoint": 0,
        "mmap_size": 0,
    }


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO t (writer) VALUES ('a')",
        "update t set writer = 'a'",
        "DELETE FROM t",
        "WITH x AS (SELECT 1) INSERT INTO t (writer) SELECT 'a' FROM x",
        "CREATE TABLE other (id integer)",
    ],
)
def test_a_write_outside_a_transaction_is_refused_and_nothing_is_written(
    path: Path, statement: str
) -> None:
    connection = connect(path)
    with connection.cursor() as cursor:
        with pytest.raises(WriteOutsideTransaction, match="atomic"):
            cursor.execute(statement)
        cursor.execute("SELECT count(*) FROM t")
        assert cursor.fetchone() == (0,)
        cursor.execute("WITH x AS (SELECT 1 AS one) SELECT one FROM x")
        assert cursor.fetchone() == (1,)
    connection.close()


def test_a_volatile_file_is_written_without_ceremony(tmp_path: Path) -> None:
    connection = connect(tmp_path / "volatile.sqlite3", volatile=True)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE t (id integer)")
        cursor.execute("INSERT INTO t VALUES (1)")
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (0,)
    connection.close()


def test_a_read_that_lasts_too_long_is_ended_but_a_transaction_is_not(path: Path) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000000) "
        "SELECT sum(i) FROM n"
    )
    connection = connect(path, read_limit=0.05)
    with connection.cursor() as cursor, pytest.raises(ReadTooLong):
        cursor.execute(endless)
        cursor.fetchone()
    with Transaction(connection) as cursor:
        cursor.execute(endless)
        assert cursor.fetchone() == (3000000 * 3000001 // 2,)
    connection.close()


def test_a_rolled_back_or_failed_transaction_lets_the_next_one_in(path: Path) -> None:
    first, second = connect(path), connect(path, lock_timeout=1)
    with pytest.raises(OperationalError), Transaction(first) as cursor:
        cursor.execute("INSERT INTO missing VALUES (1)")
    with Transaction(second) as cursor:
        cursor.execute("INSERT INTO t (writer) VALUES ('second')")
    with pytest.raises(ZeroDivisionError), Transaction(first) as cursor:
        cursor.execute("INSERT INTO t (writer) VALUES ('first')")
        first.close()  # closing within, as Django does after a broken rollback
        raise ZeroDivisionError
    with Transaction(second) as cursor:
        cursor.execute("SELECT writer FROM t")
        assert cursor.fetchall() == [("second",)]
    first.close()
    second.close()


def test_a_writer_does_not_wait_for_ever(path: Path) -> None:
    holder, impatient = connect(path), connect(path, lock_timeout=0.1)
    with Transaction(holder):
        began = time.monotonic()
        with pytest.raises(WriteLockTimeout), Transaction(impatient):
            pass
        assert time.monotonic() - began < 1
    with Transaction(impatient) as cursor:
        cursor.execute("INSERT INTO t (writer) VALUES ('late')")
    holder.close()
    impatient.close()


def _write_rows(path: Path, writer: str, count: int, waits: list[float]) -> None:
    connection = connect(path)
    for _ in range(count):
        began = time.monotonic()
        with Transaction(connection) as cursor:
            waits.append(time.monotonic() - began)
            cursor.execute("SELECT coalesce(max(id), 0) FROM t")
            following = cursor.fetchone()[0] + 1
            cursor.execute("INSERT INTO t (id, writer) VALUES (%s, %s)", [following, writer])
    connection.close()


def _write_with_threads(path: Path, process: int, threads: int, count: int) -> None:
    waits: list[float] = []
    names = [f"{process}/{number}" for number in range(threads)]
    work = [threading.Thread(target=_write_rows, args=(path, n, count, waits)) for n in names]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert max(waits) < 3


def test_threads_of_several_processes_write_in_turn_without_gap_or_error(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    work = [context.Process(target=_write_with_threads, args=(path, p, 4, 25)) for p in range(3)]
    for process in work:
        process.start()
    for process in work:
        process.join(60)
    assert [process.exitcode for process in work] == [0, 0, 0]
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT id, writer FROM t ORDER BY id").fetchall()
    assert [row[0] for row in rows] == list(range(1, 301))


_LOCKED_BY_ANOTHER = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 128)
    except OSError:
        print("held")
"""


def test_looking_at_the_wal_or_making_the_file_drops_no_lock_of_an_open_connection(
    path: Path,
) -> None:
    def dead_man_switch() -> str:
        """Byte 128 of the wal-index, which every open connection holds: without it another
        process takes itself for the first and empties the index under our feet."""
        command = [sys.executable, "-c", _LOCKED_BY_ANOTHER, f"{path}-shm"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    connection = connect(path)
    with Transaction(connection) as cursor:
        cursor.execute("INSERT INTO t (writer) VALUES ('one')")
    assert dead_man_switch() == "held"
    assert frames_in(Path(f"{path}-shm"))[0] > 0
    connect(path).close()
    assert dead_man_switch() == "held"
    connection.close()


_GREEDY = """
import sys, time
from pathlib import Path
from ventanilla.kernel.sqlite.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
lock.acquire(5)
print("ready", flush=True)
lock.release()
end = time.monotonic() + 20
while time.monotonic() < end:
    lock.acquire(5)
    time.sleep(0.002)
    lock.release()  # and at once again: without a turnstile nobody else gets in
"""


def test_a_process_that_never_pauses_does_not_starve_another(tmp_path: Path) -> None:
    path = tmp_path / "starved"
    command = [sys.executable, "-c", _GREEDY, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as greedy:
        assert greedy.stdout
        greedy.stdout.readline()
        lock, waits = FileLock(path), []
        for _ in range(100):
            began = time.monotonic()
            lock.acquire(5)
            waits.append(time.monotonic() - began)
            time.sleep(0.001)
            lock.release()
        greedy.kill()
    assert sorted(waits)[98] < 0.1, "99 of 100 turns come within 0.1 s"


def test_threads_are_served_first_come_first_served(tmp_path: Path) -> None:
    lock, served = FileLock(tmp_path / "order"), []
    lock.acquire(1)

    def wait(number: int) -> None:
        lock.acquire(5)
        served.append(number)
        lock.release()

    work = []
    for number in range(8):
        work.append(threading.Thread(target=wait, args=(number,)))
        work[-1].start()
        time.sleep(0.01)
    lock.release()
    for thread in work:
        thread.join()
    assert served == list(range(8))


def test_a_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "killed"
    program = (
        "import sys, time; from pathlib import Path\n"
        "from ventanilla.kernel.sqlite.lock import FileLock\n"
        "FileLock(Path(sys.argv[1])).acquire(5); print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as holder:
        assert holder.stdout
        holder.stdout.readline()
        lock = FileLock(path)
        with pytest.raises(LockTimeout):
            lock.acquire(0.1)
        holder.kill()
        holder.wait()
        lock.acquire(1)
        lock.release()


def test_the_writer_copies_the_wal_into_the_database_and_reuses_it(path: Path) -> None:
    connection = connect(path, checkpoint_bytes=100_000)
    for _ in range(40):
        with Transaction(connection) as cursor:
            cursor.execute("INSERT INTO t (writer) VALUES (%s)", ["x" * 20_000])
    frames, copied = frames_in(Path(f"{path}-shm"))
    wal = Path(f"{path}-wal").stat().st_size
    connection.close()
    assert frames - copied <= 25
    assert wal < 400_000


def test_nobody_but_the_owner_reads_the_files_of_a_new_database(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.sqlite3")
    with Transaction(connection) as cursor:
        cursor.execute("CREATE TABLE people (name text)")
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("new.sqlite3*")}
    assert {"new.sqlite3", "new.sqlite3-wal", "new.sqlite3-shm"} <= modes.keys()
    assert set(modes.values()) == {0}
    connection.close()


def test_who_is_next_is_woken_by_the_bell(tmp_path: Path) -> None:
    """Two locks of one file stand for two processes: `flock` holds between open files."""
    held, following = FileLock(tmp_path / "rung"), FileLock(tmp_path / "rung")
    late = []
    for _ in range(20):
        held.acquire(1)
        released = [0.0]

        def let_go(moment: list[float] = released) -> None:
            moment[0] = time.monotonic()
            held.release()

        timer = threading.Timer(0.02, let_go)
        timer.start()
        following.acquire(5)
        late.append(time.monotonic() - released[0])
        following.release()
        timer.join()
    assert sorted(late)[10] < lock_module._STEP


def test_without_a_bell_turns_come_by_trying_again(tmp_path: Path) -> None:
    held, following = FileLock(tmp_path / "mute"), FileLock(tmp_path / "mute")
    held.acquire(1)
    with lock_module._listening(held._bell):  # somebody else has the name
        timer = threading.Timer(0.05, held.release)
        timer.start()
        following.acquire(5)
        following.release()
        timer.join()


def test_a_bell_that_nobody_answers_never_stops_whoever_lets_go(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "full")
    lock.acquire(1)
    lock.release()
    with lock_module._listening(lock._bell):
        for _ in range(1000):  # more than a socket holds
            lock.acquire(1)
            lock.release()
    lock.acquire(1)
    lock.release()
