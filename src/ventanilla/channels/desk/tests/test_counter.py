"""The counter's pages: a person present, a paper, what is said by word of mouth, the book."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from tests.cast import Cast
from tests.filing import PDF, lodged, with_window
from tests.walking import PAGES, Walker, mark_in, text_of

from ventanilla.domains.casefiles.models import Act, Case, Draft, Filing
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter import api as counter
from ventanilla.domains.counter.models import Attendance, CounterRecord, SignedSheet
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties.api import open_account, shown_messages
from ventanilla.domains.privacy.models import AccessLine
from ventanilla.domains.register.models import Entry
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
SLUG = "acceso-informacion"
GENERAL = Path("procedures/cl-solicitud-general")
PERSON = {"name": "Rosa Díaz Pérez", "identified": "document"}
PAPER = {
    "petition": "Que se repare la luminaria",
    "names": "Rosa Díaz Pérez",
    "address-street": "Calle Larga 12",
    "address-place": "Centro",
    "signature": "yes",
    "proof": "here",
    "unit": "partes",
    "_key": "0" * 32,
}


def offered(cast: Cast, folder: Path) -> None:
    procedure = catalogue.rehearsed(folder)
    if offices.unit_by_code(office_id=cast.office.id, code=procedure.unit) is None:
        offices.add_unit(office=cast.office, code=procedure.unit, name=f"Unidad {procedure.unit}")
    since = clock.now() - timedelta(days=1)
    catalogue.publish_folder(office_id=cast.office.id, folder=folder, in_force_from=since, by=None)


@pytest.fixture(name="clerk")
def the_clerk(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    offered(cast, GENERAL)
    walker = Walker(cast)
    walker.sign_in("clara@example.org", where="desk:sign-in")
    return walker


def registrar(cast: Cast) -> Walker:
    account = open_account(
        display_name="Sara", names=["sara@example.org"], password="una-clave-larga"
    )
    offices.fill_post(unit=cast.unit, role=offices.Role.REGISTRAR, account_id=account.id)
    walker = Walker(cast)
    walker.sign_in("sara@example.org", where="desk:sign-in")
    return walker


def begin(clerk: Walker, slug: str = SLUG, **said: str) -> str:
    sent = clerk.post("desk:attend", {**PERSON, **said}, slug=slug)
    assert sent.status_code == 302, text_of(sent)
    return sent["Location"].split("/drafts/")[1].strip("/")


def fill(clerk: Walker, draft: str) -> None:
    for page, said in PAGES.items():
        seen = mark_in(clerk.get("desk:page", draft=draft, page=page))
        sent = {**said, "_seen": seen, "go": "on"}
        assert clerk.post("desk:page", sent, draft=draft, page=page).status_code == 302


def read_back(clerk: Walker, draft: str) -> dict[str, str]:
    page = clerk.get("desk:check", draft=draft).content.decode()
    return {"_seen": re.findall(r'name="_seen" value="(\w+)"', page)[0]}


def agreed(clerk: Walker, draft: str) -> dict[str, str]:
    seen = read_back(clerk, draft)
    clerk.post("desk:consent", {**seen, "how": "signature"}, draft=draft)
    return seen


def paper(clerk: Walker, **changed: Any) -> HttpResponse:
    return clerk.post("desk:paper-as", {**PAPER, **changed}, slug="solicitud-general")


def opened(clerk: Walker, answer: HttpResponse) -> str:
    assert answer.status_code == 302, text_of(answer)
    return text_of(clerk.client.get(answer["Location"]))


# -- a person present


def test_a_clerk_files_for_a_person_who_is_who_files(clerk: Walker) -> None:
    draft = begin(clerk)
    assert Draft.objects.get().answers["names"] == "Rosa Díaz Pérez"
    fill(clerk, draft)
    page = opened(clerk, clerk.post("desk:file", agreed(clerk, draft), draft=draft))
    assert "/E/000001" in page
    assert "Clave para seguirlo" in page
    filing, record = Filing.objects.get(), CounterRecord.objects.get()
    assert (filing.channel, filing.filer_id) == ("desk", clerk.cast.clerk_post.id)
    act = Act.objects.get(seq=1)
    assert (act.actor, act.post_id) == ("party", None)
    assert act.content["typed_by"] == str(clerk.cast.clerk_post.id)
    assert (record.by_name, record.consent, record.way) == ("Clara", "signature", "attended")
    assert Case.objects.get().applicant.name == "Ana Soto Rojas"


def test_at_the_counter_a_shut_procedure_says_why_and_keeps_what_was_typed(
    clerk: Walker, tmp_path: Path
) -> None:
    draft = begin(clerk)
    fill(clerk, draft)
    seen = agreed(clerk, draft)
    with_window(clerk.cast, tmp_path, "{until: '2020-02-01T12:00:00Z'}")
    refused = clerk.post("desk:file", seen, draft=draft)
    page = text_of(refused)
    assert (refused.status_code, Filing.objects.count()) == (409, 0)
    assert "terminó el 01/02/2020, 09:00" in page
    assert "Ana Soto Rojas" in page
    assert clerk.url("desk:counter") in refused.content.decode()
    begun = clerk.get("desk:attend", slug=SLUG)
    assert (begun.status_code, "terminó el" in text_of(begun)) == (409, True)


def test_the_last_place_taken_while_the_clerk_typed_is_told_with_the_answers(
    clerk: Walker, tmp_path: Path
) -> None:
    with_window(clerk.cast, tmp_path, "{quota: 1}")
    draft = begin(clerk)
    fill(clerk, draft)
    seen = agreed(clerk, draft)
    now = catalogue.in_force(office_id=clerk.cast.office.id, slug=SLUG, at=clock.now())
    lodged(clerk.cast, now)
    refused = clerk.post("desk:file", seen, draft=draft)
    assert refused.status_code == 409
    assert "No queda ninguna" in text_of(refused)
    assert "Ana Soto Rojas" in text_of(refused)
    assert Draft.objects.get().entry_id is None


def test_what_is_known_of_a_person_found_goes_into_the_form(clerk: Walker) -> None:
    said = {"identity": "12.345.678-5", "address-region": "Valparaíso"}
    paper(clerk, **said)
    found = clerk.post(
        "desk:attend", {"find": "yes", "text": "Rosa Díaz"}, slug="solicitud-general"
    )
    person = re.findall(r'name="take" value="([0-9a-f-]{36})"', found.content.decode())[0]
    taken = clerk.post("desk:attend", {"take": person}, slug="solicitud-general")
    page = text_of(taken)
    assert "el domicilio que dio: Calle Larga 12, Centro, Valparaíso" in page
    hidden = html.unescape(re.findall(r'name="address" value="([^"]*)"', taken.content.decode())[0])
    sent = {**PERSON, "identifier": "12.345.678-5", "address": hidden}
    begun = clerk.post("desk:attend", sent, slug="solicitud-general")
    assert begun.status_code == 302
    answers = Draft.objects.order_by("-started_at").first().answers
    assert (answers["names"], answers["identity"]) == ("Rosa Díaz Pérez", "12.345.678-5")
    assert answers["address"]["street"] == "Calle Larga 12"
    assert answers["address"]["region"] == "Valparaíso"


@pytest.mark.parametrize("sent", ["", "no", "[1]", '{"street": 3}', '{"a": "b"}' * 900])
def test_an_address_that_is_none_is_left_out(clerk: Walker, sent: str) -> None:
    begun = clerk.post("desk:attend", {**PERSON, "address": sent}, slug="solicitud-general")
    assert begun.status_code == 302
    assert not Draft.objects.get().answers.get("address")


def test_the_signed_sheet_is_scanned_in_and_stays_beside_the_entry(clerk: Walker) -> None:
    draft = begin(clerk)
    fill(clerk, draft)
    seen = read_back(clerk, draft)
    scan = SimpleUploadedFile("hoja.pdf", PDF, "application/pdf")
    signed = {**seen, "how": "signature", "sheet": scan}
    assert clerk.post("desk:consent", signed, draft=draft).status_code == 302
    filed = clerk.post("desk:file", seen, draft=draft)
    assert "La hoja firmada" in opened(clerk, filed)
    entry = Entry.objects.get()
    sheet = clerk.get("desk:entry-sheet", entry=entry.id)
    assert (sheet.status_code, b"".join(sheet) if sheet.streaming else sheet.content) == (200, PDF)
    assert Filing.objects.get().documents.count() == 0  # it is of the consent, not of the request


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("hoja.exe", b"MZ" + b"\0" * 200, "tipo"), ("hoja.pdf", b"", "vacío")],
)
def test_a_sheet_that_cannot_be_kept_is_refused_beside_its_field_and_nobody_agreed(
    clerk: Walker, name: str, content: bytes, said: str
) -> None:
    draft = begin(clerk)
    fill(clerk, draft)
    signed = {
        **read_back(clerk, draft), "how": "signature", "sheet": SimpleUploadedFile(name, content),
    }  # fmt: skip
    refused = clerk.post("desk:consent", signed, draft=draft)
    assert refused.status_code in {413, 415, 422}
    assert "No se ha guardado la hoja" in text_of(refused)
    assert said in text_of(refused)
    assert Attendance.objects.get().consent == ""


def test_an_entry_without_a_sheet_offers_none_and_nobody_elses_is_shown(clerk: Walker) -> None:
    opened(clerk, paper(clerk))
    entry = Entry.objects.get()
    assert clerk.get("desk:entry-sheet", entry=entry.id).status_code == 404


def test_a_sheet_of_what_was_never_filed_is_forgotten_and_one_of_an_entry_stays(
    clerk: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for filed in (True, False):
        draft = begin(clerk)
        fill(clerk, draft)
        if not filed:
            seen = mark_in(clerk.get("desk:page", draft=draft, page="request"))
            other = {"information_wanted": "Otra cosa", "_seen": seen, "go": "on"}
            clerk.post("desk:page", other, draft=draft, page="request")
        mark = read_back(clerk, draft)
        scan = SimpleUploadedFile("hoja.pdf", PDF)
        clerk.post("desk:consent", {**mark, "how": "signature", "sheet": scan}, draft=draft)
        if filed:
            clerk.post("desk:file", mark, draft=draft)
    assert SignedSheet.objects.count() == 2
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr(clock, "now", lambda: later)
    counter.forget_attendances()
    assert SignedSheet.objects.get().read_back == CounterRecord.objects.get().read_back


def test_a_paper_page_begins_in_its_first_field_and_says_all_that_is_missing_at_once(
    clerk: Walker,
) -> None:
    fresh = clerk.get("desk:paper-as", slug="solicitud-general").content.decode()
    assert re.findall(r"<(\w+)[^>]* autofocus", fresh) == ["textarea"]
    refused = paper(clerk, petition="", names="")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert page.count('aria-invalid="true"') == 2
    assert re.findall(r"<(\w+)[^>]* autofocus", page) == ["div"]  # the summary of errors
    assert Entry.objects.count() == 0


def test_nothing_is_filed_before_the_person_agrees_with_just_that(clerk: Walker) -> None:
    draft = begin(clerk)
    fill(clerk, draft)
    early = clerk.post("desk:file", read_back(clerk, draft), draft=draft)
    assert early.status_code == 409
    assert "Falta que la persona esté conforme" in text_of(early)
    old = agreed(clerk, draft)
    seen = mark_in(clerk.get("desk:page", draft=draft, page="request"))
    other = {"information_wanted": "Otra cosa", "_seen": seen, "go": "on"}
    clerk.post("desk:page", other, draft=draft, page="request")
    assert clerk.post("desk:file", old, draft=draft).status_code == 409
    assert "hay que leerlo otra vez" in text_of(clerk.get("desk:check", draft=draft))
    late = clerk.post("desk:file", read_back(clerk, draft), draft=draft)
    assert (late.status_code, Entry.objects.count()) == (409, 0)


def test_the_person_agrees_with_a_code_of_their_own(clerk: Walker, settings: Any, tmp_path: Path):
    settings.DELIVERY = f"outbox://{tmp_path}"
    draft = begin(clerk)
    fill(clerk, draft)
    seen = read_back(clerk, draft)
    ask = {**seen, "how": "send", "kind": "email", "contact": "rosa@correo.example"}
    assert clerk.post("desk:consent", ask, draft=draft).status_code == 302
    wrong = clerk.post("desk:consent", {**seen, "how": "code", "code": "x"}, draft=draft)
    assert wrong.status_code == 422
    message = (shown_messages(clerk.cast.office.slug) or [])[0]
    code = re.findall(r"\b\d{6}\b", message.text)[0]
    clerk.post("desk:consent", {**seen, "how": "code", "code": code}, draft=draft)
    opened(clerk, clerk.post("desk:file", seen, draft=draft))
    assert CounterRecord.objects.get().consent == "code"


def test_who_takes_the_code_home_files_alone_and_who_typed_is_on_record(clerk: Walker) -> None:
    draft = begin(clerk)
    fill(clerk, draft)
    code = re.findall(r"[0-9A-Z]{6}-[0-9A-Z]{6}", text_of(clerk.get("desk:later", draft=draft)))[0]
    person = Walker(clerk.cast)
    assert person.post("portal:resume", {"code": code}).status_code == 302
    person.draft = draft
    with transaction.atomic():
        Draft.objects.update(started_at=clock.now() - timedelta(hours=1))
    case = Case.objects.count()
    filed = person.file()
    if filed.status_code == 302 and "contact" in filed["Location"]:
        pytest.fail("the cast's procedure asks no contact")
    assert Case.objects.count() == case + 1
    filing, act = Filing.objects.get(), Act.objects.get(seq=1)
    assert (filing.channel, filing.filer_id) == ("portal", None)
    assert act.content["typed_by"] == str(clerk.cast.clerk_post.id)


def test_a_second_click_files_once(clerk: Walker) -> None:
    draft = begin(clerk)
    fill(clerk, draft)
    seen = agreed(clerk, draft)
    first = clerk.post("desk:file", seen, draft=draft)
    again = clerk.post("desk:file", seen, draft=draft)
    assert first["Location"] == again["Location"]
    assert (Entry.objects.count(), CounterRecord.objects.count()) == (1, 1)


def test_only_who_attends_opens_the_draft_and_an_accreditation_that_ended_opens_nothing(
    clerk: Walker,
) -> None:
    draft, cast = begin(clerk), clerk.cast
    other = registrar(cast)
    assert other.get("desk:check", draft=draft).status_code == 404
    with transaction.atomic():
        offices.Post.objects.filter(account_id=cast.clerk.id).update(
            held_from=clock.now() - timedelta(days=9), held_until=clock.now() - timedelta(days=1)
        )
    for name in ("desk:counter", "desk:paper"):
        assert clerk.get(name).status_code == 403
    assert clerk.get("desk:check", draft=draft).status_code == 403


def test_somebody_known_is_found_and_the_opening_is_journalled(clerk: Walker) -> None:
    case = Walker(clerk.cast).file_one()
    found = clerk.post("desk:attend", {"find": "yes", "text": "soto rojas"}, slug=SLUG)
    assert "Ana Soto Rojas" in text_of(found)
    assert AccessLine.objects.count() == 0
    person_id = re.findall(r'name="take" value="([0-9a-f-]{36})"', found.content.decode())[0]
    taken = clerk.post("desk:attend", {"take": person_id}, slug=SLUG)
    assert 'value="Ana Soto Rojas"' in taken.content.decode()
    line = AccessLine.objects.get()
    assert (str(line.matter_id), line.purpose) == (case, "attend")


@pytest.mark.parametrize("text", ["ana", "", "  a ", "%%%%", "nadie de nada"])
def test_nobody_leafs_through_the_people_of_an_office(clerk: Walker, text: str) -> None:
    Walker(clerk.cast).file_one()
    found = clerk.post("desk:attend", {"find": "yes", "text": text}, slug=SLUG)
    assert "Ana Soto" not in text_of(found)
    assert "Nadie con esos datos" in text_of(found)


def test_without_a_name_nothing_begins(clerk: Walker) -> None:
    sent = clerk.post("desk:attend", {"name": "  ", "email": "a@b.example"}, slug=SLUG)
    assert sent.status_code == 422
    assert "Falta quién lo presenta" in text_of(sent)
    assert "a@b.example" in sent.content.decode()
    assert Attendance.objects.count() == Draft.objects.count() == 0


# -- a paper


def test_a_paper_enters_with_its_subject_unit_annexes_and_what_is_not_scanned(
    clerk: Walker,
) -> None:
    scan = SimpleUploadedFile("escrito.pdf", b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    answer = paper(
        clerk, documents=scan, items="Tres llaves | Armario A, caja 2", unit="transparencia"
    )
    page = opened(clerk, answer)
    assert "Que se repare la luminaria" in page
    assert "Tres llaves: Armario A, caja 2" in page
    entry, case = Entry.objects.get(), Case.objects.get()
    assert (entry.channel, entry.subject) == ("paper", "Que se repare la luminaria")
    assert entry.physical_items == "Tres llaves (Armario A, caja 2)"
    assert case.unit_id == clerk.cast.unit.id
    assert len(entry.document_digests) == 1


def test_what_a_paper_does_not_say_is_registered_and_named(clerk: Walker) -> None:
    given = {k: v for k, v in PAPER.items() if not k.startswith(("address", "signature"))}
    page = opened(clerk, clerk.post("desk:paper-as", given, slug="solicitud-general"))
    assert "El papel no dice: Dirección donde le escribimos; Firmo esta presentación" in page
    assert CounterRecord.objects.get().missing == ["address", "signature"]


def test_what_a_paper_says_wrongly_comes_back_as_typed_with_its_files(clerk: Walker) -> None:
    scan = SimpleUploadedFile("foto.txt", b"texto")
    sent = paper(clerk, email="no es un correo", documents=scan, items="sin lugar")
    page = sent.content.decode()
    assert sent.status_code == 422
    assert "Falta dónde queda" in page
    assert "foto.txt" in page
    kept = re.findall(r'name="_kept" value="([0-9a-f-]{36})"', page)[0]
    sent = paper(clerk, email="no es un correo", _kept=kept)
    assert sent.status_code == 422
    assert "no es un correo" in sent.content.decode()
    assert Entry.objects.count() == 0
    opened(clerk, paper(clerk, _kept=kept))
    assert len(Entry.objects.get().document_digests) == 1


def test_a_paper_of_nobody_is_not_taken_where_no_law_says_so(clerk: Walker) -> None:
    sent = paper(clerk, names="", anonymous="yes")
    assert sent.status_code == 422
    assert "Falta quién lo presenta" in text_of(sent)
    assert "Que se repare la luminaria" in sent.content.decode()


def test_the_same_page_sent_twice_is_one_paper(clerk: Walker) -> None:
    first, again = paper(clerk), paper(clerk)
    assert first["Location"] == again["Location"]
    assert Entry.objects.count() == 1
    other = paper(clerk, petition="Otra cosa")  # the same page, with other content
    assert (other.status_code, Entry.objects.count()) == (422, 1)


def test_both_moments_of_a_paper_are_kept_and_shown_with_the_proof(clerk: Walker) -> None:
    handed = clock.now() - timedelta(days=3)
    local = handed.astimezone(clerk.cast.office.zone)
    page = opened(
        clerk,
        paper(
            clerk,
            proof="other_register",
            presented=f"{local:%Y-%m-%d %H:%M}",
            proof_text="Sello del Gobierno Regional",
            origin_register="Gobierno Regional",
            origin_number="77/2026",
        ),
    )
    assert "Cuenta desde el" in page
    assert "Gobierno Regional 77/2026" in page
    entry = Entry.objects.get()
    assert entry.presented_at == handed.replace(second=0, microsecond=0)
    assert entry.legal_date == local.date()
    assert entry.registered_at > entry.presented_at


def test_a_paper_about_nothing_is_not_entered(clerk: Walker) -> None:
    sent = paper(clerk, petition="")
    assert (sent.status_code, Entry.objects.count()) == (422, 0)
    assert "Escriba qué pide" in text_of(sent)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"proof": "stamp", "presented": ""}, "Falta cuándo se entregó"),
        ({"proof": "stamp", "presented": "ayer"}, "No se entiende la fecha"),
        ({"proof": "stamp", "presented": "2999-01-01 10:00", "proof_text": "x"}, "no han llegado"),
        ({"proof": "stamp", "presented": "2026-01-02 10:00"}, "hace falta la prueba"),
        ({"proof": "here", "presented": "2026-01-02 10:00"}, "hace falta la prueba"),
        ({"proof": "outage", "presented": "2026-01-02 10:00", "proof_text": "x"}, "interrumpida"),
        (
            {"proof": "other_register", "presented": "2026-01-02 10:00", "proof_text": "x"},
            "hace falta la prueba",
        ),
    ],
)
def test_a_moment_that_cannot_be_or_is_not_proven_is_refused(
    clerk: Walker, sent: dict[str, str], said: str
) -> None:
    answer = paper(clerk, **sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Que se repare la luminaria" in answer.content.decode()
    assert Entry.objects.count() == 0


def test_a_paper_of_an_outage_enters_later_with_its_true_time(clerk: Walker) -> None:
    office, now = clerk.cast.office, clock.now()
    began = now - timedelta(hours=6)
    offices.declare_outage(
        office=office, cause="Corte eléctrico", began_at=began, ended_at=now - timedelta(hours=2)
    )
    within = (now - timedelta(hours=4)).astimezone(office.zone)
    said = {"proof": "outage", "proof_text": "Sello fechador 3, firmado por Clara"}
    page = opened(clerk, paper(clerk, presented=f"{within:%Y-%m-%dT%H:%M}", **said))
    assert "Corte eléctrico" in page
    assert CounterRecord.objects.get().outage is not None
    for wrong in (began - timedelta(minutes=2), now - timedelta(hours=1)):
        local = wrong.astimezone(office.zone)
        sent = paper(clerk, presented=f"{local:%Y-%m-%dT%H:%M}", _key="1" * 32, **said)
        assert sent.status_code == 422
    assert Entry.objects.count() == 1


def test_an_office_without_a_general_filing_says_what_is_missing(
    cast: Cast, procedure: PublishedProcedure
) -> None:
    walker = Walker(cast)
    walker.sign_in("clara@example.org", where="desk:sign-in")
    answer = walker.get("desk:paper")
    assert answer.status_code == 409
    assert "ningún escrito general" in text_of(answer)


# -- by word of mouth


def test_an_oral_statement_becomes_a_document_of_the_entry(clerk: Walker) -> None:
    offered(clerk.cast, Path("procedures/br-manifestacao-ouvidoria"))
    slug = "manifestacao-ouvidoria"
    assert "Lei 13.460/2017, art. 10, § 4º" in text_of(clerk.get("desk:counter"))
    sent = clerk.post("desk:attend-oral", PERSON, slug=slug)
    draft = sent["Location"].split("/drafts/")[1].strip("/")
    for page, said in {
        "statement": {"kind": "complaint", "text": "El consultorio estaba cerrado."},
        "person": {"names": "Rosa Díaz Pérez"},
    }.items():
        clerk.post("desk:page", {**said, "go": "on"}, draft=draft, page=page)
    assert "Declaración oral" in text_of(clerk.get("desk:sheet", draft=draft))
    page = opened(clerk, clerk.post("desk:file", agreed(clerk, draft), draft=draft))
    assert "declaración oral" in page
    entry = Entry.objects.get()
    assert (entry.channel, len(entry.document_digests)) == ("oral", 1)


def test_what_no_law_read_lets_be_oral_is_not(clerk: Walker) -> None:
    refused = clerk.post("desk:attend-oral", PERSON, slug=SLUG)
    assert refused.status_code == 409
    assert "no admite declaración oral" in text_of(refused)


# -- the book


def test_the_label_has_number_date_and_office_and_no_name(clerk: Walker) -> None:
    answer = paper(clerk)
    entry = Entry.objects.get()
    page = text_of(clerk.get("desk:label", entry=entry.id))
    assert str(entry) in page
    assert "Unidad partes" in page
    assert "Rosa" not in page.split("Unidad partes")[0].split("Etiqueta")[-1]
    assert clerk.client.get(answer["Location"] + "receipt.pdf").content.startswith(b"%PDF")


def test_the_day_list_has_every_entry_by_unit_with_totals_and_as_a_table(clerk: Walker) -> None:
    paper(clerk, petition="=1+1 repare")
    Walker(clerk.cast).file_one()
    page = text_of(clerk.get("desk:book-day"))
    assert "Unidad partes" in page
    assert "Transparencia" in page
    assert re.search(r"Todos\s+2", page)
    rows = clerk.get("desk:book-csv").content.decode().splitlines()
    assert len(rows) == 3
    assert "'=1+1 repare" in rows[-1] or "'=1+1 repare" in rows[-2]


def test_an_entry_is_annulled_with_its_reason_by_the_registrar_and_the_person_sees_it(
    clerk: Walker,
) -> None:
    person = Walker(clerk.cast)
    case = person.file_one()
    entry = Entry.objects.get()
    keeper = registrar(clerk.cast)
    assert clerk.get("desk:annul", entry=entry.id).status_code == 403
    short = keeper.post("desk:annul", {"reason": "no"}, entry=entry.id)
    assert short.status_code == 422
    reason = "Se registró dos veces; vale el 2026/E/000009"
    done = keeper.post("desk:annul", {"reason": reason}, entry=entry.id)
    assert done.status_code == 302
    assert reason in text_of(keeper.client.get(done["Location"]))
    assert reason in text_of(keeper.get("desk:book"))
    assert reason in text_of(person.get("portal:case", case=case))
    assert reason in text_of(person.get("portal:filed", case=case))
    twice = keeper.post("desk:annul", {"reason": reason}, entry=entry.id)
    assert twice.status_code == 409
    assert Entry.objects.get(book="E").number == 1


def test_no_page_of_the_counter_takes_more_than_twelve_statements(clerk: Walker) -> None:
    from tests.statements import counted_statements

    draft = begin(clerk)
    fill(clerk, draft)
    agreed(clerk, draft)
    paper(clerk)
    entry = Entry.objects.get()
    asked = [
        ("counter", {}),
        ("attend", {"slug": SLUG}),
        ("page", {"draft": draft, "page": "request"}),
        ("check", {"draft": draft}),
        ("sheet", {"draft": draft}),
        ("paper", {}),
        ("entry", {"entry": entry.id}),
        ("label", {"entry": entry.id}),
        ("book", {}),
        ("book-day", {}),
    ]
    for name, given in asked:
        with counted_statements() as statements:
            assert clerk.get(f"desk:{name}", **given).status_code == 200
        assert statements.count <= 12, (name, statements.count)
