"""No page of the desk shows a case before the access journal holds who opened it."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from tests.architecture.addresses import views
from tests.cast import Cast
from tests.walking import Walker

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy.models import AccessLine

DESK = Path("src/ventanilla/channels/desk")
SEAM = "opening.py"
KNOWN = {"act": "admit", "seq": 1, "limit": "decide"}


def _doors_to_a_case() -> set[str]:
    """What the door of casefiles offers that gives a whole case."""
    return {
        name
        for name in casefiles.__all__
        if inspect.isfunction(getattr(casefiles, name))
        and "CaseView" in str(inspect.signature(getattr(casefiles, name)).return_annotation)
    }


def _used(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.name for alias in node.names}
    return names


def test_only_the_seam_looks_up_a_case_at_the_desk() -> None:
    doors = _doors_to_a_case()
    assert {"case_for_official", "case_by_secret", "follow"} <= doors
    files = [f for f in DESK.rglob("*.py") if f.name != SEAM and "tests" not in f.parts]
    assert len(files) > 5
    assert {str(f): _used(f) & doors for f in files if _used(f) & doors} == {}
    assert "case_for_official" in _used(DESK / SEAM)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_every_address_of_a_case_at_the_desk_leaves_a_line(
    cast: Cast, procedure: PublishedProcedure
) -> None:
    cache.clear()
    case = Walker(cast).file_one()
    offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)
    official, head = Walker(cast), Walker(cast)
    official.sign_in("óscar@example.org", where="desk:sign-in")
    head.sign_in("helena@example.org", where="desk:sign-in")
    asked = [
        (name, pattern)
        for channel, name, pattern in views()
        if channel == "desk" and "case" in pattern.pattern.converters
    ]
    assert len(asked) >= 3
    for name, pattern in asked:
        rest = {part: KNOWN.get(part, uuid4()) for part in pattern.pattern.converters}
        del rest["case"]
        before = AccessLine.objects.filter(matter_id=case).count()
        who = official if offices.Role.OFFICER in pattern.callback.roles else head
        answer = who.get(f"desk:{name}", case=case, **rest)
        if answer.status_code == 405:
            answer = who.post(f"desk:{name}", {}, case=case, **rest)
        assert AccessLine.objects.filter(matter_id=case).count() == before + 1, name
