"""Cases from real procedures, through the command line."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from legal_deadlines.cli.main import main

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "procedure_cases.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["id"]))
def test_gives_the_expected_date(case: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    code = main([*shlex.split(case["argv"]), "--json"])
    data = json.loads(capsys.readouterr().out)
    assert code == 0, data
    assert data.get("due", data.get("date")) == case["expected"], data["explanation"]
