"""The library stands alone: no Django, no platform, `holidays` in one place, no law where days
are counted.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import legal_deadlines

ROOT = Path(legal_deadlines.__file__).parent
SOURCES = [p for p in ROOT.rglob("*.py") if "tests" not in p.parts]
ALLOWED = {"yaml", "holidays", "legal_deadlines"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_only_the_standard_library_and_its_own(path: Path) -> None:
    outside = {n.partition(".")[0] for n in imported(path) if not n.startswith(".")}
    assert outside - set(sys.stdlib_module_names) <= ALLOWED


def test_holidays_is_imported_only_where_calendars_are_proposed() -> None:
    users = {p.name for p in SOURCES if "holidays" in imported(p)}
    assert users == {"proposal.py"}


@pytest.mark.parametrize("path", sorted((ROOT / "counting").glob("*.py")), ids=lambda p: p.name)
def test_counting_knows_no_law(path: Path) -> None:
    inner = {n for n in imported(path) if n.startswith("..")}
    assert inner <= {"..calendars.day_index", "..errors", "..legal_value"}


def test_loading_the_library_does_not_load_holidays() -> None:
    code = "import sys, legal_deadlines; sys.exit('holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT.parent, check=False)
    assert done.returncode == 0


def test_no_country_is_named_in_the_rules_of_reading_and_counting() -> None:
    countries = set(legal_deadlines.known_countries())
    for folder in ("counting", "reading", "moments"):
        for path in (ROOT / folder).glob("*.py"):
            words = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            named = {w.value for w in words if isinstance(w, ast.Constant)} & countries
            assert not named, path
