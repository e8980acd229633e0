"""Clients of the filing process: they keep what they were told, and repeat the rest."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

_START_SECONDS = 60


class FilingProcess:
    """The program of `filing_process`, with a database of its own."""

    def __init__(self, folder: Path, database_url: str = "", strace: Path | None = None) -> None:
        self._address = str(folder / "socket")
        tracing = (
            ["strace", "-f", "--seccomp-bpf", "-ttt", "-yy", "-s", "64", "-o", str(strace)]
            if strace
            else []
        )
        tracing += ["-e", "trace=fsync,fdatasync,write,pwrite64"] if strace else []
        environment = {
            **os.environ,
            "VENTANILLA_VAR": str(folder / "var"),
            "VENTANILLA_MODE": "development",
            "VENTANILLA_LOG_LEVEL": "CRITICAL",
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "ventanilla.config.settings",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        command = [*tracing, sys.executable, "-m", "tests.faults.filing_process", self._address]
        self._process = subprocess.Popen(command, env=environment)
        self._await()
        self.found("valle-de-pruebas")

    def found(self, slug: str) -> None:
        """Make an office; filings go to it from now on."""
        self._slug = slug
        answer = self.child("prepare", slug=slug).connection.recv()
        self.office_id, self.unit_id, self.vkeys, self._pid = answer

    def _await(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not Path(self._address).exists():
            assert self._process.poll() is None, "the filing process did not start"
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def audited(self, sizes: list[tuple[int, bytes]]) -> tuple[list[str], list[int], list[Any]]:
        """Findings of the audit, sizes that are not of this log, (year, number) by position."""
        child = self.child("audit", slug=self._slug, sizes=sizes)
        answer: tuple[list[str], list[int], list[Any]] = child.connection.recv()
        return answer

    def child(self, kind: str, **parameters: Any) -> Child:
        """A forked process at work."""
        connection = Client(self._address)
        pid = connection.recv()
        connection.send((kind, parameters))
        return Child(pid, connection)

    def filing(self, **parameters: Any) -> Child:
        """A forked process that files."""
        return self.child("file", office_id=self.office_id, unit_id=self.unit_id, **parameters)

    def stop(self) -> None:
        """End the program; children end with their connections."""
        os.kill(self._pid, signal.SIGTERM)  # not strace, which would wait for it
        self._process.wait(10)


class Child:
    """One process that files, and what it answered: key → (number, receipt)."""

    def __init__(self, pid: int, connection: Connection) -> None:
        self.pid = pid
        self.connection = connection
        self._ended = False

    def send(self, *keys: str | None) -> None:
        """Hand keys in; one that is dying takes none."""
        with contextlib.suppress(OSError):
            for key in keys:
                self.connection.send(key)

    def kill(self) -> None:
        """At once, wherever it stands."""
        if self._ended:  # its number may be somebody else's by now
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def answers(self, seconds: float) -> Iterator[tuple[str, int, str]]:
        """What it says until it dies, or for so long."""
        deadline = time.monotonic() + seconds
        try:
            while (left := deadline - time.monotonic()) > 0 and self.connection.poll(left):
                yield self.connection.recv()
        except (EOFError, OSError):
            self._ended = True
