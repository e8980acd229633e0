"""One line for each request: when, what, how it ended, how long it took. Nobody's address, nothing
of what was asked.

Written here and not by the server: a line costs it as much as a form's check, and a call of the
system, before which a thread lets go of the interpreter and after which it queues for it again.
Lines leave together, at most a tenth of a second late: that much a killed process may not tell.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LATEST_SECONDS = 0.1


def access_line(*, second: str, method: str, path: str, status: int, seconds: float) -> str:
    """What a caller sends is quoted: nobody adds lines to the log."""
    return f"{second} {method!r} {path!r} {status} {seconds * 1000:.1f}\n"


class Lines:
    """Lines on their way to standard output. `add` may be called by any thread."""

    def __init__(self, write: Callable[[bytes], Any]) -> None:
        self._write = write
        self._lines: deque[str] = deque()
        self._come = threading.Event()
        self._started = False
        self._starting = threading.Lock()

    def add(self, line: str) -> None:
        self._lines.append(line)
        if not self._come.is_set():
            self._come.set()
            if not self._started:
                self._start()

    def flush(self) -> None:
        """Write what has come so far."""
        lines = [self._lines.popleft() for _ in range(len(self._lines))]
        if lines:
            self._write("".join(lines).encode("utf-8", "backslashreplace"))

    def _start(self) -> None:
        with self._starting:
            if not self._started:
                self._started = True
                threading.Thread(target=self._run, name="access-log", daemon=True).start()

    def _run(self) -> None:
        while True:
            self._come.wait()
            time.sleep(LATEST_SECONDS)
            self._come.clear()  # before writing: a line that comes now is seen next time
            self.flush()


def to_standard_output() -> Lines:
    """Each write is one call, so that lines of several processes do not mix."""
    descriptor = sys.stdout.fileno()

    def write(data: bytes) -> None:
        while data:
            data = data[os.write(descriptor, data) :]

    return Lines(write)


class AccessLog:
    """The WSGI application behind this is written down."""

    def __init__(self, application: Application, lines: Lines) -> None:
        self._application = application
        self._lines = lines
        self._second = (0, "")

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        came, began = time.time(), time.perf_counter()
        status = 500

        def start(line: str, headers: Any, *rest: Any) -> Any:
            nonlocal status
            status = int(line[:3])
            return start_response(line, headers, *rest)

        try:
            return self._application(environ, start)
        finally:
            self._lines.add(
                access_line(
                    second=self._text_of(int(came)),
                    method=environ.get("REQUEST_METHOD", ""),
                    path=environ.get("PATH_INFO", ""),
                    status=status,
                    seconds=time.perf_counter() - began,
                )
            )

    def _text_of(self, second: int) -> str:
        known, text = self._second
        if known != second:
            text = time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(second))
            self._second = second, text
        return text
