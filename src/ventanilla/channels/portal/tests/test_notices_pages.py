"""The person's box and the notice board: what is closed, what opening it says, and its receipt."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.cache import cache
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.notices import api as notices
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ANSWER = {"decision": "granted", "text": "Aquí lo tiene.", "expected_seq": "1"}


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    return Walker(cast)


@pytest.fixture(name="case")
def an_answered_case(person: Walker, cast: Cast) -> str:
    case = person.file_one()
    official = Walker(cast)
    official.sign_in("óscar@example.org", where="desk:sign-in")
    official.post("desk:act", ANSWER, case=case, act="answer")
    return case


def test_the_box_shows_what_waits_and_not_what_it_says(person: Walker, case: str):
    box = text_of(person.get("portal:notices"))
    assert "Notificación sin abrir" in box
    assert "Respuesta" not in box
    page = text_of(person.get("portal:notice", case=case, item=2))
    assert "Si la abre, queda notificada hoy" in page
    assert "Aquí lo tiene." not in page


def test_opening_it_shows_it_and_gives_a_receipt_with_its_day(person: Walker, case: str):
    done = person.post("portal:notice", {"do": "open"}, case=case, item=2)
    assert done.status_code == 302
    page = text_of(person.client.get(done["Location"]))
    assert "Aquí lo tiene." in page
    assert "La persona la abrió" in page
    receipt = text_of(person.get("portal:act-receipt", case=case, seq=3))
    assert re.search(r"\d{4}/E/00000\d", receipt)
    again = person.post("portal:notice", {"do": "refuse"}, case=case, item=2)
    assert again.status_code == 302, "what was opened stays opened"
    assert casefiles.Case.objects.get(id=case).last_seq == 3


def test_refusing_it_counts_and_is_said_before(person: Walker, case: str):
    assert "Si la rechaza, cuenta como hecha" in text_of(
        person.get("portal:notice", case=case, item=2)
    )
    person.post("portal:notice", {"do": "refuse"}, case=case, item=2)
    assert "La persona la rechazó" in text_of(person.get("portal:notice", case=case, item=2))


def test_whoever_did_not_open_the_case_sees_no_notice(case: str, cast: Cast):
    stranger = Walker(cast)
    assert "Notificación sin abrir" not in text_of(stranger.get("portal:notices"))
    for answer in (
        stranger.get("portal:notice", case=case, item=2),
        stranger.post("portal:notice", {"do": "open"}, case=case, item=2),
    ):
        assert answer.status_code == 302
        assert answer["Location"].endswith("/follow/")
    assert casefiles.Case.objects.get(id=case).last_seq == 2


def test_a_document_of_a_closed_notice_is_not_given(person: Walker, cast: Cast):
    case = person.file_one()
    official = Walker(cast)
    official.sign_in("óscar@example.org", where="desk:sign-in")
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {**ANSWER, "document": SimpleUploadedFile("respuesta.txt", b"el presupuesto")}
    official.post("desk:act", sent, case=case, act="answer")
    act = casefiles.Act.objects.get(case_id=case, seq=2)
    [held] = [link.document_id for link in act.documents.all()]
    assert person.get("portal:document", case=case, document=held).status_code == 404
    person.open_notices(case)
    assert person.get("portal:document", case=case, document=held).status_code == 200


def test_the_person_chooses_letters_and_the_next_notice_is_one(person: Walker, cast: Cast):
    case = person.file_one()
    sent = {"means": "paper", "expected_seq": "1"}
    assert person.post("portal:act", sent, case=case, act="choose_means").status_code == 302
    official = Walker(cast)
    official.sign_in("óscar@example.org", where="desk:sign-in")
    official.post("desk:act", {**ANSWER, "expected_seq": "2"}, case=case, act="answer")
    [notice] = notices.notices_of_matter(UUID(case))
    assert notice.means == notices.Means.PAPER
    page = text_of(person.get("portal:notice", case=case, item=3))
    assert "Vale lo primero que reciba" in page


def test_the_board_shows_initials_and_days(person: Walker, cast: Cast):
    assert "Hoy no hay nada en el tablón." in text_of(person.get("portal:board"))
    today = clock.today(cast.office.zone)
    from django.db import transaction

    with transaction.atomic():
        notices.BoardPosting.objects.create(
            office=cast.office,
            title="A. S.",
            text="2026/E/000001",
            norm="Ley 19.880, art. 48",
            from_on=today,
            until_on=today + timedelta(days=3),
            posted_at=clock.now(),
            posted_by=cast.clerk.id,
        )
    assert "A. S." in text_of(person.get("portal:board"))


def test_no_page_of_notices_takes_more_than_twelve_statements(person: Walker, case: str):
    for name, given in (
        ("portal:notices", {}),
        ("portal:board", {}),
        ("portal:notice", {"case": case, "item": 2}),
    ):
        with counted_statements() as statements:
            assert person.get(name, **given).status_code == 200
        assert statements.count <= 12, (name, statements.count)
