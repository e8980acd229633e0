"""The table of bad input names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TABLE = Path("docs/developers/bad-input.md").read_text()
NAMED = sorted(set(re.findall(r"`(test_\w+)`", TABLE)))
WRITTEN = {
    name
    for root in ("src/ventanilla", "tests")
    for path in Path(root).rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE)
}
ROWS = [line for line in TABLE.splitlines() if line.startswith("| ") and "tests |" not in line]


def test_the_table_names_tests() -> None:
    assert len(NAMED) > 50


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_exists(name: str) -> None:
    assert name in WRITTEN


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_each_row_has_its_test(row: str) -> None:
    assert "`test_" in row.split("|")[-2]
