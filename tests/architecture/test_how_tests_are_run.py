"""What `setup/test.sh` takes for granted of the tests and of those who run them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "ventanilla"
_DATABASE = re.compile(r"django_db|\b(?:transactional_)?db\b *[:,)]")


@pytest.mark.xdist_group("apart")
def test_a_group_of_tests_stays_together(request: pytest.FixtureRequest) -> None:
    """xdist keeps a group by its name at the end of the test's: where pytest does not take it from
    there, each process loads what a group shares, and nothing says so."""
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("no groups in this run")
    assert request.node.nodeid.endswith("@apart")


def test_no_test_of_pure_rules_touches_a_database() -> None:
    """They are left out on PostgreSQL."""
    files = [path for path in SOURCE.rglob("tests/rules/*.py") if path.is_file()]
    assert files
    assert [str(path) for path in files if _DATABASE.search(path.read_text())] == []
