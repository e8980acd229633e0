"""A deployment of its own in a folder, driven by the console and served for real."""

from __future__ import annotations

import base64
import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ANSWERS = {
    "information_wanted": "Actas del concejo de 2025",
    "names": "Ana Ríos",
    "address": {"street": "Calle Nueva 1", "place": "Puerto Claro"},
    "has_representative": False,
    "signature": True,
}


def free_port() -> int:
    """A port of the loopback interface that nobody serves now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def loaded_demonstration(temporary: pytest.TempPathFactory) -> Deployment:
    """The demonstration's offices as `make demo` leaves them, to be copied: loaded once for all the
    processes of a run, by whichever comes first."""
    folder = temporary.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    made = Deployment(folder / "demonstration")
    made.var.parent.mkdir(exist_ok=True)
    with (made.var.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made.var / "demo.json").exists():
            done = made.run("demo", "--load-only")
            assert done.returncode == 0, done.stderr
    return made


class Deployment:
    """The demonstration's offices in `folder/var`."""

    def __init__(self, folder: Path) -> None:
        self.var = folder / "var"
        self.port = free_port()
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": "src",
            "DJANGO_SETTINGS_MODULE": "ventanilla.config.settings",
            "VENTANILLA_MODE": "demonstration",
            "VENTANILLA_VAR": str(self.var),
            "VENTANILLA_LOG_LEVEL": "ERROR",
        }
        self.server: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of the console."""
        command = [sys.executable, "-m", "ventanilla.channels.console", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True)

    def serve(self, *before: str) -> None:
        """Start the web processes in a process group of their own and wait until they answer."""
        command = [*before, sys.executable, "-m", "ventanilla.channels.console", "web"]
        self.server = subprocess.Popen(
            [*command, "--port", str(self.port)], env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                status, _ = self.ask("GET", "/puerto-claro/log/keys")
            except OSError:
                time.sleep(0.2)
                continue
            assert status == 200, status
            return
        raise AssertionError("the server did not start in two minutes")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End every process of the server at once."""
        if self.server is not None:
            os.killpg(self.server.pid, number)
            self.server.wait(30)
            self.server = None

    @property
    def credentials(self) -> dict[str, Any]:
        """What `demo.json` says."""
        held: dict[str, Any] = json.loads((self.var / "demo.json").read_text())
        return held

    @property
    def token(self) -> str:
        """The Chilean office's token to file with."""
        return next(
            str(t["token"])
            for t in self.credentials["tokens"]
            if (t["role"], t["office"]) == ("filer", "puerto-claro")
        )

    def ask(
        self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """One request on a connection of its own: status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def file(self, key: str, *, token: str, attachment: bytes = b"") -> tuple[int, dict[str, Any]]:
        """File the Chilean request under a key: status and the answer."""
        answers = {**ANSWERS, "information_wanted": f"Actas de 2025, {key}"}
        body: dict[str, Any] = {"procedure": "acceso-informacion", "answers": answers}
        if attachment:
            content = base64.b64encode(attachment).decode()
            body["files"] = {"attachment": [{"name": "plano.txt", "content": content}]}
        status, said = self.ask(
            "POST",
            "/api/v1/offices/puerto-claro/filings",
            body=json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/json",
                "Idempotency-Key": key,
            },
        )
        return status, json.loads(said)
