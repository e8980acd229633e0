"""The documentation is true: every command and option is in it, and its examples run."""

from __future__ import annotations

import argparse
import doctest
from pathlib import Path

import pytest
import yaml

import legal_deadlines
from legal_deadlines import Regime, overlay
from legal_deadlines.cli.main import build_parser

DOC = (Path(__file__).parents[3] / "docs" / "law" / "deadlines-cli.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = build_parser()._actions
    subs = next(a for a in actions if isinstance(a, argparse._SubParsersAction))
    return dict(subs.choices)


def options() -> list[tuple[str, str]]:
    return [
        (name, option)
        for name, parser in commands().items()
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    ]


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_is_documented(command: str) -> None:
    assert f"`{command}" in DOC


@pytest.mark.parametrize("option", sorted({o for _, o in options()}))
def test_every_option_is_documented(option: str) -> None:
    assert f"`{option}" in DOC or f"{option} " in DOC


def test_the_overlay_of_the_documentation_is_an_overlay() -> None:
    text = DOC.partition("## An overlay")[2]
    lines = [line[4:] for line in text.splitlines() if line.startswith("    ")]
    regime = overlay(Regime.load("BR"), yaml.safe_load("\n".join(lines)), digest="x")
    assert regime.layer("municipal").levels == ("municipal",)


def test_the_example_of_the_door_runs() -> None:
    assert doctest.testmod(legal_deadlines).failed == 0


def test_every_name_of_the_door_exists() -> None:
    for name in legal_deadlines.__all__:
        assert getattr(legal_deadlines, name)


def test_the_example_of_the_package_page_gives_its_date() -> None:
    from datetime import date

    from legal_deadlines import Calendar, Question, compute_due

    calendar = Calendar(version="2025-1", non_working=[date(2025, 4, 18)])
    due = compute_due(Regime.load("ES"), Question(rule="correction"), date(2025, 4, 10), calendar)
    readme = (Path(legal_deadlines.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert repr(due.due).removeprefix("datetime.") in readme
