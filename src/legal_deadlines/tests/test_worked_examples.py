"""Every worked example through the command line, as a lawyer would try it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from legal_deadlines.cli.main import main

EXAMPLES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "worked_examples.yaml").read_text(encoding="utf-8")
)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def words_of(example: dict[str, Any]) -> list[str]:
    command, *rest = shlex.split(example["argv"])
    return [command, "--country", example["country"], *rest]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["id"]))
def test_gives_the_date_the_lawyer_expects(
    example: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    words = words_of(example)
    if example["confidence"] == "unsure":
        words.append("--allow-unsure")
    code, data = run(capsys, *words)
    assert code == 0, data
    assert data.get("due", data.get("date")) == example["expected"]
    if "weekday" in example:
        assert data["weekday"] == example["weekday"]
    assert data["explanation"]


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e["confidence"] == "unsure"], ids=lambda e: str(e["id"])
)
def test_refuses_a_doubtful_example_without_the_switch(
    example: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    code, data = run(capsys, *words_of(example))
    assert code == 2
    assert data["error"]["code"] == "unsure_rule"


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["id"]))
def test_explains_in_every_language(
    example: dict[str, Any], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, data = run(capsys, *words_of(example), "--allow-unsure", "--lang", lang)
    assert all("{" not in sentence for sentence in data["explanation"])
