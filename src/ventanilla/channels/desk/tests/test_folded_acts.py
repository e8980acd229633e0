"""The acts that are seldom done, each through its page: done, refused in words, and stale."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import transaction
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.channels.desk.acts.table import ACTS
from ventanilla.channels.portal.acts.table import ACTS as OF_THE_PERSON
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
WHY = "Así lo pide la norma de prueba, artículo 1."
ANSWER = {"decision": "granted", "text": "Se entregan 12 contratos."}


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    return Walker(cast)


@pytest.fixture(name="case")
def a_case(person: Walker) -> str:
    return person.file_one()


@pytest.fixture(name="official")
def an_official(cast: Cast, procedure: PublishedProcedure) -> Walker:
    return _signed_in(cast, "óscar@example.org")


@pytest.fixture(name="clerk")
def a_clerk(cast: Cast, procedure: PublishedProcedure) -> Walker:
    return _signed_in(cast, "clara@example.org")


@pytest.fixture(name="head")
def a_head(cast: Cast, procedure: PublishedProcedure) -> Walker:
    offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)
    return _signed_in(cast, "helena@example.org")


def _signed_in(cast: Cast, name: str) -> Walker:
    walker = Walker(cast)
    walker.sign_in(name, where="desk:sign-in")
    return walker


def last(case: str) -> int:
    return casefiles.Case.objects.get(id=case).last_seq


def state(case: str) -> str:
    return casefiles.Case.objects.get(id=case).state


def send(whose: Walker, case: str, act: str, where: str = "desk:act", **said: str):
    return whose.post(where, {"expected_seq": str(last(case)), **said}, case=case, act=act)


def do(whose: Walker, case: str, act: str, where: str = "desk:act", **said: str) -> None:
    done = send(whose, case, act, where, **said)
    assert done.status_code == 302, text_of(done)


def refused(whose: Walker, case: str, act: str, words: str, status: int = 422, **said: str) -> None:
    answer = send(whose, case, act, **said)
    assert answer.status_code == status, text_of(answer)
    assert words in text_of(answer)


def page(who: Walker, case: str, where: str = "desk:case") -> str:
    return text_of(who.get(where, case=case))


def test_what_ended_is_closed_and_goes_to_the_archive_by_its_series(official: Walker, case: str):
    refused(official, case, "close", "Ahora no se puede hacer", 409)
    do(official, case, "answer", **ANSWER)
    shown = official.get("desk:case", case=case).content.decode()
    assert "Enviar, unir o cerrar el expediente" in shown
    do(official, case, "close")
    assert "Enviar al archivo" in page(official, case)
    refused(official, case, "transfer", "Escriba la serie documental.")
    do(official, case, "transfer", series="Acceso a la información")
    assert state(case) == "archived"
    assert "Serie documental: Acceso a la información" in page(official, case)


def test_a_slip_is_mended_and_both_readings_stay(official: Walker, person: Walker, case: str):
    do(official, case, "answer", **ANSWER)
    person.open_notices(case)
    seq = str(next(a.seq for a in casefiles.Act.objects.filter(case_id=case) if a.kind == "answer"))
    refused(official, case, "correct_error", "Elija el acto.", said="12", says="21", why=WHY)
    said = {"mended": seq, "said": "12 contratos", "says": "21 contratos", "why": WHY}
    do(official, case, "correct_error", **said)
    assert "Donde dice «12 contratos», debe decir «21 contratos»" in page(official, case)


def test_a_contact_is_recorded_and_the_person_reads_it(clerk: Walker, person: Walker, case: str):
    refused(clerk, case, "record_contact", "Elija si fue una llamada", who="Ana", text="La fecha.")
    do(clerk, case, "record_contact", how="call", who="Ana Soto", text="Pregunta por la fecha.")
    for words in (page(clerk, case), page(person, case, "portal:case")):
        assert "Llamada con Ana Soto." in words
        assert "Pregunta por la fecha." in words
        assert "Consta que la persona la conocía" not in words


def test_a_stale_screen_says_what_happened_and_keeps_what_was_typed(official: Walker, case: str):
    do(official, case, "admit")
    sent = {"expected_seq": "1", "how": "visit", "who": "Ana", "text": "Trae el plano."}
    stale = official.post("desk:act", sent, case=case, act="record_contact")
    assert stale.status_code == 409
    assert "Admisión a trámite" in text_of(stale)
    assert "Trae el plano." in stale.content.decode()
    assert last(case) == 2


def test_tacit_notice_is_recorded_with_its_day(official: Walker, case: str):
    do(official, case, "answer", **ANSWER)
    act = casefiles.Act.objects.get(case_id=case, kind="answer")
    said = {"known": str(act.seq), "by": "Presentó un escrito que la cita."}
    refused(official, case, "record_tacit_notice", "no es un día", known_on="ayer", **said)
    refused(
        official, case, "record_tacit_notice", "antes de que exista", known_on="1/1/2020", **said
    )
    do(official, case, "record_tacit_notice", known_on=f"{act.at:%d/%m/%Y}", **said)
    assert f"Consta que lo conocía el {act.at:%d/%m/%Y}" in page(official, case)


def test_who_abstains_is_told_once_and_the_head_goes_on(official: Walker, head: Walker, case: str):
    refused(official, case, "abstain", "Escriba los hechos", why="")
    do(official, case, "abstain", why="Es mi cuñado.")
    assert page(official, case).count("Usted se abstuvo o fue recusado") == 1
    refused(official, case, "admit", "Usted se abstuvo", 409)
    do(head, case, "admit")


def test_a_challenge_is_put_by_the_person_and_decided_by_the_head(
    person: Walker, official: Walker, head: Walker, cast: Cast, case: str
):
    assert "Decidir la recusación" not in page(head, case)
    form = text_of(person.get("portal:act", case=case, act="recuse"))
    assert "Óscar" in form
    wrong = send(person, case, "recuse", "portal:act", why="Tiene interés.")
    assert wrong.status_code == 422
    assert "Elija a quién recusa." in text_of(wrong)
    whom = {"account_id": str(cast.officer.id)}
    do(person, case, "recuse", "portal:act", why="Tiene interés.", **whom)
    assert "Decidir la recusación" in page(head, case)
    refused(head, case, "recuse", "Diga si se acepta.", why=WHY, **whom)
    do(head, case, "recuse", accepted="yes", why=WHY, **whom)
    assert "Se acepta." in page(head, case)
    assert "Decidir la recusación" not in page(head, case)
    refused(official, case, "admit", "Usted se abstuvo o fue recusado", 409)


def test_a_person_waives_and_the_case_ends(person: Walker, official: Walker, case: str):
    assert "no podrá volver a pedir lo mismo" in text_of(
        person.get("portal:act", case=case, act="waive")
    )
    do(person, case, "waive", "portal:act", text="Ya no la necesito.")
    assert "Renuncia al derecho" in page(official, case)
    assert state(case) == "withdrawn"


def test_paper_is_allowed_and_third_parties_are_told(official: Walker, case: str):
    do(official, case, "allow_paper", why=WHY)
    refused(official, case, "notify_third_parties", "Escriba a quién se avisa", text="Piden algo.")
    said = {"people": "Empresa Uno\n\nEmpresa Dos", "text": "Piden su contrato."}
    do(official, case, "notify_third_parties", **said)
    act = casefiles.Act.objects.get(case_id=case, kind="notify_third_parties")
    assert act.content["people"] == ["Empresa Uno", "Empresa Dos"]
    assert "A: Empresa Uno, Empresa Dos." in page(official, case)


def test_cases_are_joined_by_number_within_reach_and_split(
    official: Walker, person: Walker, cast: Cast, case: str
):
    other = Walker(cast).file_one()
    number = str(casefiles.Case.objects.get(id=other).opened_by)
    own = str(casefiles.Case.objects.get(id=case).opened_by)
    for wrong in ("2026/E/999999", "no es", own):
        answer = send(official, case, "join", number=wrong, why=WHY)
        assert answer.status_code == 422, wrong
    assert "Un expediente no se une a sí mismo" in text_of(answer)
    refused(official, case, "join", "ningún expediente abierto", number="2026/E/9", why=WHY)
    do(official, case, "join", number=number.lower(), why=WHY)
    assert state(case) == "joined"
    do(official, case, "split", why=WHY)
    assert state(case) == "in_progress"


def test_a_case_of_another_unit_is_not_found_to_join(official: Walker, cast: Cast, case: str):
    other = Walker(cast).file_one()
    do(official, other, "forward", to="unit:obras", why=WHY)
    number = str(casefiles.Case.objects.get(id=other).opened_by)
    refused(official, case, "join", "ningún expediente abierto", number=number, why=WHY)


def test_a_case_goes_to_another_unit_and_leaves_the_screen(official: Walker, cast: Cast, case: str):
    refused(official, case, "forward", "Elija a quién se envía.", why=WHY)
    done = send(official, case, "forward", to="unit:obras", why=WHY)
    assert done["Location"] == official.url("desk:queue")
    assert casefiles.Case.objects.get(id=case).unit_id == cast.other_unit.id
    assert official.get("desk:case", case=case).status_code == 404


def test_a_case_goes_to_a_body_elsewhere_by_its_name(official: Walker, case: str):
    refused(official, case, "forward", "Falta el organismo", to="body", why=WHY)
    do(official, case, "forward", to="body", body="Gobernación", why=WHY)
    assert state(case) == "forwarded"
    assert "A Gobernación." in page(official, case)


def test_invalidation_waits_for_the_person_to_be_heard(
    official: Walker, head: Walker, person: Walker, cast: Cast, case: str
):
    do(official, case, "answer", **ANSWER)
    person.open_notices(case)
    refused(head, case, "invalidate", "sin oír antes a la persona", 409, why=WHY)
    do(head, case, "open_invalidation", why=WHY)
    person.open_notices(case)
    row = casefiles.CaseClock.objects.get(case_id=case, name="hearing", ended_on=None)
    with transaction.atomic():  # the data of Chile have no time for it: as an ordinance may
        row.due_on = clock.today(cast.office.zone)
        row.save(update_fields=["due_on"])
    refused(head, case, "invalidate", "todavía está a tiempo de ser oída", 409, why=WHY)
    do(person, case, "allege", "portal:act", text="Es legal: artículo 5.")
    do(head, case, "invalidate", why=WHY)
    assert "Invalidación" in page(head, case)


def test_everyone_who_speaks_is_answered_and_one_reply_serves_for_several(
    official: Walker, clerk: Walker, case: str
):
    do(official, case, "admit")
    assert "Anotar una aportación" not in page(clerk, case)
    refused(official, case, "open_information", "Escriba el anuncio.")
    do(official, case, "open_information", text="El proyecto puede verse en la secretaría.")
    for name in ("Vecina Una", "Vecino Dos", "Vecina Tres"):
        do(clerk, case, "speak", name=name, text=f"Me opongo, dice {name}.")
    form = text_of(official.get("desk:act", case=case, act="close_information"))
    assert "Me opongo, dice Vecino Dos." in form
    one, two, three = casefiles.Act.objects.filter(case_id=case, kind="speak").order_by("seq")
    reply = {f"reply-{one.seq}": "Se toma en cuenta.", f"same-{two.seq}": str(one.seq)}
    refused(official, case, "close_information", "Falta responder a la aportación", **reply)
    do(official, case, "close_information", **reply, **{f"reply-{three.seq}": "No es de aquí."})
    closed = casefiles.Act.objects.get(case_id=case, kind="close_information")
    assert [one["to"] for one in closed.content["replies"]] == [
        [one_.seq for one_ in (one, two)],
        [three.seq],
    ]


def test_the_page_of_a_case_and_of_each_act_stays_within_its_statements(
    official: Walker, head: Walker, case: str
):
    do(official, case, "admit")
    for who in (official, head):
        who.get("desk:case", case=case)
        for act in ("forward", "join", "record_contact"):
            who.get("desk:act", case=case, act=act)
            with counted_statements() as seen:
                who.get("desk:act", case=case, act=act)
            assert seen.count <= 12, (act, seen.count)


def test_every_act_that_somebody_does_in_a_case_has_a_page():
    elsewhere = {
        ActKind.LODGE,
        ActKind.OPEN_OWN_MOTION,
        ActKind.ADD_DOCUMENTS,
        ActKind.NOTIFIED,
        ActKind.RECALCULATED,
    }
    assert set(ActKind) - set(ACTS) - set(OF_THE_PERSON) == elsewhere
