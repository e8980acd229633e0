"""Filling in and filing at the portal: one entry, nothing lost, each refusal with its reason."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, transaction
from django.test import Client
from tests.cast import Cast
from tests.walking import PAGES, Walker, case_in, text_of

from ventanilla.domains.casefiles.models import Case, Draft, DraftDocument
from ventanilla.domains.catalogue.api import PublishedProcedure, forget_procedures, withdraw
from ventanilla.domains.register.api import forget_admissions
from ventanilla.kernel import clock
from ventanilla.kernel.allowances.models import Allowance

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    return Walker(cast)


def test_a_filing_ends_in_a_number_and_a_key(person: Walker):
    case = person.file_one()
    page = text_of(person.get("portal:filed", case=case))
    assert "2026/E/000001" in page or "/E/000001" in page
    assert "Qué pasa ahora" in page


def test_each_page_is_saved_and_goes_on_to_the_next(person: Walker):
    person.start()
    answer = person.fill("request")
    assert answer["Location"].endswith("/pages/delivery/")
    assert Draft.objects.get().answers["information_wanted"].startswith("El presupuesto")


def test_what_is_wrong_is_shown_as_written_and_the_rest_is_saved(person: Walker):
    person.start()
    answer = person.fill("applicant", **{"address-postal_code": "1" * 40})
    assert answer.status_code == 422
    assert "1" * 40 in answer.content.decode()
    assert Draft.objects.get().answers["names"] == "Ana Soto Rojas"
    assert "address" not in Draft.objects.get().answers


def test_an_empty_page_names_what_is_missing_in_summary_and_beside_the_field(person: Walker):
    person.start()
    answer = person.fill("request", information_wanted="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Escriba qué información quiere pedir") == 2
    assert '<a href="#information_wanted">' in page


def test_the_check_page_lists_what_is_still_missing_and_offers_no_filing(person: Walker):
    person.start()
    answer = person.get("portal:check", draft=person.draft)
    assert answer.status_code == 422
    assert person.url("portal:file", draft=person.draft) not in answer.content.decode()


def test_a_double_click_is_one_entry(person: Walker):
    person.fill_all()
    first, second = person.file(), person.file()
    assert case_in(first) == case_in(second)
    assert Case.objects.count() == 1


def test_filing_again_after_the_answer_was_lost_gives_the_same_number(person: Walker):
    person.fill_all()
    case = case_in(person.file())
    with transaction.atomic():
        Draft.objects.update(entry_id=None)  # as if the mark had been lost with the answer
    assert case_in(person.file()) == case


def test_what_changed_in_another_tab_is_shown_before_it_is_filed(person: Walker):
    person.fill_all()
    person.fill("request", information_wanted="Otra cosa distinta")
    answer = person.post("portal:file", {"_seen": "0" * 16}, draft=person.draft)
    assert answer.status_code == 409
    assert "Otra cosa distinta" in text_of(answer)
    assert Case.objects.count() == 0


def test_two_tabs_on_one_page_do_not_overwrite_each_other(person: Walker):
    person.start()
    seen = person.seen("request")
    person.fill("request", information_wanted="Lo de la primera pestaña")
    answer = person.fill("request", information_wanted="Lo de la segunda", _seen=seen)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Lo de la primera pestaña" in page
    assert "Lo de la segunda" in page
    assert person.fill("request", information_wanted="Lo de la segunda").status_code == 302


def test_the_same_page_sent_twice_is_no_conflict(person: Walker):
    person.start()
    seen = person.seen("request")
    assert person.fill("request", _seen=seen).status_code == 302
    assert person.fill("request", _seen=seen).status_code == 302


def test_a_draft_is_taken_up_on_another_device_with_its_key(person: Walker, cast: Cast):
    person.start()
    person.fill("request")
    later = person.get("portal:later", draft=person.draft)
    key = text_of(later).split("Clave del borrador")[1].split()[0]
    elsewhere = Walker(cast)
    answer = elsewhere.post("portal:resume", {"code": key.lower().replace("-", " ")})
    assert person.draft in answer["Location"]
    assert elsewhere.get("portal:page", draft=person.draft, page="delivery").status_code == 200


def test_a_wrong_key_opens_no_draft(person: Walker):
    answer = person.post("portal:resume", {"code": "AAAAAA-AAAAAA"})
    assert answer.status_code == 422
    assert "No hay ningún borrador" in text_of(answer)


def test_a_stranger_without_key_sees_nothing_of_a_draft(person: Walker, cast: Cast):
    person.start()
    person.fill("request")
    answer = Walker(cast).get("portal:page", draft=person.draft, page="request")
    assert answer.status_code == 403
    assert "áreas verdes" not in text_of(answer)


def test_a_closed_session_at_the_last_step_keeps_everything(person: Walker):
    person.fill_all()
    seen = person.seen("signing")
    key = text_of(person.get("portal:later", draft=person.draft))
    key = key.split("Clave del borrador")[1].split()[0]
    del person.client.cookies["sessionid"]
    closed = person.post(
        "portal:page", {**PAGES["request"], "information_wanted": "Cambiado", "_seen": seen},
        draft=person.draft, page="request",
    )  # fmt: skip
    assert closed.status_code == 403
    assert 'value="Cambiado"' in closed.content.decode()
    again = person.post("portal:file", {"code": key}, draft=person.draft)
    assert again.status_code == 302
    assert person.file().status_code == 302
    assert Case.objects.count() == 1


def test_what_was_typed_before_the_session_closed_is_saved_with_the_key(person: Walker):
    person.start()
    seen = person.seen("request")
    key = text_of(person.get("portal:later", draft=person.draft))
    key = key.split("Clave del borrador")[1].split()[0]
    del person.client.cookies["sessionid"]
    data = {"information_wanted": "Escrito antes", "_seen": seen, "go": "on"}
    assert person.post("portal:page", data, draft=person.draft, page="request").status_code == 403
    answer = person.post("portal:page", {**data, "code": key}, draft=person.draft, page="request")
    assert answer.status_code == 302
    assert Draft.objects.get().answers["information_wanted"] == "Escrito antes"


def test_a_procedure_withdrawn_while_filling_says_so_and_keeps_the_text(
    person: Walker, cast: Cast, procedure: PublishedProcedure
):
    person.start()
    person.fill("request")
    withdraw(
        office_id=cast.office.id, slug=procedure.slug, at=clock.now(), reason="se fusiona", by=None
    )
    forget_procedures()
    answer = person.post(
        "portal:page", {"names": "Ana Recién Escrita"}, draft=person.draft, page="applicant"
    )
    page = text_of(answer)
    assert answer.status_code == 410
    assert "se fusiona" in page
    assert "áreas verdes" in page
    assert "Ana Recién Escrita" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vacio.pdf", b"", "vacío"),
        ("grande.pdf", b"%PDF-1.7\n" + b"0" * 10_000_001, "10"),
        ("programa.exe", b"MZ" + b"\0" * 200, "tipo"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_its_field(
    person: Walker, name: str, content: bytes, said: str
):
    person.start()
    upload = SimpleUploadedFile(name, content)
    answer = person.fill("request", attachment=upload)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert Draft.objects.get().answers["information_wanted"].startswith("El presupuesto")


def test_files_are_kept_with_the_draft_and_removed_one_by_one(person: Walker):
    person.start()
    files = [SimpleUploadedFile(f"{n}.txt", b"texto %d" % n) for n in range(2)]
    person.fill("request", attachment=files)
    page = text_of(person.get("portal:page", draft=person.draft, page="request"))
    assert "0.txt" in page
    assert "1.txt" in page
    answer = person.fill("request", remove="attachment:0")
    assert answer["Location"].endswith("/pages/request/")
    page = text_of(person.get("portal:page", draft=person.draft, page="request"))
    assert "0.txt" not in page
    assert "1.txt" in page


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "full"), OperationalError("gone")])
@pytest.mark.parametrize(
    ("lang", "said"), [("es", "dos veces"), ("pt", "duas vezes"), ("en", "filed twice")]
)
def test_a_full_disk_or_a_database_that_is_gone_is_said_and_the_text_shown(
    person: Walker, monkeypatch: Any, fault: Exception, lang: str, said: str
):
    person.start()
    person.client.cookies["language"] = lang

    def failing(**_: Any) -> None:
        raise fault

    monkeypatch.setattr("ventanilla.channels.portal.drafting.casefiles.save_page", failing)
    answer = person.fill("request", information_wanted="Escrito y no guardado")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert said in text_of(answer)
    assert "Escrito y no guardado" in text_of(answer)
    assert Draft.objects.get().answers == {}


def test_files_beyond_the_most_are_named_and_none_is_dropped_in_silence(person: Walker):
    person.start()
    files = [SimpleUploadedFile(f"{n}.txt", b"texto %d" % n) for n in range(5)]
    answer = person.fill("request", attachment=files)
    assert answer.status_code == 422
    assert "No se ha guardado «3.txt», «4.txt»" in text_of(answer)
    again = person.fill("request", attachment=SimpleUploadedFile("otro.txt", b"otro"))
    assert "No se ha guardado «otro.txt»" in text_of(again)
    assert DraftDocument.objects.count() == 3


def test_a_kind_of_file_is_refused_with_the_kinds_in_words(person: Walker):
    person.start()
    answer = person.fill("request", attachment=SimpleUploadedFile("a.exe", b"MZ" + bytes(200)))
    assert "Se aceptan: PDF, imágenes" in text_of(answer)
    assert "application/" not in text_of(answer)


def test_a_page_larger_than_any_is_refused_unread(person: Walker, settings: Any):
    person.start()
    settings.MAX_PAGE_BYTES = 1000
    answer = person.fill("request", attachment=SimpleUploadedFile("a.txt", b"a" * 2000))
    assert answer.status_code == 413
    assert "lo guardado antes sigue ahí" in text_of(answer)
    assert Draft.objects.get().answers == {}


@pytest.mark.parametrize(
    ("lang", "said"), [("es", "no se abre así"), ("pt", "não se abre assim"), ("en", "not opened")]
)
def test_a_method_that_a_page_does_not_take_has_its_page(cast: Cast, lang: str, said: str):
    person = Walker(cast, lang=lang)
    answer = person.client.put(person.url("portal:home"))
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert said in text_of(answer)


@pytest.mark.parametrize(
    ("written", "status"),
    [("🌳 áreas verdes 𝔘", 302), ("con\x00nulo", 422), ("x" * 8001, 422), ("\ud800", 302)],
)
def test_hostile_text_is_kept_or_refused_with_words(person: Walker, written: str, status: int):
    person.start()
    sent = written.encode("utf-8", "surrogatepass")
    body = b"_seen=&go=on&information_wanted=" + b"".join(b"%%%02X" % byte for byte in sent)
    answer = person.client.post(
        person.url("portal:page", draft=person.draft, page="request"),
        body,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == status  # half a pair arrives as the sign for unreadable text


def test_a_filing_that_is_refused_leaves_the_check_page_with_all_answers(
    person: Walker, settings: Any
):
    person.fill_all()
    settings.REGISTER_LIMITS = {"file.address": (6, 1)}
    first = Walker(person.cast)
    first.fill_all()
    assert first.file().status_code == 302
    answer = person.file()
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "áreas verdes" in text_of(answer)
    Allowance.objects.all().delete()
    forget_admissions()
    assert person.file().status_code == 302


def test_a_form_without_its_token_is_refused_in_words(cast: Cast, procedure: PublishedProcedure):
    client = Client(enforce_csrf_checks=True)
    person = Walker(cast, client=client)
    answer = person.post("portal:start", {}, slug="acceso-informacion")
    assert answer.status_code == 403
    assert "abierta demasiado tiempo" in text_of(answer)
