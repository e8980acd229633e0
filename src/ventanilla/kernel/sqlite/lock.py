"""One writer at a time, in turn: between the threads of a process and between processes.

SQLite alone makes writers wait by sleeping and trying again, so that under load some wait a second
while others go twice. Here the threads of a process queue first come, first served, and the first
of them competes with the other processes through two `flock`s: the *turnstile* is held by the one
process that is next, so whoever has just let go of the *write lock* cannot take it again before.
The kernel frees both when a process dies, however it dies.

`flock` has no time limit; it is tried again in short steps, by one thread of each process only. The
one process that is next does not have to wait a step: it listens for the *bell* that whoever lets
go rings, a datagram to a name without a file. A bell that nobody rings or hears (its process died,
or is in another network namespace) costs a step and nothing else.
"""

import contextlib
import errno
import fcntl
import os
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

_STEP = 0.001


class LockTimeout(Exception):  # noqa: N818 - says what happened
    """Another connection kept the write lock for longer than this one may wait."""


class FileLock:
    """The write lock of one database file, shared by all connections of this process.

    `acquire` blocks up to `timeout` seconds (LockTimeout); `release` may be called by any thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False
        self._turnstile = -1
        self._write = -1
        self._bell = b""
        self._ringer: socket.socket | None = None

    def acquire(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        self._take_turn(deadline)
        try:
            self._take_file(deadline)
        except BaseException:
            self._pass_turn()
            raise

    def release(self) -> None:
        fcntl.flock(self._write, fcntl.LOCK_UN)
        self._ring()
        self._pass_turn()

    def _take_turn(self, deadline: float) -> None:
        with self._mutex:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=max(0.0, deadline - time.monotonic())):
            return
        with self._mutex:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise LockTimeout
        turn.acquire()  # handed over in the very moment in which this thread gave up

    def _pass_turn(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False

    def _take_file(self, deadline: float) -> None:
        self._open()
        while not _flocked(self._turnstile):
            _check(deadline)
            time.sleep(_STEP)
        try:
            self._take_write_lock(deadline)
        finally:
            fcntl.flock(self._turnstile, fcntl.LOCK_UN)

    def _take_write_lock(self, deadline: float) -> None:
        """A ring that comes after a try in vain waits in the socket: none is missed."""
        if _flocked(self._write):
            return
        with _listening(self._bell) as bell:
            while not _flocked(self._write):
                _check(deadline)
                _wait(bell)

    def _ring(self) -> None:
        if self._ringer is not None:
            with contextlib.suppress(OSError):  # nobody listens, or has been told
                self._ringer.sendto(b"!", self._bell)

    def _open(self) -> None:
        """Only the thread whose turn it is comes here."""
        if self._write >= 0:
            return
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        self._turnstile = os.open(f"{self._path}-turnstile", flags, 0o600)
        self._write = os.open(f"{self._path}-lock", flags, 0o600)
        self._bell = _name_of_bell(self._write)
        self._ringer = _datagrams()


def _name_of_bell(descriptor: int) -> bytes:
    """The same for every process that locks this very file, whatever it calls it. A name that
    begins with a zero byte is Linux's abstract one (unix(7))."""
    file = os.fstat(descriptor)
    return f"\0ventanilla-bell-{file.st_dev}-{file.st_ino}".encode()


def _datagrams() -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
    made.setblocking(False)
    return made


@contextlib.contextmanager
def _listening(name: bytes) -> Iterator[socket.socket | None]:
    """None where the name cannot be had: then turns come by trying again."""
    with _datagrams() as bell:
        try:
            bell.bind(name)
        except OSError:
            yield None
        else:
            yield bell


def _wait(bell: socket.socket | None) -> None:
    """Until it rings, but no longer than a step."""
    if bell is None:
        time.sleep(_STEP)
        return
    ring = select.poll()
    ring.register(bell, select.POLLIN)
    if ring.poll(_STEP * 1000):
        with contextlib.suppress(OSError):
            bell.recv(1)


def _flocked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EINTR):
            raise
        return False
    return True


def _check(deadline: float) -> None:
    if time.monotonic() >= deadline:
        raise LockTimeout


_locks: dict[str, FileLock] = {}
_locks_mutex = threading.Lock()


def lock_of(database: str) -> FileLock:
    """The one lock of this process for a database file, however its path is written."""
    path = str(Path(database).resolve())
    with _locks_mutex:
        if path not in _locks:
            _locks[path] = FileLock(Path(path))
        return _locks[path]


def _forget_after_fork() -> None:
    """A child shares its parent's open files, and with them its locks: it must open its own."""
    global _locks_mutex
    _locks.clear()
    _locks_mutex = threading.Lock()


os.register_at_fork(after_in_child=_forget_after_fork)
