"""Templates and addresses keep to their channel: they use their own parts and those of look."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path("src/ventanilla")
LOADS = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
NAMES = re.compile(r"{%\s*url\s+[\"']([^\"':]+):")
REVERSED = re.compile(r"(?:reverse|redirect)\(\s*[\"']([a-z_]+):")


def channel_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return parts[1] if parts[0] in {"channels", "domains"} else parts[0]


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def test_there_are_templates_to_judge() -> None:
    assert templates()


def test_a_template_loads_only_its_own_channels_parts_and_the_look() -> None:
    wrong = [
        f"{path} loads {name}"
        for path in templates()
        for name in LOADS.findall(path.read_text())
        if name.split("/")[0] not in {channel_of(path), "look"} and "/" in name
    ]
    assert wrong == []


def test_a_template_names_only_its_own_channels_addresses() -> None:
    wrong = [
        f"{path} names {name}:…"
        for path in templates()
        for name in NAMES.findall(path.read_text())
        if name != channel_of(path)
    ]
    assert wrong == []


def test_code_of_a_channel_names_only_its_own_addresses() -> None:
    wrong = [
        f"{path} names {name}:…"
        for path in sorted((SOURCE / "channels").rglob("*.py"))
        if "tests" not in path.parts
        for name in REVERSED.findall(path.read_text())
        if name != channel_of(path)
    ]
    assert wrong == []


def test_no_template_carries_script_or_style_of_its_own() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    assert [str(path) for path in templates() if inline.search(path.read_text())] == []
