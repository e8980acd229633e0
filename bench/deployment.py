"""A deployment in production mode, in a folder of its own: made, served, measured, stopped."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PROFILES = {"small": ("1", "32"), "standard": ("2", "16")}
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Deployment:
    """Where it lives and how it is told so. `own` are the settings that differ from defaults."""

    folder: Path
    database: str
    profile: str
    url: str = ""
    port: int = 0
    seed: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def own(self) -> dict[str, str]:
        workers, threads = PROFILES[self.profile]
        return {
            "VENTANILLA_MODE": "production",
            "VENTANILLA_VAR": str(self.folder / "var"),
            "VENTANILLA_SECRET_KEY_FILE": str(self.folder / "secret"),
            "VENTANILLA_DATA_KEY_FILE": str(self.folder / "data-key"),
            "VENTANILLA_WORKERS": workers,
            "VENTANILLA_THREADS": threads,
            **({"DATABASE_URL": self.url} if self.url else {}),
        }

    @property
    def environment(self) -> dict[str, str]:
        clean = {n: v for n, v in os.environ.items() if not n.startswith("VENTANILLA_")}
        clean.pop("DATABASE_URL", None)
        return {
            **clean,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "ventanilla.config.settings",
            **self.own,
        }

    def make(self) -> None:
        """Secrets, database, office, procedure, token."""
        self.folder.mkdir(parents=True)
        (self.folder / "secret").write_text(secrets.token_hex(32))
        (self.folder / "data-key").write_text(secrets.token_hex(32))
        self.python("-m", "ventanilla.channels.console", "init")
        self.seed = json.loads(self.python("-m", "bench.seed"))
        # a machine without a time service is distrusted in production until an operator accepts it
        accept = ("office", "clock", "accept", self.seed["office"], "--reason", "banco de pruebas")
        self.python("-m", "ventanilla.channels.console", *accept)
        (self.folder / "token").write_text(self.seed["token"])
        (self.folder / "vkeys").write_text("\n".join(self.seed["vkeys"]))

    def python(self, *arguments: str) -> str:
        """Run a program of ours in this deployment; its output."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=False,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(arguments)} failed in {self.folder}")
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Web processes, worker and access log, as `ventanilla serve` starts them."""
        self.port = _free_port()
        command = [sys.executable, "-m", "ventanilla.channels.console", "serve"]
        with (self.folder / "access.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        try:
            self._wait_until_answering()
            yield
        finally:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
            self.process = None

    def get(self, path: str) -> str:
        """A page of the deployment."""
        address = f"http://127.0.0.1:{self.port}{path}"
        with urllib.request.urlopen(address, timeout=10) as response:
            return str(response.read().decode())

    def _wait_until_answering(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                self.get("/api/v1/openapi.json")
                return
            except (urllib.error.URLError, OSError):
                if self.process is None or self.process.poll() is not None:
                    break
                time.sleep(0.1)
        raise SystemExit(f"the server did not start: see {self.folder / 'access.log'}")

    def processes(self) -> list[int]:
        """The supervisor and everything below it."""
        return [] if self.process is None else family(self.process.pid)


def family(root: int) -> list[int]:
    """A process and its descendants."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parent = int(stat[stat.rindex(")") + 2 :].split()[1])
            parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def cpu_seconds(pids: list[int]) -> float:
    """User and system time that these processes have used."""
    total = 0
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            continue
        fields = stat[stat.rindex(")") + 2 :].split()
        total += sum(int(value) for value in fields[11:15])
    return total / _TICKS


def pss_megabytes(pids: list[int]) -> float:
    """Proportional set size: shared pages counted once among those who share them."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
