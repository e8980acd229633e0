"""Django's SQLite backend with one writer in turn, full durability and no surprises.

OPTIONS of its own, beside those of Django:
- `volatile` (False): sessions, limits, caches: `synchronous=OFF`, lost at a power cut, and writes
  outside `atomic()` are allowed;
- `lock_timeout` (10 s): how long a transaction waits for its turn to write;
- `read_limit` (30 s): how long one read may last;
- `checkpoint_bytes` (8 MB): size of the WAL from which the writer copies it into the database.

Every `atomic()` is a write transaction: it takes the lock, then BEGIN IMMEDIATE. Only the holder
of the lock checkpoints, which also avoids the WAL-reset corruption of SQLite before 3.51.3.
"""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from struct import unpack_from
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base as django_sqlite

from .creation import DatabaseCreation
from .errors import ReadTooLong, WriteLockTimeout, WriteOutsideTransaction
from .lock import FileLock, LockTimeout, lock_of
from .operations import DatabaseOperations

_READING = frozenset(
    ["SELECT", "PRAGMA", "EXPLAIN", "VALUES", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"]
)
_WRITING = ("INSERT ", "UPDATE ", "DELETE ", "REPLACE ")
# Django records some applied migrations outside atomic(), while nobody else writes; SQLite's own
# locks do for that one statement.
_RECORDS_MIGRATIONS = '"django_migrations"'
_STEPS_BETWEEN_LOOKS = 100_000
_RESTART_FACTOR = 16
#: Prepared and kept by each connection: the register writes each table in some twenty sizes.
_STATEMENTS = 512
_PAGE_BYTES = 4096
_WAL_INDEX_HEADER = 136


class Connection(sqlite3.Connection):
    """A connection that ends its own long reads and refuses writes without a transaction."""

    read_limit: float = 30.0
    writes_alone: bool = False
    _started: float = 0.0

    def watch(self) -> None:
        self.set_progress_handler(self._too_long, _STEPS_BETWEEN_LOOKS)

    def _too_long(self) -> bool:
        return not self.in_transaction and time.monotonic() > self._started + self.read_limit

    def reading(self) -> None:
        self._started = time.monotonic()

    def was_too_long(self) -> bool:
        return self._too_long()


class Cursor(django_sqlite.SQLiteCursorWrapper):
    connection: Connection

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """Placeholders as SQLite writes them. The statements of the hot path are few and long."""
        if param_names is not None:
            return str(super().convert_query(query, param_names=param_names))
        return _with_question_marks(query)

    def execute(self, query: str, params: Any = None) -> Any:
        return self._guarded(query, lambda: super(Cursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        return self._guarded(query, lambda: super(Cursor, self).executemany(query, param_list))

    def _guarded(self, query: str, run: Callable[[], Any]) -> Any:
        connection = self.connection
        if connection.in_transaction:
            return run()
        if not connection.writes_alone and _writes(query) and _RECORDS_MIGRATIONS not in query:
            raise WriteOutsideTransaction(query)
        connection.reading()
        return self._ended_in_time(run)

    def fetchone(self) -> Any:
        return self._ended_in_time(super().fetchone)

    def fetchmany(self, size: int | None = 1) -> Any:
        return self._ended_in_time(lambda: super(Cursor, self).fetchmany(size))

    def fetchall(self) -> Any:
        return self._ended_in_time(super().fetchall)

    def _ended_in_time(self, run: Callable[[], Any]) -> Any:
        try:
            return run()
        except sqlite3.OperationalError as error:
            if str(error) == "interrupted" and self.connection.was_too_long():
                raise ReadTooLong(self.connection.read_limit) from error
            raise


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    display_name = "SQLite (one writer in turn)"
    creation_class = DatabaseCreation
    ops_class = DatabaseOperations

    _lock: FileLock | None = None
    _locked = False
    transaction_mode: str | None

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        self._volatile = bool(params.pop("volatile", False))
        self._lock_timeout = float(params.pop("lock_timeout", 10))
        self._read_limit = float(params.pop("read_limit", 30))
        self._checkpoint_bytes = int(params.pop("checkpoint_bytes", 8_000_000))
        if self.transaction_mode not in (None, "IMMEDIATE"):
            raise ImproperlyConfigured("This backend's transactions are IMMEDIATE: leave it out.")
        self.transaction_mode = "IMMEDIATE"
        return {"cached_statements": _STATEMENTS, **params, "factory": Connection}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        if not self.is_in_memory_db():
            _make_private(Path(self.settings_dict["NAME"]))
        connection: Connection = super().get_new_connection(conn_params)
        connection.read_limit = self._read_limit
        connection.writes_alone = self._volatile
        connection.watch()
        self._lock = None
        if not self.is_in_memory_db():
            self._lock = lock_of(str(self.settings_dict["NAME"]))
            self._wal_index = Path(f"{self.settings_dict['NAME']}-shm")
        self._set_pragmas(connection)
        return connection

    def _set_pragmas(self, connection: sqlite3.Connection) -> None:
        self._set_wal(connection)
        for setting in (
            f"synchronous={'OFF' if self._volatile else 'FULL'}",
            "wal_autocheckpoint=0",
            "mmap_size=0",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {setting}").fetchall()

    def _set_wal(self, connection: sqlite3.Connection) -> None:
        """The mode stays in the file: only the first connection ever made changes it."""
        if self._lock is None or _journal_mode(connection) == "wal":
            return
        self._take_lock()
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
        finally:
            self._let_go()

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self._take_lock()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._let_go()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in the stubs
        if self._locked and not self.connection.in_transaction:
            try:
                self._checkpoint_if_long()
            finally:
                self._let_go()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            if self.connection is None or not self.connection.in_transaction:
                self._let_go()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._let_go()

    def _take_lock(self) -> None:
        if self._lock is None:
            return
        try:
            self._lock.acquire(self._lock_timeout)
        except LockTimeout as error:
            raise WriteLockTimeout(self._lock_timeout) from error
        self._locked = True

    def _let_go(self) -> None:
        if self._locked and self._lock is not None:
            self._locked = False
            self._lock.release()

    def _checkpoint_if_long(self) -> None:
        """PASSIVE waits for nobody; if readers have long kept it from finishing, RESTART waits.

        What was committed is durable already: a checkpoint that fails changes nothing.
        """
        frames, copied = frames_in(self._wal_index)
        limit = self._checkpoint_bytes // _PAGE_BYTES
        if frames - copied < limit:
            return
        mode = "RESTART" if frames > _RESTART_FACTOR * limit else "PASSIVE"
        with contextlib.suppress(sqlite3.Error):
            self.connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()


@lru_cache(maxsize=256)
def _with_question_marks(query: str) -> str:
    return str(django_sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


def frames_in(wal_index: Path) -> tuple[int, int]:
    """Pages in the WAL, and how many of them are in the database already.

    mxFrame and nBackfill of the wal-index header (https://sqlite.org/walformat.html, 2.1): the
    file's length says nothing, since a WAL is written again from its beginning.
    """
    try:
        header = os.pread(_descriptor_of(wal_index), _WAL_INDEX_HEADER, 0)
    except FileNotFoundError:
        return 0, 0
    if len(header) < _WAL_INDEX_HEADER:
        return 0, 0
    return unpack_from("=I", header, 16)[0], unpack_from("=I", header, 96)[0]


#: Inode and descriptor of each WAL index that was looked at.
_wal_indexes: dict[Path, tuple[int, int]] = {}


def _descriptor_of(wal_index: Path) -> int:
    """Opened once and never closed: closing any descriptor of a file drops every lock that the
    process has on it, those of SQLite's open connections too (https://sqlite.org/howtocorrupt.html,
    2.2). A file that SQLite made anew is another inode; the descriptor of the old one stays open.
    """
    inode = wal_index.stat().st_ino
    known = _wal_indexes.get(wal_index)
    if known is None or known[0] != inode:
        known = inode, os.open(wal_index, os.O_RDONLY | os.O_CLOEXEC)
        _wal_indexes[wal_index] = known
    return known[1]


_making = threading.Lock()


def _make_private(path: Path) -> None:
    """A new database file that only its owner reads; SQLite gives `-wal` and `-shm` its mode.

    Only a file that is not there is opened, and no other thread meets it before it is closed: see
    `_descriptor_of`.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    with _making, contextlib.suppress(OSError):  # SQLite says better what is wrong with the folder
        os.close(os.open(path, flags, 0o600))


def _journal_mode(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _writes(query: str) -> bool:
    words = query.split(None, 1)
    first = words[0].upper().rstrip(";") if words else "SELECT"
    if first == "WITH":
        return any(word in query.upper() for word in _WRITING)
    return first not in _READING
