"""Titles in the database: born with the decision that grants, changed by acts, taken after hearing
the holder, given back by an appeal; what is on a day follows from the acts alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.filing import lodged, told

from ventanilla.domains.casefiles import api
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.titles import api as titles
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
SHIPPED = Path(__file__).parents[5] / "procedures"
SHOP = {
    "activity": "Almacén de abarrotes",
    "premises": {"street": "Calle del Muelle 20", "place": "Puerto Claro"},
    "own_capital": {"amount": 40_000_000, "currency": "CLP"},
    "has_branches": False,
    "names": "Ana María Soto Rojas",
    "rut": "12.531.909-2",
    "sworn": True,
}
LICENCE = {
    "line": "Bodega",
    "premises": {"street": "Jirón Las Flores 210", "place": "San Mateo del Valle"},
    "area": "40",
    "risk": "low",
    "safety": True,
    "names": "Rosa Quispe Mamani",
    "ruc": "20512333797",
    "document_kind": "dni",
    "represented": False,
    "dni": "10117410",
}
WHY = "DL 3.063, art. 26: se negó la autorización sanitaria."


class Town:
    """An office with its unit of revenue, and the doors as its people use them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        unit = offices.add_unit(office=cast.office, code="rentas", name="Rentas")
        trade = offices.add_unit(office=cast.office, code="comercializacion", name="Comercio")
        post = offices.fill_post
        self.officer = post(unit=unit, role=offices.Role.OFFICER, account_id=cast.officer.id)
        self.head = post(unit=unit, role=offices.Role.HEAD, account_id=cast.head.id)
        self.clerk = post(unit=unit, role=offices.Role.CLERK, account_id=cast.clerk.id)
        self.trader = post(unit=trade, role=offices.Role.HEAD, account_id=cast.head.id)

    def procedure(self, folder: str, slug: str) -> catalogue.PublishedProcedure:
        catalogue.publish_folder(
            office_id=self.cast.office.id,
            folder=SHIPPED / folder,
            in_force_from=clock.now() - timedelta(days=1),
            by=None,
        )
        return catalogue.in_force(office_id=self.cast.office.id, slug=slug, at=clock.now())

    def shop(self, decision: str = "partly", **more: Any) -> api.Lodged:
        """A commercial licence, granted."""
        done = lodged(
            self.cast, self.procedure("cl-patente-comercial", "patente-comercial"),
            answers=SHOP, **more,
        )  # fmt: skip
        reasons = "Falta la revisión de obras."
        self.act(api.record_work, done, step="verify", text="La zona lo permite.")
        self.act(api.answer, done, decision=decision, text="Se otorga.", reasons=reasons)
        return done

    def act(self, door: Any, done: api.Lodged, post: Any = None, **said: Any) -> api.Act:
        seq = api.Case.objects.get(id=done.case_id).last_seq
        made: api.Act = door(
            post=post or self.officer, case_id=done.case_id, expected_seq=seq, **said
        )
        return made

    def party(self, door: Any, done: api.Lodged, **said: Any) -> api.Act:
        seq = api.Case.objects.get(id=done.case_id).last_seq
        made: api.Act = door(hand=api.party(None), case_id=done.case_id, expected_seq=seq, **said)
        return made

    def title(self, done: api.Lodged) -> titles.TitleView:
        found = titles.title_of_matter(office=self.cast.office, matter_id=done.case_id)
        assert found is not None
        return found

    def taken(self, granted: api.Lodged, effect: str = "revoke") -> api.Lodged:
        """A case of own motion about the title, up to its decision, not notified yet."""
        done = api.open_own_motion(
            post=self.officer,
            procedure=self.procedure("cl-caducidad-patente", "caducidad-patente"),
            concerned=api.Applicant(name="Ana María Soto Rojas", language="es"),
            cause=WHY,
            text="Se inicia.",
            idempotency_key="revocation",
            title_id=self.title(granted).id,
        )
        self.act(api.open_hearing, done, text="Se negó el permiso.")
        told(done.case_id)
        self.act(api.close_hearing, done)
        self.act(
            api.resolve, done, self.head,
            sense="refused", title_effect=effect, text="Caduca.", why=WHY,
        )  # fmt: skip
        return done


@pytest.fixture
def town(cast: Cast) -> Town:
    return Town(cast)


def agreed() -> None:
    assert [str(one) for one in api.mismatches()] == []


