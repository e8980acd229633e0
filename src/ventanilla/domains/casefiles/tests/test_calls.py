"""A call from its opening to the reserve: one clock for all, points, votes, lists, resolution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.cast import Cast, found
from tests.filing import lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.call_models import CallAct, Candidacy, RankedLine
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
FOLDER = Path("procedures/es-subvenciones-asociaciones")
OPENED = date(2026, 2, 2)


class Calling:
    """An office that gives grants, its people, and the clock of the test."""

    def __init__(self, time: clock.FixedClock) -> None:
        self.time = time
        self.office = found("valdehoz", "ES")
        self.unit = offices.add_unit(office=self.office, code="subvenciones", name="Subvenciones")
        self.officer = self._post("Olga", offices.Role.OFFICER)
        self.head = self._post("Alcaldía", offices.Role.HEAD)
        catalogue.publish_folder(
            office_id=self.office.id,
            folder=FOLDER,
            in_force_from=self.now - timedelta(days=1),
            by=None,
        )
        self.procedure = catalogue.in_force(
            office_id=self.office.id, slug="subvenciones-asociaciones", at=self.now
        )

    def _post(self, name: str, role: offices.Role) -> offices.Post:
        account = parties.open_account(
            display_name=name, names=[f"{name}@example.org"], password="una-clave-larga"
        )
        return offices.fill_post(unit=self.unit, role=role, account_id=account.id)

    @property
    def now(self) -> datetime:
        return self.time.now()

    def on(self, month: int, day: int, hour: int = 11, minute: int = 0) -> None:
        moment = datetime(2026, month, day, hour, minute, tzinfo=UTC)
        self.time.advance((moment - self.now).total_seconds())

    def open(self, **changed: Any) -> api.Call:
        asked = {
            "code": "asociaciones-2026",
            "title": "Ayudas a asociaciones 2026",
            "text": "Para proyectos del año 2026.",
            "published_on": OPENED,
            "credit": 500_000,
        }
        self.call = api.open_call(post=self.head, procedure=self.procedure, **asked | changed)
        return self.call

    def file(self, name: str, asked: int = 200_000) -> api.Lodged:
        cast: Any = self
        answers = {
            "represents": name,
            "entity_number": "G58818501",
            "names": "Carmen Ruiz Ortega",
            "contact_medium": "email",
            "email": "a@correo.example",
            "project": "Un taller.",
            "people_reached": 60,
            "asked": {"amount": asked, "currency": "EUR"},
            "own_funds": {"amount": 1000, "currency": "EUR"},
            "no_bar": True,
            "signature": True,
        }
        return lodged(cast, self.procedure, answers=answers, received_at=self.now)

    def do(self, act: Any, post: offices.Post | None = None, **said: Any) -> CallAct:
        self.call.refresh_from_db()
        return act(
            post=post or self.officer,
            call_id=self.call.id,
            expected_seq=self.call.last_seq,
            **said,
        )

    def points(self, case: api.Lodged, *given: int) -> None:
        names = ("interest", "reach", "own_funds")
        api.evaluate(
            post=self.officer,
            call_id=self.call.id,
            case_id=case.case_id,
            points=dict(zip(names, given, strict=True)),
            why="Según el baremo.",
        )

    def agree(self) -> CallAct:
        votes = [api.Vote("Ana", "for"), api.Vote("Luis", "for"), api.Vote("Eva", "against")]
        return self.do(
            api.agree_in_call,
            session=self.now.date(),
            members=3,
            votes=votes,
            certificate="Certifico lo acordado.",
            text="Informe de la comisión.",
        )

    def heard(self) -> None:
        for one in api.entrants(self.call):
            case = api.Case.objects.get(id=one.case_id)
            if api.life_of(case).standing.hearing == "open":
                api.close_hearing(post=self.officer, case_id=case.id, expected_seq=case.last_seq)


@pytest.fixture
def calling(db: None) -> Iterator[Calling]:
    with clock.use(clock.FixedClock(datetime(2026, 2, 2, 9, tzinfo=UTC))) as time:
        assert isinstance(time, clock.FixedClock)
        yield Calling(time)


def test_nobody_files_before_there_is_a_call_nor_after_its_last_day(calling: Calling):
    with pytest.raises(api.CallNotOpen, match="ninguna convocatoria"):
        calling.file("Teatro")
    call = calling.open(published_on=date(2026, 2, 3))
    with pytest.raises(api.CallNotOpen, match="se abre el 03/02/2026"):
        calling.file("Teatro")
    assert (call.closes_on, call.due_on) == (date(2026, 3, 3), date(2026, 8, 3))
    calling.on(3, 3, 22, 59)  # 23:59 there: the last minute
    assert calling.file("Teatro").due.date == call.due_on
    calling.on(3, 4)
    with pytest.raises(api.CallNotOpen, match="terminó el 03/03/2026"):
        calling.file("Coral")


def test_the_head_of_the_unit_opens_one_call_at_a_time_with_its_own_address(calling: Calling):
    with pytest.raises(api.NotYours):
        api.open_call(
            post=calling.officer,
            procedure=calling.procedure,
            code="a",
            title="A",
            text="A",
            published_on=OPENED,
        )
    with pytest.raises(api.ActIncomplete, match="dirección"):
        calling.open(code="Con Espacios")
    with pytest.raises(api.ActIncomplete, match="más que cero"):
        calling.open(places=0)
    calling.open()
    with pytest.raises(api.OutOfOrder, match="Ya hay una convocatoria abierta"):
        calling.open(code="otra")


def test_a_call_runs_from_its_opening_to_its_list_and_everybody_has_the_same_last_day(
    calling: Calling,
):
    calling.open()
    calling.on(2, 10)
    theatre = calling.file("Teatro", 300_000)
    calling.on(2, 20)
    sport, choir, chess = calling.file("Deporte"), calling.file("Coral"), calling.file("Ajedrez")
    dues = set(api.Case.objects.values_list("due_on", flat=True))
    assert dues == {date(2026, 8, 3)}  # from the call, not from each filing
    with pytest.raises(api.OutOfOrder, match="todavía no ha terminado"):
        calling.do(api.close_filing)
    calling.on(3, 3)
    calling.do(api.close_filing)
    assert set(api.Case.objects.values_list("state", flat=True)) == {"in_progress"}

    with pytest.raises(api.ActIncomplete, match="no caben"):
        calling.points(theatre, 60, 0, 0)
    calling.points(theatre, 45, 25, 15)
    with pytest.raises(api.OutOfOrder, match="Faltan los puntos"):
        calling.agree()
    calling.points(sport, 40, 20, 10)
    calling.points(choir, 25, 10, 5)
    calling.points(chess, 40, 20, 10)
    calling.on(3, 25)
    calling.agree()
    calling.on(4, 1)
    calling.do(api.publish_provisional, text="Propuesta provisional.")
    provisional = api.published_lists(calling.call)[0]
    assert [(x.place, x.name, x.outcome.value, x.tie) for x in provisional.lines] == [
        (1, "Teatro", "granted", ""),
        (2, "Deporte", "granted", ""),
        (3, "Ajedrez", "reserve", "entry"),
        (4, "", "refused", ""),  # nobody's name beside a refusal
    ]
    with pytest.raises(api.OutOfOrder, match="audiencia no ha terminado"):
        calling.do(api.propose_definitive, text="Propuesta definitiva.")

    calling.on(4, 20)
    calling.heard()
    calling.points(chess, 50, 20, 10)  # the allegations were right
    with pytest.raises(api.OutOfOrder, match="acuerda otra vez"):
        calling.do(api.propose_definitive, text="Propuesta definitiva.")
    calling.on(4, 21)
    calling.agree()
    calling.do(api.propose_definitive, text="Propuesta definitiva.")
    with pytest.raises(api.NotYours):
        calling.do(api.resolve_call, text="Se resuelve.")
    calling.on(5, 11)
    calling.do(api.resolve_call, calling.head, text="Se resuelve.")
    final = api.published_lists(calling.call)[0]
    assert [(x.name, x.outcome.value, x.amount) for x in final.lines][:3] == [
        ("Teatro", "granted", 300_000),
        ("Ajedrez", "granted", 200_000),
        ("Deporte", "reserve", 0),
    ]
    assert final.lines[0].identity == "G58818501"  # an entity's number is no personal datum
    own = api.own_place(sport.case_id)
    assert own is not None
    assert (own.place, own.of, own.total, own.outcome.value) == (3, 4, 70, "reserve")
    refused = api.Act.objects.get(case_id=choir.case_id, kind="resolve")
    assert refused.content["reasons"] == "Tiene 40 puntos y hacen falta 50."
    assert refused.content["footing"][0]["remedy"] == "reposicion"
    assert refused.entry_id  # it left by the exit book

    calling.do(api.call_up, calling.head, text="Teatro renuncia.", amount=200_000)
    called = api.Act.objects.filter(case_id=sport.case_id, kind="resolve").latest("seq")
    assert (called.content["sense"], called.content["place"]) == ("granted", 3)
    with pytest.raises(api.OutOfOrder, match="No queda nadie"):
        calling.do(api.call_up, calling.head, text="Otra renuncia.", amount=1)
    assert list(api.mismatches()) == []


def test_what_was_broken_off_goes_on_and_is_not_done_twice(calling: Calling):
    calling.open()
    cases = [calling.file("Uno"), calling.file("Dos")]
    calling.on(3, 3)
    act = calling.do(api.close_filing)
    assert api.carry_out(calling.call, act, calling.officer) == 0
    assert api.Act.objects.filter(kind="admit").count() == len(cases)


def test_a_screen_that_is_old_is_refused_and_lists_are_never_changed(calling: Calling):
    calling.open()
    calling.file("Uno")
    calling.on(3, 3)
    calling.do(api.close_filing)
    with pytest.raises(api.StaleCase):
        api.close_filing(post=calling.officer, call_id=calling.call.id, expected_seq=1)
    for rows in (CallAct.objects.all(), CallAct.objects.filter(kind="open")):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(content={})


def test_another_unit_and_another_office_see_no_call(calling: Calling, cast: Cast):
    calling.open()
    with pytest.raises(api.CallUnknown):
        api.call_for_official(post=cast.officer_post, call_id=calling.call.id)
    with pytest.raises(api.CallUnknown):
        api.call_by_code(office=cast.office, code=calling.call.code)
    assert api.calls_of(cast.office) == []
    assert Candidacy.objects.count() == RankedLine.objects.count() == 0
