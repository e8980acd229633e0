"""What the README says of names, fields and options is so."""

import re
from pathlib import Path

import pytest

import verifiable_log
from verifiable_log import witness
from verifiable_log.cli import main

PACKAGE = Path(verifiable_log.__file__).parent
README = (PACKAGE / "README.md").read_text()


def test_every_module_has_its_place_in_the_readme() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("_")}
    listed = set(re.findall(r"`(\w+)`", README.split("## Modules")[1].split("Not here")[0]))
    assert modules == listed


def test_every_option_it_names_exists(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("verify", "audit"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
    options = r"--[a-z][a-z-]*"
    assert set(re.findall(options, README)) <= set(re.findall(options, capsys.readouterr().out))


def test_every_name_it_imports_is_at_the_door() -> None:
    for line in re.findall(r"from verifiable_log import (.+)", README):
        for name in line.split(", "):
            assert name in verifiable_log.__all__
    for name in ("WitnessClient", "WitnessAheadError", "handle_add_checkpoint", "WitnessStore"):
        assert name in README
        assert name in witness.__all__
