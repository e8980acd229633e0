"""The tasks at the desk: taken, left, given; by nobody else, and never by two."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles.models import Task
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="case")
def a_case(cast: Cast, procedure: PublishedProcedure) -> str:
    cache.clear()
    return str(Walker(cast).file_one())


def at(cast: Cast, name: str) -> Walker:
    walker = Walker(cast)
    walker.sign_in(f"{name}@example.org", where="desk:sign-in")
    return walker


def shown(walker: Walker, whose: str) -> str:
    return text_of(walker.client.get(walker.url("desk:tasks"), {"whose": whose}))


def test_a_filing_is_a_task_that_nobody_has(cast: Cast, case: str):
    page = shown(at(cast, "óscar"), "free")
    assert "Responder la solicitud" in page
    assert "Nadie todavía" in page
    assert "Sin nadie (1)" in page
    assert "Las mías (0)" in page


def test_whoever_takes_it_has_it_and_may_leave_it(cast: Cast, case: str):
    official, task = at(cast, "óscar"), Task.objects.get(case_id=case)
    assert official.post("desk:task", {"do": "take"}, task=task.id).status_code == 302
    page = shown(official, "mine")
    assert "Las mías (1)" in page
    assert "Óscar" in page
    assert official.post("desk:task", {"do": "leave"}, task=task.id).status_code == 302
    assert Task.objects.get(id=task.id).account_id is None


def test_two_do_not_take_the_same_task(cast: Cast, case: str):
    offices.fill_post(unit=cast.unit, role=offices.Role.OFFICER, account_id=cast.stranger.id)
    first, second = at(cast, "óscar"), at(cast, "esteban")
    task = Task.objects.get(case_id=case)
    first.post("desk:task", {"do": "take"}, task=task.id)
    late = second.post("desk:task", {"do": "take"}, task=task.id)
    assert late.status_code == 409
    assert "Otra persona tomó ya esta tarea" in text_of(late)
    assert second.post("desk:task", {"do": "leave"}, task=task.id).status_code == 403
    assert Task.objects.get(id=task.id).account_id == cast.officer.id


def test_only_a_head_gives_and_only_to_who_may_do_it(cast: Cast, case: str):
    task = Task.objects.get(case_id=case)
    officer = at(cast, "óscar")
    give = {"do": "give", "to": str(cast.officer.id)}
    assert officer.get("desk:task", task=task.id).status_code == 404
    assert officer.post("desk:task", give, task=task.id).status_code == 403
    offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)
    head = at(cast, "helena")
    assert "Óscar" in text_of(head.get("desk:task", task=task.id))
    clerk = {"do": "give", "to": str(cast.clerk.id)}
    assert head.post("desk:task", clerk, task=task.id).status_code == 403
    assert head.post("desk:task", {"do": "give", "to": "x"}, task=task.id).status_code == 404
    assert head.post("desk:task", give, task=task.id).status_code == 302
    assert Task.objects.get(id=task.id).account_id == cast.officer.id


def test_another_unit_neither_sees_nor_takes(cast: Cast, case: str):
    offices.fill_post(unit=cast.other_unit, role=offices.Role.HEAD, account_id=cast.stranger.id)
    other, task = at(cast, "esteban"), Task.objects.get(case_id=case)
    assert "De la unidad (0)" in shown(other, "unit")
    assert other.post("desk:task", {"do": "take"}, task=task.id).status_code == 404


def test_the_page_takes_at_most_twelve_statements(cast: Cast, case: str):
    official = at(cast, "óscar")
    with counted_statements() as spent:
        assert official.get("desk:tasks").status_code == 200
    assert spent.count <= 12
