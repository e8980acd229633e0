"""Acts in the database: done in order, by who may, registered, with the clocks that follow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Cast
from tests.filing import attachment, lodged, told

from ventanilla.domains.casefiles import api
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


class Desk:
    """A case at the desk: each act is done on the screen that the last one left."""

    def __init__(self, cast: Cast, done: api.Lodged) -> None:
        self.cast, self.id = cast, done.case_id
        self.head = offices.fill_post(
            unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id
        )

    @property
    def case(self) -> api.Case:
        return api.Case.objects.select_related("office").get(id=self.id)

    def by_post(self, act: Any, post: Any = None, **said: Any) -> Any:
        asked = {"case_id": self.id, "expected_seq": self.case.last_seq, **said}
        return act(post=post or self.cast.officer_post, **asked)

    def by_party(self, act: Any, **said: Any) -> api.Act:
        asked = {"case_id": self.id, "expected_seq": self.case.last_seq, **said}
        return act(hand=api.party(None), **asked)

    def clock(self, name: str) -> api.CaseClock:
        return api.CaseClock.objects.get(case_id=self.id, name=name)


@pytest.fixture
def desk(cast: Cast, procedure: PublishedProcedure) -> Desk:
    return Desk(cast, lodged(cast, procedure, idempotency_key="one filing"))


@contextmanager
def on(day: date, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of the office on that day, for what asks which day it is."""
    with monkeypatch.context() as patched:
        patched.setattr(clock, "today", lambda zone: day)
        yield


def test_a_correction_mends_only_what_was_marked_and_both_sides_see_the_change(desk: Desk):
    asked = desk.by_post(api.ask_correction, fields={"information_wanted": "Diga de qué años."})
    assert desk.case.state == api.State.CORRECTION
    assert desk.case.waiting_on == "party"
    assert not api.CaseClock.objects.filter(case_id=desk.id), "it runs from the notice"
    assert told(desk.id) == 1
    assert desk.clock("correction").due_on is not None
    with pytest.raises(api.ActIncomplete, match="No se pidió corregir"):
        desk.by_party(api.correct, answers={"names": "Otra"}, documents={}, lang="es")
    with pytest.raises(api.FilingInvalid):
        desk.by_party(api.correct, answers={"information_wanted": ""}, documents={}, lang="es")
    mended = {"information_wanted": "El presupuesto de áreas verdes de 2024 y 2025."}
    act = desk.by_party(api.correct, answers=mended, documents={}, lang="es")
    assert desk.case.state == api.State.RECEIVED
    assert desk.clock("correction").ended_on is not None
    [changed] = api.changes(desk.case)
    assert (changed.field, changed.after) == (
        "information_wanted", mended["information_wanted"],
    )  # fmt: skip
    assert changed.before.startswith("El presupuesto de áreas verdes de 2025.")
    assert api.answers_now(desk.case)["information_wanted"] == changed.after
    entries = [register.receipt(one.entry_id).immediate for one in (asked, act)]
    assert all(entries), "what enters and what leaves is registered, each in its book"


def test_a_document_is_mended_by_another_and_the_first_is_kept(
    cast: Cast, procedure: PublishedProcedure
):
    first = attachment(cast, b"%PDF-1.7 borroso", "borroso.pdf")
    done = lodged(cast, procedure, documents={"attachment": [first]})
    desk = Desk(cast, done)
    desk.by_post(api.ask_correction, fields={"attachment": "No se lee."})
    sharp = attachment(cast, b"%PDF-1.7 claro", "claro.pdf")
    desk.by_party(api.correct, answers={}, documents={"attachment": [sharp]}, lang="es")
    assert [d.name for d in api.files_now(desk.case)["attachment"]] == ["claro.pdf"]
    view = api.case_for_official(post=cast.officer_post, case_id=desk.id)
    assert view.document(first.id) is not None
    assert view.document(sharp.id) is not None


def test_an_extension_moves_the_date_once_and_never_after_it_passed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    said = desk.case.due_on
    assert said is not None
    with on(said + timedelta(days=1), monkeypatch), pytest.raises(api.OutOfOrder):
        desk.by_post(api.extend, desk.head, why="Hay mucho que reunir (art. 14).")
    desk.by_post(api.extend, desk.head, why="Hay mucho que reunir (art. 14).")
    assert desk.case.due_on is not None
    assert desk.case.due_on > said
    assert desk.case.ordered_by == desk.case.due_on
    with pytest.raises(api.OutOfOrder, match="ya se amplió"):
        desk.by_post(api.extend, desk.head, why="Otra vez.")


