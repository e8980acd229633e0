"""Settings: documented, and refused where they are unsafe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ventanilla.config.environment import VARIABLES

GUIDE = Path("docs/operators/settings.md")
SAFE = {"VENTANILLA_SECRET_KEY": "x" * 60, "VENTANILLA_DATA_KEY": "ab" * 32}


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    code = "import ventanilla.config.settings"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "src", "VENTANILLA_VAR": str(tmp_path)}
        | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda v: v.name)
def test_every_setting_is_documented_with_its_default(variable: object) -> None:
    name, default, meaning = variable.name, variable.default, variable.meaning  # type: ignore[attr-defined]
    shown = f"`{default}`" if default else "none"
    assert f"| `{name}` | {shown} | {meaning} |" in GUIDE.read_text()


def test_the_guide_lists_no_setting_that_is_gone() -> None:
    rows = [line for line in GUIDE.read_text().splitlines() if line.startswith("| `")]
    assert len(rows) == len(VARIABLES)


def test_production_starts_with_secrets_of_its_own(tmp_path: Path) -> None:
    assert start(tmp_path, VENTANILLA_MODE="production", **SAFE).returncode == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"VENTANILLA_DEBUG": "1"}, "VENTANILLA_DEBUG"),
        ({"VENTANILLA_SECRET_KEY": ""}, "VENTANILLA_SECRET_KEY"),
        ({"VENTANILLA_SECRET_KEY": "demonstration-" + "x" * 60}, "VENTANILLA_SECRET_KEY"),
        ({"VENTANILLA_DATA_KEY": "de" * 32}, "VENTANILLA_DATA_KEY"),
        ({"VENTANILLA_DATA_KEY": "short"}, "VENTANILLA_DATA_KEY"),
        ({"VENTANILLA_FAULT_POINT": "before-commit"}, "VENTANILLA_FAULT_POINT"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"VENTANILLA_WORKERS": "two"}, "VENTANILLA_WORKERS"),
    ],
)
def test_production_refuses_what_is_unsafe(
    tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    started = start(tmp_path, VENTANILLA_MODE="production", **{**SAFE, **change})
    assert started.returncode != 0
    assert reason in started.stderr
    assert "Traceback" not in started.stderr


def test_an_unknown_mode_is_refused(tmp_path: Path) -> None:
    assert "VENTANILLA_MODE" in start(tmp_path, VENTANILLA_MODE="prod").stderr


def test_a_demonstration_makes_and_keeps_its_own_secrets(tmp_path: Path) -> None:
    assert start(tmp_path, VENTANILLA_MODE="demonstration").returncode == 0
    first = (tmp_path / "secret-key").read_text()
    assert start(tmp_path, VENTANILLA_MODE="demonstration").returncode == 0
    assert (tmp_path / "secret-key").read_text() == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