def test_a_provisional_licence_is_a_title_with_a_term_and_its_conditions(town: Town):
    done = town.shop()
    title = town.title(done)
    assert title.state == titles.TitleState.IN_FORCE
    assert title.life.until is not None
    assert title.granted.keys() == {"activity", "premises"}
    assert title.public_holder == "A. M. S. R. (…9092)"
    assert [one["norm"] for one in title.conditions] == [
        "DL 3.063, art. 26",
        "DL 3.063, arts. 24 y 26",
    ]
    found = titles.title_by_code(office=town.cast.office, code=title.code.lower().replace("-", " "))
    assert found.id == title.id
    agreed()


def test_what_is_refused_gives_no_title_until_an_appeal_grants_it(town: Town):
    done = town.shop("refused")
    assert titles.title_of_matter(office=town.cast.office, matter_id=done.case_id) is None
    told(done.case_id)
    decision = api.Case.objects.get(id=done.case_id).last_seq - 1
    made = town.party(
        api.appeal, done, remedy="reposicion", text="La zona es mixta.", against=decision
    )
    town.act(
        api.decide_appeal, done, town.head,
        appealed=made.seq, outcome="upheld", sense="granted", why="Es mixta.", text="Se otorga.",
    )  # fmt: skip
    title = town.title(done)
    assert (title.state, title.life.until) == (titles.TitleState.IN_FORCE, None)
    agreed()


def test_an_automatic_approval_is_born_with_its_title(town: Town):
    procedure = town.procedure("pe-licencia-funcionamiento", "licencia-funcionamiento")
    done = lodged(town.cast, procedure, answers=LICENCE)
    title = town.title(done)
    assert title.state == titles.TitleState.IN_FORCE
    assert title.public_holder == "Rosa Quispe Mamani", "its RUC is a legal person's"
    assert title.entry_id == done.registered.entry_id
    agreed()
    town.party(api.renounce_title, done)
    assert town.title(done).state == titles.TitleState.RENOUNCED
    with pytest.raises(titles.TitleRefused, match="otra situación"):
        town.act(api.suspend_title, done, town.trader, why="Ley 31914.")
    agreed()


def test_it_is_revoked_after_hearing_its_holder_and_only_from_the_notice(town: Town):
    granted = town.shop()
    done = town.taken(granted)
    assert town.title(granted).life.in_force, "the decision was not notified yet"
    told(done.case_id)
    title = town.title(granted)
    assert title.state == titles.TitleState.REVOKED
    assert title.life.since == clock.today(town.cast.office.zone)
    agreed()
    with pytest.raises(api.OutOfOrder, match="ya terminó"):
        api.open_own_motion(
            post=town.officer,
            procedure=catalogue.in_force(
                office_id=town.cast.office.id, slug="caducidad-patente", at=clock.now()
            ),
            concerned=api.Applicant(name="Ana", language="es"),
            cause=WHY,
            text="Otra vez.",
            idempotency_key="again",
            title_id=title.id,
        )


def test_without_a_hearing_nothing_is_revoked(town: Town):
    granted = town.shop()
    done = api.open_own_motion(
        post=town.officer,
        procedure=town.procedure("cl-caducidad-patente", "caducidad-patente"),
        concerned=api.Applicant(name="Ana", language="es"),
        cause=WHY,
        text="Se inicia.",
        idempotency_key="one",
        title_id=town.title(granted).id,
    )
    said = {"sense": "granted", "title_effect": "revoke", "text": "Caduca.", "why": WHY}
    with pytest.raises(api.OutOfOrder, match="audiencia"):
        town.act(api.resolve, done, town.head, hearing_dispensed="No hace falta.", **said)
    assert town.title(granted).life.in_force


def test_a_revocation_that_is_appealed_and_upheld_puts_it_back_in_force(town: Town):
    granted = town.shop()
    done = town.taken(granted)
    told(done.case_id)
    decision = api.Act.objects.get(case_id=done.case_id, kind="resolve").seq
    made = town.party(api.appeal, done, remedy="reposicion", text="No es así.", against=decision)
    town.act(api.suspend_act, done, town.head, appealed=made.seq, why="Daño irreparable.")
    assert town.title(granted).life.in_force, "what was appealed is suspended meanwhile"
    town.act(
        api.decide_appeal, done, town.head,
        appealed=made.seq, outcome="dismissed", why="No.", text="Se confirma.",
    )  # fmt: skip
    assert town.title(granted).state == titles.TitleState.REVOKED
    agreed()


def test_an_upheld_appeal_gives_back_what_was_taken(town: Town):
    granted = town.shop()
    done = town.taken(granted)
    told(done.case_id)
    decision = api.Act.objects.get(case_id=done.case_id, kind="resolve").seq
    made = town.party(api.appeal, done, remedy="reposicion", text="No es así.", against=decision)
    town.act(
        api.decide_appeal, done, town.head,
        appealed=made.seq, outcome="upheld", sense="granted", why="Sí.", text="Se deja sin efecto.",
    )  # fmt: skip
    assert town.title(granted).life.in_force
    agreed()


