"""Strangers neither fill the disk nor leave a case open behind them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles.models import Draft
from ventanilla.domains.catalogue.api import PublishedProcedure

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
PDF = b"%PDF-1.7\n% un plano\n"


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    return Walker(cast)


def send(person: Walker, *contents: bytes, **changed: Any) -> Any:
    files = [SimpleUploadedFile(f"{n}.pdf", one) for n, one in enumerate(contents)]
    return person.fill("request", attachment=files, **changed)


def test_starting_drafts_without_end_is_refused(person: Walker, settings: Any) -> None:
    settings.REGISTER_LIMITS = {"begin.address": (2, 2)}
    answers = [person.post("portal:start", {}, slug="acceso-informacion") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert Draft.objects.count() == 2


def test_uploading_without_end_is_refused_beside_the_field_and_the_text_is_kept(
    person: Walker, settings: Any
) -> None:
    settings.REGISTER_LIMITS = {"upload.address": (1, 1)}
    person.start()
    assert send(person, PDF).status_code == 302
    answer = send(person, PDF + b"%", information_wanted="Otra cosa distinta")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "demasiados archivos" in text_of(answer)
    assert Draft.objects.get().answers["information_wanted"] == "Otra cosa distinta"


def test_a_draft_has_room_for_so_many_bytes_and_removing_gives_none_back(
    person: Walker, settings: Any
) -> None:
    settings.MAX_DRAFT_BYTES = 2 * len(PDF)
    person.start()
    assert send(person, PDF).status_code == 302
    assert person.fill("request", remove="attachment:0").status_code == 302
    assert send(person, PDF).status_code == 302
    answer = send(person, PDF)
    assert answer.status_code == 422
    assert "todos los archivos que puede" in text_of(answer)
    assert Draft.objects.get().uploaded_bytes == 2 * len(PDF)


def test_a_page_without_files_is_refused_unread_far_below_one_with_files(
    person: Walker, settings: Any
) -> None:
    settings.MAX_PLAIN_PAGE_BYTES = 500
    person.start()
    large = {"login": "x" * 600, "password": "x"}
    for lang, said in (("es", "pesa demasiado"), ("pt", "grande demais"), ("en", "too large")):
        person.client.cookies["language"] = lang
        answer = person.post("portal:sign-in", large)
        assert answer.status_code == 413
        assert said in text_of(answer).lower()
    assert person.fill("request", information_wanted="a" * 600).status_code == 302


def test_the_code_posted_to_a_draft_is_slowed_down_too(person: Walker, settings: Any) -> None:
    settings.REGISTER_LIMITS = {"look-up.address": (2, 2)}
    person.start()
    stranger = Walker(person.cast, draft=person.draft)
    tried = [
        stranger.post("portal:check", {"code": "7K4QM2-XD93RH"}, draft=person.draft)
        for _ in range(3)
    ]
    assert [answer.status_code for answer in tried] == [403, 403, 429]


def test_a_case_opened_by_its_code_is_closed_by_a_button(person: Walker) -> None:
    case = person.file_one()
    assert (
        person.url("portal:case-close", case=case)
        in person.get("portal:case", case=case).content.decode()
    )
    assert person.post("portal:case-close", {}, case=case).status_code == 200
    for name in ("case", "filed", "receipt-pdf"):
        assert person.get(f"portal:{name}", case=case).status_code == 302
    back = person.get("portal:draft", draft=person.draft)  # nor by the draft that became it
    assert back.status_code == 403


def test_ones_own_case_with_an_account_has_no_such_button(person: Walker) -> None:
    person.sign_in("ana@example.org")
    case = person.file_one()
    other = Walker(person.cast)
    other.sign_in("ana@example.org")
    assert "case-close" not in other.get("portal:case", case=case).content.decode()
    assert (
        other.url("portal:case-close", case=case)
        not in other.get("portal:case", case=case).content.decode()
    )
