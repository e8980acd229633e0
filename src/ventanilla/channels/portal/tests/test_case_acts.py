"""The person in their case: corrects only what was marked, appeals, desists; each act's receipt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.filing import with_an_appeal_here
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ANSWER = {"decision": "refused", "text": "No se puede.", "reasons": "Art. 21.", "expected_seq": "1"}


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    return Walker(cast)


@pytest.fixture(name="official")
def an_official(cast: Cast, procedure: PublishedProcedure) -> Walker:
    walker = Walker(cast)
    walker.sign_in("óscar@example.org", where="desk:sign-in")
    return walker


@pytest.fixture(name="head")
def a_head(cast: Cast, procedure: PublishedProcedure) -> Walker:
    offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)
    walker = Walker(cast)
    walker.sign_in("helena@example.org", where="desk:sign-in")
    return walker


def ask(official: Walker, case: str, **changed: str):
    sent = {
        "mark-information_wanted": "yes",
        "why-information_wanted": "Diga de qué años.",
        "mark-attachment": "yes",
        "why-attachment": "Falta el plano.",
        "expected_seq": "1",
        **changed,
    }
    return official.post("desk:act", sent, case=case, act="ask_correction")


def mend(person: Walker, case: str, **changed):
    sent = {
        "information_wanted": "El presupuesto de áreas verdes de 2024 y 2025",
        "attachment": SimpleUploadedFile("plano.txt", b"un plano"),
        "names": "Otra persona",
        "expected_seq": "3",
        **changed,
    }
    return person.post("portal:act", sent, case=case, act="correct")


def test_a_correction_asks_only_what_was_marked_and_both_sides_see_what_changed(
    person: Walker, official: Walker
):
    case = person.file_one()
    asked = ask(official, case)
    assert asked.status_code == 302, text_of(asked)
    assert "Tiene una notificación sin abrir" in text_of(person.get("portal:case", case=case))
    assert "Diga de qué años." not in text_of(person.get("portal:case", case=case))
    closed = person.get("portal:act", case=case, act="correct")
    assert closed.status_code == 302, "nothing is mended before it was read"
    person.open_notices(case)
    shown = text_of(person.get("portal:case", case=case))
    assert "Ahora le toca a usted: hay algo que corregir" in shown
    form = person.get("portal:act", case=case, act="correct")
    assert "Diga de qué años." in text_of(form)
    assert 'name="names"' not in form.content.decode()
    done = mend(person, case)
    assert done.status_code == 302, text_of(done)
    receipt = text_of(person.client.get(done["Location"]))
    assert re.search(r"\d{4}/E/00000\d", receipt)
    for page in (person.get("portal:case", case=case), official.get("desk:case", case=case)):
        assert "de 2024 y 2025" in text_of(page)
        assert "Qué cambió con la corrección" in text_of(page)
        assert "plano.txt" in text_of(page)
    view = casefiles.Filing.objects.get(case_id=case)
    assert view.answers["names"] == "Ana Soto Rojas"


def test_a_correction_that_lacks_the_file_keeps_what_was_typed(person: Walker, official: Walker):
    case = person.file_one()
    ask(official, case)
    person.open_notices(case)
    answer = mend(person, case, attachment="")
    assert answer.status_code == 422
    assert "Elija el archivo" in text_of(answer)
    assert "de 2024 y 2025" in text_of(answer)


def test_a_correction_without_marks_or_reasons_is_refused_with_the_words_beside(
    person: Walker, official: Walker
):
    case = person.file_one()
    nothing = official.post("desk:act", {"expected_seq": "1"}, case=case, act="ask_correction")
    assert nothing.status_code == 422
    assert "Marque al menos una respuesta" in text_of(nothing)
    half = ask(official, case, **{"why-attachment": ""})
    assert half.status_code == 422
    assert "Diga qué está mal o falta" in text_of(half)
    assert "Diga de qué años." in half.content.decode()


def test_a_decision_is_appealed_with_its_last_day_and_the_appeal_is_upheld(
    person: Walker, official: Walker, head: Walker, cast: Cast, tmp_path: Path
):
    with_an_appeal_here(cast, tmp_path)
    case = person.file_one()
    official.post("desk:act", ANSWER, case=case, act="answer")
    assert "No se puede." not in text_of(person.get("portal:case", case=case))
    person.open_notices(case)
    page = text_of(person.get("portal:case", case=case))
    assert "Último día" in page
    assert "No se puede." in page
    wrong = person.post("portal:act", {"expected_seq": "3"}, case=case, act="appeal")
    assert wrong.status_code == 422
    assert "Elija el recurso." in text_of(wrong)
    sent = {"remedy": "amparo", "text": "El plano es público.", "expected_seq": "3"}
    assert person.post("portal:act", sent, case=case, act="appeal").status_code == 302
    assert "resolvemos su recurso" in text_of(person.get("portal:case", case=case))
    refused = official.get("desk:act", case=case, act="decide_appeal")
    assert refused.status_code == 409
    decided = {
        "outcome": "upheld",
        "sense": "granted",
        "text": "Se entrega.",
        "why": "Es público (art. 5).",
        "expected_seq": "4",
    }
    done = head.post("desk:act", decided, case=case, act="decide_appeal")
    assert done.status_code == 302, text_of(done)
    assert casefiles.Case.objects.get(id=case).state == "decided"
    person.open_notices(case)
    assert "Se estima" in text_of(person.get("portal:case", case=case))


def test_an_appeal_to_another_body_says_which_where_and_until_when_and_is_not_taken_here(
    person: Walker, official: Walker
):
    case = person.file_one()
    official.post("desk:act", ANSWER, case=case, act="answer")
    person.open_notices(case)
    page = text_of(person.get("portal:case", case=case))
    assert "No se presenta aquí, sino ante: Consejo para la Transparencia." in page
    assert "https://www.consejotransparencia.cl" in page
    assert "Último día:" in page
    form = person.get("portal:act", case=case, act="appeal")
    assert form.status_code == 409
    assert "no se presentan en esta sede" in text_of(form)
    sent = {"remedy": "amparo", "text": "El plano es público.", "expected_seq": "3"}
    refused = person.post("portal:act", sent, case=case, act="appeal")
    assert refused.status_code in (409, 422)
    assert casefiles.Case.objects.get(id=case).last_seq == 3


def test_whoever_desists_reads_what_it_means_first(person: Walker):
    case = person.file_one()
    page = person.get("portal:act", case=case, act="desist")
    assert "No se puede deshacer" in text_of(page)
    done = person.post("portal:act", {"expected_seq": "1"}, case=case, act="desist")
    assert done.status_code == 302
    assert person.get("portal:act", case=case, act="desist").status_code == 409


def test_a_stale_page_of_the_person_says_what_happened_and_keeps_the_text(
    person: Walker, official: Walker
):
    case = person.file_one()
    official.post("desk:act", {"expected_seq": "1"}, case=case, act="admit")
    sent = {"text": "Añado algo.", "expected_seq": "1"}
    late = person.post("portal:act", sent, case=case, act="allege")
    assert late.status_code == 409
    assert "Añado algo." in text_of(late)
    assert "Admisión a trámite" in text_of(late)


def test_an_act_is_nobody_elses(person: Walker, cast: Cast):
    case = person.file_one()
    stranger = Walker(cast)
    sent = {"expected_seq": "1"}
    for answer in (
        stranger.post("portal:act", sent, case=case, act="desist"),
        stranger.get("portal:act", case=case, act="desist"),
        stranger.get("portal:act-receipt", case=case, seq=1),
    ):
        assert answer.status_code == 302
        assert answer["Location"].endswith("/follow/")
    assert casefiles.Case.objects.get(id=case).last_seq == 1


def test_no_case_page_takes_more_than_twelve_statements(person: Walker, official: Walker):
    case = person.file_one()
    ask(official, case)
    person.open_notices(case)
    mend(person, case)
    for walker, name, given in (
        (person, "portal:case", {}),
        (person, "portal:act", {"act": "allege"}),
        (official, "desk:case", {}),
        (official, "desk:act", {"act": "answer"}),
    ):
        with counted_statements() as statements:
            assert walker.get(name, case=case, **given).status_code == 200
        assert statements.count <= 12, (name, statements.count)


@pytest.mark.parametrize(
    "act", ["answer", "ask_correction", "admit", "ask_report", "suspend", "propose"]
)
def test_every_offered_act_has_its_page(person: Walker, official: Walker, act: str):
    case = person.file_one()
    page = official.get("desk:act", case=case, act=act)
    assert page.status_code == 200
    assert official.get("desk:act", case=case, act="nothing").status_code == 404
