"""The served office, from outside: what a 201 says is on the disk, and outlives `kill -9`."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import threading
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.deployment import Deployment, loaded_demonstration

KILLS = 4
CLIENTS = 6
FILINGS = 6
pytestmark = [pytest.mark.sqlite, pytest.mark.slow, pytest.mark.xdist_group("served")]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    return loaded_demonstration(tmp_path_factory)


@pytest.fixture
def deployment(loaded: Deployment, tmp_path: Path) -> Any:
    shutil.copytree(loaded.var, tmp_path / "var")
    made = Deployment(tmp_path)
    yield made
    made.kill()


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_each_201_comes_after_its_attachment_and_the_wal_are_synced(
    deployment: Deployment, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    watched = "trace=fsync,fdatasync,write,writev,sendto,sendmsg,pwrite64"
    deployment.serve("strace", "-f", "-y", "-s", "24", "-e", watched, "-o", str(trace))
    for number in range(FILINGS):
        content = f"{number} ".encode() * 10_000
        status, said = deployment.file(
            f"disk-{number:04}", token=deployment.token, attachment=content
        )
        assert status == 201, said
    deployment.kill()
    synced = _synced_before_each_answer(trace.read_text(errors="replace"))
    assert len(synced) == FILINGS
    for places in synced:
        assert any("/files/" in place and not place.endswith("/files") for place in places)
        assert any("-wal" in place for place in places)
        assert any("/mark/" in place for place in places)


def _synced_before_each_answer(text: str) -> list[set[str]]:
    """Per answer with 201: the paths whose sync ended since the answer before."""
    found: list[set[str]] = []
    synced: set[str] = set()
    waiting: dict[str, str] = {}
    for line in text.splitlines():
        thread = line.split(" ", 1)[0]
        if begun := re.search(r"f(?:data)?sync\(\d+<([^>]*)>(.*)", line):
            if "unfinished" in begun[2]:
                waiting[thread] = begun[1]
            else:
                synced.add(begun[1])
        elif re.search(r"<\.\.\. f(?:data)?sync resumed>", line) and thread in waiting:
            synced.add(waiting.pop(thread))
        elif '"HTTP/1.1 201' in line:
            found.append(synced)
            synced = set()
    return found


class Client(threading.Thread):
    """Files under keys of its own until the server dies; remembers what it heard and what not."""

    def __init__(self, deployment: Deployment, token: str, name: str) -> None:
        super().__init__(daemon=True)
        self.deployment, self.token, self.prefix = deployment, token, name
        self.heard: dict[str, dict[str, Any]] = {}
        self.unheard: list[str] = []

    def run(self) -> None:
        for number in range(10_000):
            key = f"{self.prefix}-{number:05}"
            try:
                status, said = self.deployment.file(key, token=self.token)
            except (OSError, HTTPException, ValueError):
                self.unheard.append(key)
                return
            if status == 201:
                self.heard[key] = said


def test_what_was_answered_outlives_kill_9_and_every_key_gets_its_number(
    deployment: Deployment, tmp_path: Path
) -> None:
    token, heard, chance = deployment.token, dict[str, dict[str, Any]](), random.Random(1)
    for death in range(KILLS):
        deployment.serve()
        clients = [Client(deployment, token, f"kill-{death}-{n}") for n in range(CLIENTS)]
        for client in clients:
            client.start()
        time.sleep(chance.uniform(0.5, 2.0))
        deployment.kill()
        for client in clients:
            client.join(60)
            heard |= client.heard
        deployment.serve()
        for key in [key for client in clients for key in client.unheard]:
            status, said = deployment.file(key, token=token)
            assert status == 201, said
            heard[key] = said
        deployment.kill()

    numbers = sorted(said["number"] for said in heard.values())
    assert numbers == list(range(1, len(heard) + 1)), "no gap, no number twice"
    audit = deployment.run("register", "audit", "puerto-claro")
    assert audit.returncode == 0, audit.stdout
    assert f"{len(heard)} entries" in audit.stdout
    vkey = next(o["log_vkey"] for o in deployment.credentials["offices"] if o["country"] == "CL")
    for said in random.Random(2).sample(sorted(heard.values(), key=lambda s: s["number"]), 25):
        proof = tmp_path / "receipt.tlog-proof"
        proof.write_text(said["receipt"])
        command = [sys.executable, "-m", "verifiable_log", "verify", str(proof), "--key", vkey]
        assert subprocess.run(command, env={"PYTHONPATH": "src"}).returncode == 0
