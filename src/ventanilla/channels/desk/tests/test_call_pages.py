"""A call on the screens of both sides: opened, evaluated, its list public, the own place told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.tests.test_calls import Calling, calling

__all__ = ["calling"]  # the fixture
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="at")
def people_at_work(calling: Calling) -> dict[str, Walker]:
    cache.clear()
    made: dict[str, Walker] = {}
    for name, login in (("head", "alcaldía@example.org"), ("officer", "olga@example.org")):
        made[name] = Walker(cast(calling))
        made[name].client.post(
            made[name].url("desk:sign-in"), {"login": login, "password": "una-clave-larga"}
        )
    return made


def cast(calling: Calling) -> Any:
    return calling


def opened(at: dict[str, Walker], calling: Calling) -> None:
    sent = {
        "slug": "subvenciones-asociaciones",
        "title": "Ayudas 2026",
        "code": "ayudas-2026",
        "text": "Para asociaciones.",
        "published_on": "02/02/2026",
        "credit": "4.000,00",
        "places": "",
    }
    wrong = at["head"].post("desk:calls", {**sent, "published_on": "mañana"})
    assert wrong.status_code == 422
    assert "«mañana» no es un día" in text_of(wrong)
    assert at["head"].post("desk:calls", sent).status_code == 302
    calling.call = casefiles.calls_of(calling.office)[0]


def step(at: dict[str, Walker], calling: Calling, who: str, name: str, **said: str) -> Any:
    calling.call.refresh_from_db()
    sent = {**said, "expected_seq": str(calling.call.last_seq)}
    return at[who].post("desk:call-step", sent, call=calling.call.id, step=name)


def test_a_call_is_opened_evaluated_and_ranked_at_the_desk_and_read_by_everybody(
    at: dict[str, Walker], calling: Calling
):
    anyone = Walker(cast(calling))
    closed = anyone.get("portal:procedure", slug="subvenciones-asociaciones")
    assert "No hay ninguna convocatoria abierta" in text_of(closed)
    assert 'action="/valdehoz/procedures/subvenciones-asociaciones/start/"' not in (
        closed.content.decode()
    )
    opened(at, calling)
    assert "Convocatoria abierta" in text_of(
        anyone.get("portal:procedure", slug="subvenciones-asociaciones")
    )
    theatre, choir = calling.file("Teatro", 300_000), calling.file("Coral")
    calling.on(3, 3)
    assert step(at, calling, "officer", "close").status_code == 302
    for case, given in ((theatre, (45, 25, 15)), (choir, (20, 10, 5))):
        place = {"call": calling.call.id, "case": case.case_id}
        shown = text_of(at["officer"].get("desk:call-evaluate", **place))
        assert "Un taller." in shown  # what the points are for
        assert "a@correo.example" not in shown  # and not how who asks is reached
        too_many = {"points-interest": "51", "points-reach": "1", "points-own_funds": "1"}
        refused = at["officer"].post("desk:call-evaluate", {**too_many, "why": "Baremo."}, **place)
        assert refused.status_code == 422
        names = ("points-interest", "points-reach", "points-own_funds")
        sent = dict(zip(names, map(str, given), strict=True))
        done = at["officer"].post("desk:call-evaluate", {**sent, "why": "Baremo."}, **place)
        assert done.status_code == 302
    votes = {
        "session": "25/03/2026",
        "members": "2",
        "votes": "Ana: a favor (preside)\nLuis: en contra",
        "certificate": "Certifico.",
        "text": "Informe.",
    }
    unread = step(at, calling, "officer", "agree", **{**votes, "votes": "Ana: quizá"})
    assert "qué votó" in text_of(unread)
    assert step(at, calling, "officer", "agree", **votes).status_code == 302
    published = step(at, calling, "officer", "provisional", text="Propuesta provisional.")
    assert published.status_code == 302

    with counted_statements() as sent_:
        page = anyone.get("portal:call", call="ayudas-2026")
    assert sent_.count <= 12
    shown = text_of(page)
    assert "Teatro" in shown
    assert "Propuesta de concesión" in shown
    assert "Coral" not in shown  # refused: by the number of its entry only
    assert "Propuesta de denegación" in shown
    with counted_statements() as of_desk:
        desk = at["officer"].get("desk:call", call=calling.call.id)
    assert of_desk.count <= 12
    assert "Coral" in text_of(desk)


def test_ones_own_case_tells_the_place_the_points_and_why(at: dict[str, Walker], calling: Calling):
    calling.open()
    mine, other = calling.file("Teatro"), calling.file("Deporte")
    calling.on(3, 3)
    calling.do(casefiles.close_filing)
    calling.points(mine, 20, 10, 5)
    calling.points(other, 45, 25, 15)
    calling.agree()
    calling.do(casefiles.publish_provisional, text="Propuesta provisional.")
    person = Walker(cast(calling))
    person.post("portal:follow", {"number": mine.registered.label, "code": mine.secret})
    shown = text_of(person.get("portal:case", case=mine.case_id))
    assert "Su puesto en la lista" in shown
    assert "2 de 2" in shown
    assert "Tiene 35 puntos y hacen falta 50." in shown


def test_the_officer_neither_opens_nor_resolves(at: dict[str, Walker], calling: Calling):
    assert "Abrir una convocatoria" not in text_of(at["officer"].get("desk:calls"))
    opened(at, calling)
    said = step(at, calling, "officer", "resolve", text="Se resuelve.")
    assert said.status_code == 403
