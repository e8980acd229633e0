"""Backups, restored copies, and the register's refusal to go on from one unasked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.deployment import ANSWERS, Deployment, loaded_demonstration

pytestmark = [pytest.mark.sqlite, pytest.mark.slow, pytest.mark.xdist_group("console")]
FILE = """
import json, sys
import django; django.setup()
from ventanilla.domains.casefiles.api import lodge
from ventanilla.domains.catalogue.api import in_force
from ventanilla.domains.offices.api import office_by_slug
from ventanilla.kernel import clock
office = office_by_slug("puerto-claro")
procedure = in_force(office_id=office.id, slug="acceso-informacion", at=clock.now())
done = lodge(office=office, procedure=procedure, answers=json.loads(sys.argv[1]), documents={},
    channel="api", idempotency_scope="test", idempotency_key=sys.argv[2],
    received_at=clock.now(), lang="es")
print(done.registered.label)
"""


def file(deployment: Deployment, key: str) -> subprocess.CompletedProcess[str]:
    """File through the domains' doors, in a process of its own."""
    command = [sys.executable, "-c", FILE, json.dumps(ANSWERS), key]
    return subprocess.run(command, env=deployment.environment, capture_output=True, text=True)


def lose_database(deployment: Deployment) -> None:
    for path in deployment.var.glob("ventanilla.sqlite3*"):
        path.unlink()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    return loaded_demonstration(tmp_path_factory)


@pytest.fixture
def deployment(loaded: Deployment, tmp_path: Path) -> Deployment:
    shutil.copytree(loaded.var, tmp_path / "var")
    return Deployment(tmp_path)


def test_a_restored_copy_refuses_to_append_and_says_what_to_do(
    deployment: Deployment, tmp_path: Path
) -> None:
    assert file(deployment, "uno").stdout.strip().endswith("/000001")
    assert deployment.run("backup", str(tmp_path / "copy")).returncode == 0
    assert file(deployment, "dos").stdout.strip().endswith("/000002")
    lose_database(deployment)
    restored = deployment.run("restore", str(tmp_path / "copy"))
    assert restored.returncode == 0, restored.stderr
    assert "register resume" in restored.stdout

    refused = file(deployment, "tres")
    assert refused.returncode != 0
    assert "CopyDistrusted" in refused.stderr
    reading = deployment.run("register", "audit", "puerto-claro")
    assert "2 entries" not in reading.stdout

    resumed = deployment.run(
        "register",
        "resume",
        "puerto-claro",
        "--cause",
        "disco roto",
        "--act",
        "Decreto 1",
        "--offline",
    )
    assert resumed.returncode == 0, resumed.stderr
    after = file(deployment, "tres")
    assert after.stdout.strip().endswith("/000003"), after.stderr


def test_a_copy_is_not_put_over_a_database(deployment: Deployment, tmp_path: Path) -> None:
    assert deployment.run("backup", str(tmp_path / "copy")).returncode == 0
    refused = deployment.run("restore", str(tmp_path / "copy"))
    assert refused.returncode == 1
    assert "exists" in refused.stderr


def test_an_altered_copy_is_refused(deployment: Deployment, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert deployment.run("backup", str(copy)).returncode == 0
    database = copy / "ventanilla.sqlite3"
    spoiled = bytearray(database.read_bytes())
    spoiled[len(spoiled) // 2] ^= 1
    database.write_bytes(spoiled)
    lose_database(deployment)
    refused = deployment.run("restore", str(copy))
    assert refused.returncode == 1
    assert "ventanilla.sqlite3" in refused.stderr


def test_private_keys_are_not_in_a_copy(deployment: Deployment, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert deployment.run("backup", str(copy)).returncode == 0
    keys = {path.read_bytes() for path in (deployment.var / "keys").rglob("*") if path.is_file()}
    assert keys
    assert not any(path.read_bytes() in keys for path in copy.rglob("*") if path.is_file())


def test_the_demonstration_starts_again_with_the_same_accounts(deployment: Deployment) -> None:
    first = json.loads((deployment.var / "demo.json").read_text())
    assert deployment.run("demo", "--load-only").returncode == 0
    assert json.loads((deployment.var / "demo.json").read_text()) == first


def test_doctor_names_files_that_others_can_read_and_mends_nothing(deployment: Deployment) -> None:
    database = deployment.var / "ventanilla.sqlite3"
    database.chmod(0o644)
    found = deployment.run("doctor")
    assert found.returncode == 1
    assert f"FAIL  {database} is open to other users of this machine" in found.stdout
    assert database.stat().st_mode & 0o777 == 0o644
    database.chmod(0o600)
    assert deployment.run("doctor").returncode == 0


def test_doctor_finds_a_missing_key(deployment: Deployment) -> None:
    assert deployment.run("doctor").returncode == 0
    shutil.rmtree(next((deployment.var / "keys").iterdir()))
    found = deployment.run("doctor")
    assert found.returncode == 1
    assert "FAIL" in found.stdout