def test_a_suspension_takes_the_case_out_of_the_queue_and_moves_its_date(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    said = desk.case.due_on
    desk.by_post(api.suspend, why="Se pidió dictamen.", basis="Ley de prueba, art. 1")
    assert desk.case.ordered_by.year == 9999
    with pytest.raises(api.OutOfOrder, match="suspendido"):
        desk.by_post(api.suspend, why="Otra.", basis="Ley de prueba, art. 1")
    later = clock.now() + timedelta(days=14)
    with monkeypatch.context() as patched:
        patched.setattr(clock, "now", lambda: later)
        desk.by_post(api.resume)
    assert desk.case.ordered_by == desk.case.due_on
    assert desk.case.due_on is not None
    assert said is not None
    assert (desk.case.due_on - said).days >= 14


@pytest.mark.parametrize("role", ["clerk", "stranger"])
def test_who_may_not_act_is_refused_and_nothing_is_written(desk: Desk, cast: Cast, role: str):
    post = {
        "clerk": cast.clerk_post,
        "stranger": offices.fill_post(
            unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
        ),
    }[role]
    with pytest.raises((api.NotYours, api.CaseUnknown)):
        desk.by_post(api.admit, post)
    assert desk.case.last_seq == 1


def test_an_act_on_a_stale_screen_is_refused(desk: Desk, cast: Cast):
    desk.by_post(api.admit)
    with pytest.raises(api.StaleCase):
        api.ask_report(
            post=cast.officer_post,
            case_id=desk.id,
            expected_seq=1,
            report="obras",
            of="Obras",
            question="¿Cabe?",
        )


def test_a_report_that_is_asked_for_is_waited_for(desk: Desk):
    desk.by_post(api.admit)
    desk.by_post(api.ask_report, report="obras", of="Dirección de Obras", question="¿Existe?")
    assert desk.case.waiting_on == "report"
    with pytest.raises(api.OutOfOrder, match="informe"):
        desk.by_post(api.answer, text="Se entrega.", decision="granted")
    desk.by_post(api.answer_report, report="obras", text="Existe.")
    desk.by_post(api.answer, text="Se entrega.", decision="granted")
    assert desk.case.state == api.State.ANSWERED
    told(desk.id)
    assert desk.clock("appeal:amparo").due_on is not None


def test_the_party_withdraws_and_the_case_ends_with_its_entry(desk: Desk):
    act = desk.by_party(api.desist, text="Ya la encontré.")
    assert desk.case.state == api.State.WITHDRAWN
    assert desk.case.closed_at is not None
    assert register.receipt(act.entry_id).immediate
    with pytest.raises(api.OutOfOrder):
        desk.by_post(api.answer, text="Tarde.", decision="granted")


def test_who_waives_the_right_ends_the_case_with_its_entry(desk: Desk):
    act = desk.by_party(api.waive, text="Ya no la necesito.")
    assert act.entry_id is not None
    assert desk.case.state == api.State.WITHDRAWN
    with pytest.raises(api.OutOfOrder):
        desk.by_party(api.waive, text="Otra vez.")


def test_a_filing_that_is_not_mended_in_time_is_deemed_withdrawn_by_an_act_with_reasons(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk.by_post(api.ask_correction, fields={"names": "Falta el segundo apellido."})
    asked = {"case_id": desk.id, "why": "No se corrigió en plazo (art. 12)."}
    with pytest.raises(api.OutOfOrder, match="no ha recibido"):
        api.deem_withdrawn(hand=api.hand_of(desk.head), **asked)
    told(desk.id)
    with pytest.raises(api.OutOfOrder, match="a tiempo"):
        api.deem_withdrawn(hand=api.hand_of(desk.head), **asked)
    last = desk.clock("correction").due_on
    assert last is not None
    with on(last + timedelta(days=1), monkeypatch):
        assert api.apply_effects() == 0, "in Chile an act declares it"
        [effect] = api.effects_of(desk.case, today=last + timedelta(days=1))
        assert effect.act == "deem_withdrawn"
        api.deem_withdrawn(hand=api.hand_of(desk.head), **asked)
    assert desk.case.state == api.State.DEEMED_WITHDRAWN


def test_silence_without_effect_is_not_recorded(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Ley 20.285: expiry opens the complaint to the Council; it grants and refuses nothing."""
    due = desk.case.due_on
    assert due is not None
    with pytest.raises(api.OutOfOrder, match="todavía no ha vencido"):
        desk.by_party(api.complain_of_delay)
    with on(due + timedelta(days=1), monkeypatch):
        desk.by_party(api.complain_of_delay)
        with pytest.raises(api.OutOfOrder, match="ningún efecto"):
            desk.by_party(api.record_silence)
        assert api.apply_effects() == 0


def test_the_rows_say_what_the_acts_say(desk: Desk):
    desk.by_post(api.admit)
    desk.by_post(api.ask_correction, fields={"names": "Falta."})
    life = api.life_of(desk.case)
    assert life.standing.state == desk.case.state
    assert life.standing.waiting_on == desk.case.waiting_on
    assert life.standing.last_seq == desk.case.last_seq
    assert datetime.now(UTC) >= life.steps[0].at


def test_an_appeal_that_goes_to_another_body_is_refused_with_its_name_and_address(desk: Desk):
    desk.by_post(api.answer, text="No.", decision="refused", reasons="Art. 21.")
    with pytest.raises(api.OutOfOrder, match="Consejo para la Transparencia") as refused:
        desk.by_party(api.appeal, remedy="amparo", text="Es público.", against=2)
    assert "https://www.consejotransparencia.cl" in str(refused.value.expected)
    assert "Ley 20.285, art. 24" in str(refused.value.expected)
    assert desk.case.last_seq == 2


def test_an_answer_leaves_by_the_exit_book_with_its_receipt(desk: Desk):
    act = desk.by_post(api.answer, text="Se adjunta.", decision="granted")
    view = api.case_for_official(post=desk.cast.officer_post, case_id=desk.id)
    assert view.answer is not None
    assert view.answer.number == f"{act.at.year}/S/000001"
    assert register.receipt(act.entry_id).immediate


def test_a_completed_correction_begins_the_time_to_decide_anew_where_the_law_says_so(
    desk: Desk,
):
    said, because = desk.case.due_on, desk.case.due_because
    assert "restart" not in because["question"]
    desk.by_post(api.ask_correction, fields={"information_wanted": "Diga de qué años."})
    mended = {"information_wanted": "El presupuesto de áreas verdes de 2024 y 2025."}
    act = desk.by_party(api.correct, answers=mended, documents={}, lang="es")
    assert act.content["restarts"] == "Ley 20.285, art. 12"
    again = desk.case.due_because
    today = act.at.astimezone(desk.case.office.zone).date()
    assert again["question"]["restart"] == today.isoformat()
    assert desk.case.due_on is not None
    assert said is not None
    assert desk.case.due_on >= said
