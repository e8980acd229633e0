"""The desk: the queue, one case, its answer, the book; and that the person sees the answer."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ANSWER = {"decision": "granted", "text": "Aquí tiene el presupuesto.", "reasons": ""}


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    return Walker(cast)


@pytest.fixture(name="official")
def an_official(cast: Cast, procedure: PublishedProcedure) -> Walker:
    walker = Walker(cast)
    walker.sign_in("óscar@example.org", where="desk:sign-in")
    return walker


def test_what_a_person_files_is_in_the_queue_with_its_time_left(person: Walker, official: Walker):
    case = person.file_one()
    page = official.get("desk:queue")
    assert case in page.content.decode()
    assert "1 expediente espera respuesta" in text_of(page)
    assert "días de calendario" in text_of(page)


def test_the_person_sees_the_answer_and_its_document(person: Walker, official: Walker):
    case = person.file_one()
    upload = SimpleUploadedFile("presupuesto.txt", b"uno, dos")
    answer = official.post(
        "desk:act", {**ANSWER, "expected_seq": "1", "document": upload}, case=case, act="answer"
    )
    assert answer.status_code == 302
    assert "presupuesto.txt" not in text_of(person.get("portal:case", case=case))
    person.open_notices(case)
    seen = person.get("portal:case", case=case)
    assert "Ya tiene la respuesta" in text_of(seen)
    assert "Aquí tiene el presupuesto." in text_of(seen)
    link = seen.content.decode().split("presupuesto.txt")[0].rsplit('href="', 1)[1].split('"')[0]
    given = person.client.get(link)
    assert given.content == b"uno, dos"
    assert given["Content-Disposition"].startswith("attachment")


def test_a_refusal_without_reasons_comes_back_as_written(person: Walker, official: Walker):
    case = person.file_one()
    sent = {"decision": "refused", "text": "No se puede.", "reasons": "", "expected_seq": "1"}
    answer = official.post("desk:act", sent, case=case, act="answer")
    assert answer.status_code == 422
    assert "No se puede denegar sin decir por qué" in text_of(answer)
    assert "No se puede." in text_of(answer)


def test_an_answer_on_a_stale_screen_says_so_and_keeps_the_text(person: Walker, official: Walker):
    case = person.file_one()
    official.post("desk:act", {**ANSWER, "expected_seq": "1"}, case=case, act="answer")
    late = official.post(
        "desk:act",
        {**ANSWER, "text": "Otra respuesta", "expected_seq": "1"},
        case=case,
        act="answer",
    )
    assert late.status_code == 409
    assert "Otra respuesta" in text_of(late)


def test_a_clerk_reads_and_does_not_answer(person: Walker, cast: Cast):
    case = person.file_one()
    clerk = Walker(cast)
    clerk.sign_in("clara@example.org", where="desk:sign-in")
    page = clerk.get("desk:case", case=case)
    assert page.status_code == 200
    assert 'name="decision"' not in page.content.decode()
    assert (
        clerk.post("desk:act", {**ANSWER, "expected_seq": "1"}, case=case, act="answer").status_code
        == 403
    )


def test_another_unit_finds_no_such_case(person: Walker, cast: Cast):
    case = person.file_one()
    offices.fill_post(unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id)
    other = Walker(cast)
    other.sign_in("esteban@example.org", where="desk:sign-in")
    assert other.get("desk:queue").status_code == 200
    assert other.get("desk:case", case=case).status_code == 404


def test_the_book_of_the_day_lists_every_entry(person: Walker, official: Walker):
    person.file_one()
    Walker(person.cast).file_one()
    page = text_of(official.get("desk:book"))
    assert "/E/000001" in page
    assert "/E/000002" in page
    before = official.client.get(official.url("desk:book"), {"day": "2001-02-03"})
    assert "Ese día no entró nada" in text_of(before)


def test_no_page_of_the_desk_takes_more_than_twelve_statements(person: Walker, official: Walker):
    case = person.file_one()
    for name, given in (("queue", {}), ("case", {"case": case}), ("book", {})):
        with counted_statements() as statements:
            assert official.get(f"desk:{name}", **given).status_code == 200
        assert statements.count <= 12, name


def test_the_book_shows_a_unit_its_own_lines_and_the_registry_all(
    cast: Cast, procedure: PublishedProcedure
) -> None:
    filed = Walker(cast)
    case = filed.file_one()
    number = text_of(filed.get("portal:filed", case=case)).split("/E/")[1][:6]
    offices.fill_post(unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id)
    seen = {}
    for name in ("clara", "óscar", "esteban"):
        walker = Walker(cast)
        walker.sign_in(f"{name}@example.org", where="desk:sign-in")
        seen[name] = number in text_of(walker.get("desk:book"))
    assert seen == {"clara": True, "óscar": True, "esteban": False}
