"""`make demo` asks the database what is there: offices, none, or a load that never ended."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.deployment import Deployment, loaded_demonstration

pytestmark = [pytest.mark.sqlite, pytest.mark.slow, pytest.mark.xdist_group("console")]
OFFICES = {"monteclaro", "pedra-serena", "practica", "puerto-claro", "san-mateo", "valdehoz"}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    return loaded_demonstration(tmp_path_factory)


@pytest.fixture
def deployment(loaded: Deployment, tmp_path: Path) -> Deployment:
    shutil.copytree(loaded.var, tmp_path / "var")
    return Deployment(tmp_path)


def in_database(deployment: Deployment) -> set[tuple[str, str]]:
    """Offices and the keys of their logs."""
    with closing(sqlite3.connect(deployment.var / "ventanilla.sqlite3")) as file:
        return set(
            file.execute(
                "SELECT o.slug, k.vkey FROM offices_office o JOIN offices_officekey k"
                " ON k.office_id = o.id WHERE k.purpose = 'log'"
            )
        )


def founded(deployment: Deployment) -> bool:
    """Whether the database holds an office already; before its tables are made it holds none."""
    try:
        return bool(in_database(deployment))
    except sqlite3.OperationalError:
        return False


def in_file(deployment: Deployment) -> set[tuple[str, str]]:
    return {(o["slug"], o["log_vkey"]) for o in deployment.credentials["offices"]}


def files(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty(deployment: Deployment) -> None:
    """The database as it is before any office is founded."""
    lose(deployment)
    assert deployment.run("init").returncode == 0


def lose(deployment: Deployment) -> None:
    for path in deployment.var.glob("ventanilla.sqlite3*"):
        path.unlink()


@pytest.mark.parametrize("gone", [lose, empty])
def test_offices_are_founded_again_when_the_database_has_none(
    gone: Any, deployment: Deployment
) -> None:
    before, keys = in_file(deployment), files(deployment.var / "keys")
    gone(deployment)
    done = deployment.run("demo", "--load-only")
    assert done.returncode == 0, done.stderr
    assert in_file(deployment) <= in_database(deployment)
    assert {slug for slug, _ in in_file(deployment)} == OFFICES
    assert not in_file(deployment) & before  # a key never signs two histories
    aside = next(deployment.var.glob("before-*"))
    assert str(aside) in done.stdout
    assert files(aside / "keys") == keys
    deployment.serve()
    try:
        status, said = deployment.file("una-clave-nueva", token=deployment.token)
    finally:
        deployment.kill()
    assert status == 201, said
    assert said["number"] == 1


def test_a_load_that_was_interrupted_is_begun_again(tmp_path: Path) -> None:
    deployment = Deployment(tmp_path)
    command = [sys.executable, "-m", "ventanilla.channels.console", "demo", "--load-only"]
    loading = subprocess.Popen(command, env=deployment.environment, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not founded(deployment) and time.monotonic() < until:
        time.sleep(0.05)
    loading.kill()
    loading.wait(20)
    assert in_database(deployment)
    assert not (deployment.var / "demo.json").exists()
    done = deployment.run("demo", "--load-only")
    assert done.returncode == 0, done.stderr
    assert in_file(deployment) <= in_database(deployment)
    assert {slug for slug, _ in in_database(deployment)} == OFFICES


def test_offices_that_are_not_the_demonstrations_are_left_alone(deployment: Deployment) -> None:
    credentials = deployment.credentials
    credentials["offices"][0]["log_vkey"] = "of another demonstration"
    (deployment.var / "demo.json").write_text(json.dumps(credentials))
    held = in_database(deployment)
    done = deployment.run("demo", "--load-only")
    assert done.returncode == 1
    assert "does not describe" in done.stderr
    (deployment.var / "demo.json").unlink()
    assert deployment.run("demo", "--load-only").returncode == 1
    assert in_database(deployment) == held


def test_keys_beside_an_empty_database_are_left_alone_unless_they_are_a_demonstrations(
    deployment: Deployment,
) -> None:
    (deployment.var / "demo.json").unlink()
    lose(deployment)
    keys = files(deployment.var / "keys")
    done = deployment.run("demo", "--load-only")
    assert done.returncode == 1
    assert "the database is empty" in done.stderr
    assert files(deployment.var / "keys") == keys
