"""Acts beside the common course: permitted with what they say, refused without."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast, found
from tests.filing import FOLDER, SLUG, attachment, lodged, told

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.tests.test_acts import Desk, desk, on
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Así lo pide la norma de prueba."


def test_a_case_goes_on_in_another_unit_of_its_office(desk: Desk, cast: Cast):
    due = desk.case.due_on
    with pytest.raises(api.ActIncomplete, match="otra unidad"):
        desk.by_post(api.forward_to_unit, unit="transparencia", why=WHY)
    act = desk.by_post(api.forward_to_unit, unit="obras", why=WHY)
    assert act.entry_id is not None
    assert register.receipt(act.entry_id).immediate
    assert desk.case.unit_id == cast.other_unit.id
    assert (desk.case.state, desk.case.due_on) == (api.State.RECEIVED, due)
    with pytest.raises(api.CaseUnknown):
        desk.by_post(api.admit)


def test_a_case_enters_another_office_with_its_number_and_documents_once(
    cast: Cast, procedure: PublishedProcedure
):
    file = attachment(cast, b"%PDF-1.7 plano", "plano.pdf")
    here = Desk(cast, lodged(cast, procedure, documents={"attachment": [file]}))
    other = found("valle-alto")
    offices.add_unit(office=other, code="transparencia", name="Transparencia")
    asked = {"office": "valle-alto", "slug": SLUG, "why": WHY}
    with pytest.raises(catalogue.ProcedureUnknown):
        here.by_post(api.forward_to_office, **asked)
    assert here.case.state == api.State.RECEIVED
    catalogue.publish_folder(
        office_id=other.id, folder=FOLDER, in_force_from=clock.now() - timedelta(days=1), by=None
    )
    act, there = here.by_post(api.forward_to_office, **asked)
    entry = register.entry(there.registered.entry_id)
    assert entry.office_id == other.id
    assert entry.origin_number == str(here.case.opened_by)
    assert act.content["number"] == there.registered.label
    assert here.case.state == api.State.FORWARDED
    moved = api.Case.objects.get(id=there.case_id)
    assert moved.applicant.name == here.case.applicant.name
    [copied] = api.files_now(moved)["attachment"]
    assert documents.content(copied) == b"%PDF-1.7 plano"
    with pytest.raises(api.OutOfOrder):
        here.by_post(api.forward_to_office, **asked)
    assert api.Case.objects.filter(office_id=other.id).count() == 1


def test_what_goes_to_a_body_elsewhere_ends_here(desk: Desk):
    with pytest.raises(api.ActIncomplete, match="organismo"):
        desk.by_post(api.forward_outside, body=" ", why=WHY)
    desk.by_post(api.forward_outside, body="Gobernación de la provincia", why=WHY)
    assert desk.case.state == api.State.FORWARDED
    assert desk.case.waiting_on == "nobody"


def test_anyone_speaks_while_it_is_open_and_every_one_is_answered(desk: Desk):
    desk.by_post(api.admit)
    with pytest.raises(api.OutOfOrder, match="no está abierta"):
        api.speak(case_id=desk.id, name="Vecina", text="Me opongo.")
    desk.by_post(api.open_information, text="El proyecto puede verse en la secretaría.")
    one = api.speak(case_id=desk.id, name="Vecina", text="Me opongo.")
    two = api.speak(case_id=desk.id, name="Vecino", text="Me opongo también.")
    assert one.actor == api.Actor.ANYONE
    with pytest.raises(api.ActIncomplete, match="Falta responder"):
        desk.by_post(api.close_information, replies=[api.Reply(frozenset({one.seq}), WHY)])
    both = api.Reply(frozenset({one.seq, two.seq}), "Se toma en cuenta en el informe.")
    desk.by_post(api.close_information, replies=[both])
    with pytest.raises(api.OutOfOrder):
        api.speak(case_id=desk.id, name="Tarde", text="Llego tarde.")
    desk.by_post(api.answer, text="Se entrega.", decision="granted")


def test_third_parties_are_told_and_the_time_stands_still_only_by_a_norm(desk: Desk):
    with pytest.raises(api.ActIncomplete, match="a quién"):
        desk.by_post(api.notify_third_parties, people=[], text="Piden un contrato.")
    told = {"people": ["Empresa Uno"], "text": "Piden su contrato."}
    desk.by_post(api.notify_third_parties, **told)
    assert desk.case.ordered_by == desk.case.due_on
    desk.by_post(api.notify_third_parties, **told, suspends_by="Ley de prueba, art. 1")
    assert desk.case.ordered_by.year == 9999
    desk.by_post(api.resume)
    assert desk.case.ordered_by == desk.case.due_on


def test_a_call_is_recorded_by_whoever_took_it(desk: Desk, cast: Cast):
    said = {"who": "La solicitante", "text": "Pregunta por la fecha."}
    with pytest.raises(api.ActIncomplete, match="cómo"):
        desk.by_post(api.record_contact, how="dream", **said)
    act = desk.by_post(api.record_contact, cast.clerk_post, how="call", **said)
    assert act.entry_id is None
    assert desk.case.state == api.State.RECEIVED


def test_tied_cases_are_joined_and_split(desk: Desk, cast: Cast, procedure: PublishedProcedure):
    main = lodged(cast, procedure)
    with pytest.raises(api.ActIncomplete, match="sí mismo"):
        desk.by_post(api.join, into=desk.id, why=WHY)
    desk.by_post(api.join, into=main.case_id, why=WHY)
    assert desk.case.state == api.State.JOINED
    with pytest.raises(api.CaseUnknown):
        Desk(cast, main).by_post(api.join, into=desk.id, why=WHY)
    desk.by_post(api.split, why=WHY)
    assert desk.case.state == api.State.IN_PROGRESS
    with pytest.raises(api.OutOfOrder):
        desk.by_post(api.split, why=WHY)


def test_who_abstained_acts_no_more(desk: Desk):
    desk.by_post(api.abstain, why="Es mi cuñado.")
    with pytest.raises(api.OutOfOrder, match="abstuvo"):
        desk.by_post(api.admit)
    desk.by_post(api.admit, desk.head)


def test_a_challenge_bars_only_once_it_is_accepted_by_another(desk: Desk, cast: Cast):
    official = {"account_id": cast.officer.id, "why": "Tiene interés en el asunto."}
    desk.by_party(api.recuse, **official)
    desk.by_post(api.admit)
    with pytest.raises(api.ActIncomplete, match="propia"):
        desk.by_post(
            api.decide_recusal, desk.head, account_id=cast.head.id, accepted=False, why=WHY
        )
    desk.by_post(api.decide_recusal, desk.head, **official, accepted=True)
    with pytest.raises(api.OutOfOrder, match="recusado"):
        desk.by_post(api.record_contact, how="call", who="Ana", text="Llama.")


def votes(*said: str, casting: int = -1) -> list[Any]:
    return [api.Vote(f"Vocal {n}", vote, n == casting) for n, vote in enumerate(said)]


AGREED = {"session": date(2026, 3, 2), "certificate": "Certifico.", "text": "Se acuerda."}


@pytest.mark.parametrize(
    ("given", "members", "why"),
    [
        (votes("for"), 5, "quórum"),
        (votes("for", "against"), 3, "mayoría"),
        (votes("for", "maybe"), 3, "qué votó"),
        ([api.Vote("A", "for"), api.Vote("A", "for")], 3, "dos veces"),
    ],
)
def test_a_body_without_quorum_or_majority_agrees_nothing(
    desk: Desk, given: Any, members: int, why: str
):
    with pytest.raises(api.ActIncomplete, match=why):
        desk.by_post(api.agree, votes=given, members=members, **AGREED)
    assert desk.case.last_seq == 1


def test_a_tie_is_settled_by_who_presides_and_the_secretary_certifies(desk: Desk, cast: Cast):
    tie = {"votes": votes("for", "against", casting=0), "members": 3, **AGREED}
    with pytest.raises(api.NotYours):
        desk.by_post(api.agree, cast.clerk_post, **tie)
    act = desk.by_post(api.agree, **tie)
    assert act.actor == api.Actor.BODY
    assert act.content["counted"] == {"for": 1, "against": 1, "abstained": 0}
    assert api.life_of(desk.case).standing.agreed


def test_a_slip_is_mended_beside_what_was_said(desk: Desk):
    slip = {"said": "2052", "says": "2025", "why": "Error de copia."}
    with pytest.raises(api.OutOfOrder):
        desk.by_post(api.correct_error, mended=1, **slip)
    answered = desk.by_post(api.answer, text="De 2052.", decision="granted")
    with pytest.raises(api.ActIncomplete, match="ese acto"):
        desk.by_post(api.correct_error, mended=99, **slip)
    desk.by_post(api.correct_error, mended=answered.seq, **slip)
    assert desk.case.state == api.State.ANSWERED


def test_nobody_is_invalidated_unheard(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk.by_post(api.answer, text="Se entrega.", decision="granted")
    with pytest.raises(api.OutOfOrder, match="sin oír"):
        desk.by_post(api.invalidate, desk.head, why=WHY)
    desk.by_post(api.open_invalidation, desk.head, why=WHY)
    with pytest.raises(api.OutOfOrder, match="no ha recibido"):
        desk.by_post(api.invalidate, desk.head, why=WHY)
    told(desk.id)
    row = desk.clock("hearing")
    with transaction.atomic():  # the data of Chile have no time for it: as an ordinance may
        row.due_on = clock.today(desk.case.office.zone)
        row.save(update_fields=["due_on"])
    with pytest.raises(api.OutOfOrder, match="a tiempo"):
        desk.by_post(api.invalidate, desk.head, why=WHY)
    with on(clock.today(desk.case.office.zone) + timedelta(days=1), monkeypatch):
        desk.by_post(api.invalidate, desk.head, why=WHY)
    assert api.life_of(desk.case).standing.annulled


def test_tacit_notice_names_what_was_known_since_when_and_how(desk: Desk):
    act = desk.by_post(api.answer, text="Se entrega.", decision="granted")
    known = {"known": act.seq, "by": "La cita en su recurso."}
    with pytest.raises(api.ActIncomplete, match="antes"):
        desk.by_post(api.record_tacit_notice, known_on=date(2020, 1, 1), **known)
    desk.by_post(api.record_tacit_notice, known_on=act.at.date(), **known)


def test_paper_is_allowed_with_reasons(desk: Desk):
    with pytest.raises(api.ActIncomplete, match="por qué"):
        desk.by_post(api.allow_paper, why="")
    desk.by_post(api.allow_paper, why="No tiene conexión.")
    assert api.life_of(desk.case).standing.paper


def test_what_has_ended_is_closed_and_goes_to_the_archive(desk: Desk):
    with pytest.raises(api.OutOfOrder):
        desk.by_post(api.close)
    desk.by_post(api.answer, text="Se entrega.", decision="granted")
    desk.by_post(api.close)
    with pytest.raises(api.ActIncomplete, match="serie"):
        desk.by_post(api.transfer, series="")
    desk.by_post(api.transfer, series="Acceso a la información")
    assert desk.case.state == api.State.ARCHIVED