def test_a_suspension_counts_from_its_notice_and_an_appeal_against_it_leaves_the_grant(town: Town):
    done = town.shop()
    told(done.case_id)
    with pytest.raises(api.NotYours):
        town.act(api.suspend_title, done, why=WHY)
    act = town.act(api.suspend_title, done, town.head, why="DL 3.063, art. 58: no se pagó.")
    assert act.content["footing"]
    assert town.title(done).life.in_force
    told(done.case_id)
    assert town.title(done).state == titles.TitleState.SUSPENDED
    made = town.party(api.appeal, done, remedy="reposicion", text="Pagué.", against=act.seq)
    with pytest.raises(api.OutOfOrder, match="no hay un paso"):
        town.act(
            api.decide_appeal, done, town.head,
            appealed=made.seq, outcome="upheld", sends_back=True, why="Pagó.", text="Se estima.",
        )  # fmt: skip
    town.act(
        api.decide_appeal, done, town.head,
        appealed=made.seq, outcome="upheld", sense="granted", why="Pagó.", text="Se estima.",
    )  # fmt: skip
    assert town.title(done).life.in_force
    assert api.Case.objects.get(id=done.case_id).state == api.State.ANSWERED
    agreed()


def test_it_changes_hands_and_conditions_and_is_renewed_within_its_norm(town: Town):
    done = town.shop()
    until = town.title(done).life.until
    assert until is not None
    with pytest.raises(api.ActIncomplete, match="dígito verificador"):
        town.act(
            api.transfer_title, done, name="Luis Vera", identifier="12.531.909-3", why="Compra."
        )
    act = town.act(
        api.transfer_title, done, town.clerk,
        name="Comercial Uno SpA", identifier="76.086.428-5", why="Compraventa del día 2.",
    )  # fmt: skip
    assert "Comercial" not in str(act.content), "the act names a row, not a person"
    assert town.title(done).public_holder == "Comercial Uno SpA"
    with pytest.raises(titles.TitleRefused, match="no cabe"):
        far = until.replace(year=until.year + 3).isoformat()
        town.act(api.renew_title, done, town.head, until=far, why="Plan de trabajo.")
    later = (until + timedelta(days=90)).isoformat()
    town.act(api.renew_title, done, town.head, until=later, why="Plan de trabajo.")
    town.act(
        api.change_title, done, town.head,
        conditions="Definitiva.", ends_term=True, why="Obras no observó.",
    )  # fmt: skip
    title = town.title(done)
    assert (title.life.until, title.life.added) == (None, ("Definitiva.",))
    with pytest.raises(api.OutOfOrder, match="no prevé"):
        town.party(api.renounce_title, done)
    agreed()


def test_the_end_of_a_term_is_true_by_itself_and_recorded_by_a_job(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    done = town.shop()
    until = town.title(done).life.until
    assert until is not None
    after = until + timedelta(days=1)
    assert (
        titles.title_by_code(office=town.cast.office, code=town.title(done).code, day=after).state
        == titles.TitleState.EXPIRED
    )
    monkeypatch.setattr(clock, "today", lambda zone: after)
    assert titles.record_expired() == 1
    assert titles.record_expired() == 0
    row = titles.Title.objects.get(matter_id=done.case_id)
    assert row.state == titles.TitleState.EXPIRED
    agreed()


def test_events_of_titles_are_never_changed(town: Town):
    event = titles.TitleEvent.objects.get(matter_id=town.shop().case_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        titles.TitleEvent.objects.filter(id=event.id).update(on=date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        event.delete()


def test_a_row_that_its_acts_do_not_give_is_found(town: Town):
    done = town.shop()
    with transaction.atomic():
        titles.Title.objects.filter(matter_id=done.case_id).update(state="revoked")
    assert "title state" in " ".join(str(one) for one in api.mismatches())


def test_a_case_that_is_invalidated_takes_its_title_with_it(town: Town):
    done = town.shop("granted")
    told(done.case_id)
    town.act(api.open_invalidation, done, town.head, why="Se otorgó contra el plano.")
    told(done.case_id)
    town.act(api.invalidate, done, town.head, why="Se otorgó contra el plano.")
    assert town.title(done).state == titles.TitleState.ANNULLED
    agreed()


def test_the_title_of_another_office_is_not_found_by_its_code(town: Town):
    from tests.cast import found

    code = town.title(town.shop()).code
    with pytest.raises(titles.TitleUnknown):
        titles.title_by_code(office=found("otra-villa"), code=code)
    with pytest.raises(titles.TitleUnknown):
        titles.title_by_code(office=town.cast.office, code="¿?")
