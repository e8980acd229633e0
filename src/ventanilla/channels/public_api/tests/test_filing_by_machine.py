"""POST filings: once, with receipt; every refusal is a problem with its reason."""

from __future__ import annotations

import base64
import errno
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Cast
from tests.filing import PDF, SLUG, answers, with_window
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles.models import Case, FilingDocument
from ventanilla.domains.catalogue.api import PublishedProcedure, publish_folder, withdraw
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import add_unit
from ventanilla.domains.parties.api import issue_token
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


class Machine:
    """A caller with a token."""

    def __init__(self, office: Any, role: str = "filer", rate: int = 10_000) -> None:
        self.url = f"/api/v1/offices/{office.slug}/filings"
        self.token = issue_token(
            office_id=office.id, role=role, label="prueba", rate_per_minute=rate
        )
        self.client = Client(raise_request_exception=False)

    def headers(self, **changed: Any) -> dict[str, str]:
        given = {"authorization": f"Bearer {self.token}", "idempotency-key": "key-00000001"}
        given |= {name.replace("_", "-"): value for name, value in changed.items()}
        return {name: value for name, value in given.items() if value is not None}

    def file(self, body: Any = None, **headers: Any) -> Any:
        sent = filing() if body is None else body
        return self.client.post(
            self.url,
            sent if isinstance(sent, bytes | str) else json.dumps(sent),
            content_type=headers.pop("content_type", "application/json"),
            headers=self.headers(**headers),
        )

    def post(self, url: str, **headers: Any) -> Any:
        return self.client.post(url, headers=self.headers(**headers))

    def get(self, url: str, **headers: Any) -> Any:
        return self.client.get(url, headers=self.headers(**headers))


@pytest.fixture(name="machine")
def a_machine(cast: Cast, procedure: PublishedProcedure) -> Machine:
    return Machine(cast.office)


def filing(**changed: Any) -> dict[str, Any]:
    return {"procedure": SLUG, "answers": answers(), **changed}


def sent_file(content: bytes = PDF, name: str = "plano.pdf") -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(content).decode()}


def refused(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["detail"]
    assert "\\ud8" not in response.content.decode(), "half a surrogate pair is said back"
    assert not Case.objects.exists()
    return body


def test_a_filing_is_answered_with_number_moments_and_receipt(machine: Machine, cast: Cast):
    response = machine.file(filing(files={"attachment": [sent_file()]}))
    body = response.json()
    assert response.status_code == 201, body
    assert body["label"] == f"{body['year']}/E/000001"
    assert body["registered_at"].endswith(("-03:00", "-04:00"))
    assert body["receipt"].startswith("c2sp.org/tlog-proof@v1")
    assert response["Location"] == f"/api/v1/cases/{body['case_id']}"
    assert FilingDocument.objects.get().document.name == "plano.pdf"


def test_files_may_come_as_parts_of_a_form(machine: Machine):
    response = machine.client.post(
        machine.url,
        {
            "procedure": SLUG,
            "answers": json.dumps(answers()),
            "attachment": SimpleUploadedFile("plano.pdf", PDF, "application/pdf"),
        },
        headers=machine.headers(),
    )
    assert response.status_code == 201, response.content
    assert Document.objects.get().size == len(PDF)


def test_the_same_request_gives_the_same_answer(machine: Machine):
    first, again = machine.file(), machine.file()
    assert again.status_code == 201
    assert again["Idempotency-Replayed"] == "true"
    one, two = first.json(), again.json()
    assert {**one, "receipt": ""} == {**two, "receipt": ""}
    assert Case.objects.count() == 1


def test_json_written_otherwise_is_the_same_request(machine: Machine):
    machine.file(json.dumps(filing()))
    again = machine.file(json.dumps(dict(reversed(filing().items())), indent=3))
    assert again["Idempotency-Replayed"] == "true"


def test_the_same_key_with_other_content_is_refused(machine: Machine):
    machine.file()
    response = machine.file(filing(answers=answers(names="Otra Persona")))
    assert (response.status_code, response.json()["code"]) == (422, "idempotency-key-reused")
    assert Case.objects.count() == 1


def test_a_repetition_after_the_procedure_was_withdrawn_gets_its_number(
    machine: Machine, cast: Cast
):
    first = machine.file()
    withdraw(office_id=cast.office.id, slug=SLUG, at=clock.now(), reason="Cambia la ley.", by=None)
    assert machine.file().json()["label"] == first.json()["label"]
    other = machine.file(idempotency_key="another-key")
    assert (other.status_code, other.json()["code"]) == (410, "procedure-withdrawn")


def test_a_withdrawn_procedure_says_since_when_and_what_takes_its_place(
    machine: Machine, cast: Cast
):
    add_unit(office=cast.office, code="partes", name="Oficina de Partes")
    publish_folder(
        office_id=cast.office.id,
        folder=Path("procedures/cl-solicitud-general"),
        in_force_from=clock.now(),
        by=None,
    )
    withdraw(
        office_id=cast.office.id, slug=SLUG, at=clock.now(), reason="Cambia la ley.", by=None,
        successor="solicitud-general",
    )  # fmt: skip
    body = refused(machine.file(), 410, "procedure-withdrawn")
    assert (body["procedure"], body["successor"]) == (SLUG, "solicitud-general")
    assert datetime.fromisoformat(body["withdrawn_at"]) <= clock.now()
    assert "Cambia la ley." in body["detail"]
    assert body["remedy"] == "Use el trámite que lo sustituye."
    read = machine.get(f"{machine.url.removesuffix('filings')}procedures/{SLUG}")
    assert (read.status_code, read.json()["successor"]) == (410, "solicitud-general")


def test_a_procedure_outside_its_window_says_when_in_the_offices_time(
    machine: Machine, cast: Cast, tmp_path: Path
):
    with_window(cast, tmp_path / "a", "{from: '2090-03-01T12:00:00Z'}")
    body = refused(machine.file(), 409, "procedure-not-open")
    assert body["opens_at"] == "2090-03-01T09:00:00-03:00"
    assert "01/03/2090, 09:00" in body["expected"]
    with_window(cast, tmp_path / "b", "{until: '2020-02-01T12:00:00Z'}")
    body = refused(machine.file(accept_language="pt"), 409, "procedure-not-open")
    assert body["closed_at"] == "2020-02-01T09:00:00-03:00"
    assert body["detail"] == "O prazo para apresentar este pedido terminou em 01/02/2020, 09:00."


def test_of_one_place_the_second_is_told_that_none_is_left_and_the_first_has_its_number(
    machine: Machine, cast: Cast, tmp_path: Path
):
    with_window(cast, tmp_path, "{quota: 1}")
    first = machine.file()
    assert first.status_code == 201
    late = machine.file(idempotency_key="another-key")
    assert (late.status_code, late.json()["code"], late.json()["quota"]) == (409, "quota-full", 1)
    assert "No queda ninguna" in late.json()["expected"]
    assert machine.file().json()["label"] == first.json()["label"]


STATED = {"language": "pt", "needs": ["large_print", "read_aloud"], "note": "Después de las 17 h"}


def test_what_the_person_states_of_language_and_support_is_kept_and_read_at_the_desk(
    machine: Machine, cast: Cast
):
    body = machine.file(filing(support=STATED)).json()
    person = Case.objects.get().applicant
    assert (person.language, person.support) == ("pt", STATED)
    officer = Walker(cast)
    officer.sign_in("óscar@example.org", where="desk:sign-in")
    page = text_of(officer.get("desk:case", case=body["case_id"]))
    assert "Letra grande" in page
    assert "Después de las 17 h" in page
    again = machine.file(filing(support=STATED))
    assert again["Idempotency-Replayed"] == "true"
    other = machine.file(filing(support={"needs": ["step_free"]}))
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


def test_support_may_be_stated_in_a_form_of_parts_too(machine: Machine):
    parts = {"procedure": SLUG, "answers": json.dumps(answers()), "support": json.dumps(STATED)}
    sent = machine.client.post(machine.url, parts, headers=machine.headers())
    assert sent.status_code == 201, sent.content
    assert Case.objects.get().applicant.support == STATED


@pytest.mark.parametrize(
    ("support", "member"),
    [
        ("sí", "support"),
        ({"disability": "x"}, "support"),
        ({"needs": "large_print"}, "support.needs"),
        ({"needs": ["limousine"]}, "support.needs"),
        ({"note": 3}, "support.note"),
        ({"note": "x" * 301}, "support.note"),
        ({"language": "x" * 11}, "support.language"),
    ],
)
def test_support_that_is_not_understood_is_refused_by_its_member(
    machine: Machine, support: Any, member: str
):
    body = refused(machine.file(filing(support=support)), 422, "request-invalid")
    assert body["errors"][0]["field"] == member
    assert body["errors"][0]["expected"]


def test_nothing_stated_is_nothing_kept_and_the_same_request_as_ever(machine: Machine):
    machine.file()
    assert machine.file(filing(support={}))["Idempotency-Replayed"] == "true"
    assert Case.objects.get().applicant.support == {}


def test_what_is_wrong_is_said_field_by_field(machine: Machine):
    response = machine.file(filing(answers=answers(names=None, nonsense=1)))
    body = refused(response, 422, "filing-invalid")
    assert {error["field"] for error in body["errors"]} == {"names", "nonsense"}
    assert all(error["message"] for error in body["errors"])


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "request-malformed"),
        (b"[]", 400, "request-malformed"),
        (b"\xff\xfe{}", 400, "request-malformed"),
        (b'{"answers": NaN}', 400, "request-malformed"),
        (b"[" * 100_000, 400, "request-malformed"),
        (b"[" * 400 + b"]" * 400, 400, "request-malformed"),
        (json.dumps(filing()).encode("utf-16"), 400, "request-malformed"),
        (json.dumps(filing(answers=answers(names=int("9" * 50)))), 400, "request-malformed"),
        (b'{"procedure": "a", "procedure": "b"}', 422, "request-invalid"),
        ({}, 422, "request-invalid"),
        ({"procedure": 7, "answers": {}}, 422, "request-invalid"),
        (filing(extra=1), 422, "request-invalid"),
        (filing(files=[]), 201, ""),
        (filing(files=[1]), 422, "request-invalid"),
        (filing(files=0), 422, "request-invalid"),
        (filing(files={"attachment": [{**sent_file(), "media_type": {}}]}), 422, "request-invalid"),
        (filing(files={"\ud800": [sent_file()]}), 422, "request-invalid"),
        ({**filing(), "\ud800": 1}, 422, "request-invalid"),
        (filing(files={"attachment": {}}), 422, "request-invalid"),
        (filing(files={"attachment": [{"name": "a"}]}), 422, "request-invalid"),
        (filing(files={"attachment": [{"name": "a", "content": "no"}]}), 422, "request-invalid"),
        (filing(files={"nonsense": [sent_file()]}), 422, "request-invalid"),
        (filing(files={"attachment": [sent_file(b"")]}), 422, "file-empty"),
        (filing(files={"attachment": [sent_file(name="..")]}), 422, "file-name-refused"),
        (filing(files={"attachment": [sent_file(b"MZ" + bytes(99))]}), 415, "file-type-refused"),
        (filing(files={"attachment": [sent_file(bytes(99))]}), 422, "filing-invalid"),
        (filing(files={"attachment": [sent_file()] * 4}), 422, "filing-invalid"),
        (filing(files={"attachment": [sent_file()] * 51}), 422, "request-invalid"),
        (filing(answers=None), 422, "filing-invalid"),
        (filing(answers=[1]), 422, "filing-invalid"),
        (filing(answers=answers(names="\ud800")), 422, "filing-invalid"),
        (filing(answers=answers(names="a\0b")), 422, "filing-invalid"),
        (filing(answers={**answers(), "\ud800": "x"}), 422, "filing-invalid"),
        (filing(answers=answers(names="x" * 100_000)), 422, "filing-invalid"),
        (filing(procedure="otro"), 404, "procedure-unknown"),
        (filing(procedure="\ud800"), 404, "procedure-unknown"),
        (filing(presented_at="ayer"), 422, "request-invalid"),
        (filing(presented_at="2026-03-31T08:00:00"), 422, "request-invalid"),
        (filing(presented_at="9998-01-01T00:00:00Z"), 422, "request-invalid"),
        (filing(language=""), 422, "request-invalid"),
    ],
)
def test_bad_input_is_a_problem_and_nothing_is_written(
    machine: Machine, body: Any, status: int, code: str
):
    response = machine.file(body)
    if status == 201:
        assert response.status_code == 201
    else:
        refused(response, status, code)


def test_a_zip_bomb_is_refused(machine: Machine):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(60_000_000))
    bomb = sent_file(file.getvalue(), "anexo.docx")
    refused(machine.file(filing(files={"attachment": [bomb]})), 422, "archive-refused")


def test_a_file_over_the_limit_is_refused(machine: Machine, settings: Any):
    settings.MAX_FILE_BYTES = 100
    big = sent_file(b"%PDF-" + bytes(96))
    refused(machine.file(filing(files={"attachment": [big]})), 413, "file-too-large")


def test_a_body_over_the_limit_is_refused_unread(machine: Machine, settings: Any):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    refused(machine.file(b" " * 1001), 413, "body-too-large")


def test_a_body_without_its_length_is_refused(machine: Machine):
    response = machine.client.generic(
        "POST", machine.url, b"", content_type="application/json", headers=machine.headers()
    )
    refused(response, 411, "length-required")


@pytest.mark.parametrize("kind", ["text/plain", "x", "application/x-www-form-urlencoded"])
def test_other_media_types_are_refused(machine: Machine, kind: str):
    refused(machine.file("x", content_type=kind), 415, "media-type-unsupported")


def test_broken_parts_are_refused(machine: Machine):
    response = machine.file(b"--x\r\nnonsense", content_type="multipart/form-data; boundary=x")
    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"


def parts(*given: tuple[str, bytes]) -> bytes:
    """A form of several parts: what follows `name=` of each, and its content."""
    head = 'Content-Disposition: form-data; name="%s"\r\n\r\n'
    sent = [b"--x\r\n" + (head % name).encode() + content for name, content in given]
    return b"\r\n".join([*sent, b"--x--\r\n"])


PROCEDURE = ("procedure", SLUG.encode())
ANSWERS = ("answers", json.dumps(answers()).encode())


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (parts(PROCEDURE, PROCEDURE, ANSWERS), 422, "request-invalid"),
        (
            parts(PROCEDURE, ("answers", ANSWERS[1].replace(b"Soto", b"\xff"))),
            422,
            "request-invalid",
        ),
        (parts(PROCEDURE, ANSWERS, ('attachment"; filename="..', PDF)), 422, "file-name-refused"),
        (parts(PROCEDURE, ANSWERS, ('attachment"; filename="a.pdf', b"")), 422, "file-empty"),
        (parts(*[(f"f{n}", b"1") for n in range(2_100)]), 413, "too-many-parts"),
        (parts(*[('a"; filename="a', b"1") for n in range(150)]), 413, "too-many-parts"),
    ],
)
def test_no_part_is_guessed_altered_or_left_out(
    machine: Machine, body: bytes, status: int, code: str
):
    kind = "multipart/form-data; boundary=x"
    refused(machine.file(body, content_type=kind), status, code)


def test_parts_cut_short_are_refused(machine: Machine):
    whole = parts(PROCEDURE, ANSWERS, ('attachment"; filename="a.pdf', PDF))
    for end in (len(whole) - 9, len(whole) - 15):
        answer = machine.file(whole[:end], content_type="multipart/form-data; boundary=x")
        refused(answer, 400, "request-malformed")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("es", "dos veces"), ("pt", "duas vezes"), ("en", "twice")],
)
def test_a_member_given_twice_is_named_in_the_language_asked_for(
    machine: Machine, lang: str, said: str
):
    body = json.dumps(filing()).replace('"names"', '"names": "Otra", "names"')
    answer = refused(machine.file(body, accept_language=lang), 422, "request-invalid")
    assert answer["errors"][0]["field"] == "names"
    assert said in answer["detail"]


@pytest.mark.parametrize("key", [None, "", "short", "x" * 201, "ñandú-ñandú", "a b\tc d e f g"])
def test_a_filing_needs_a_key(machine: Machine, key: str | None):
    refused(machine.file(idempotency_key=key), 400, "request-malformed")


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer vtn_none", "Bearer " + "x" * 999]
)
def test_nobody_files_without_a_token(machine: Machine, header: str | None):
    response = machine.file(authorization=header)
    refused(response, 401, "token-missing")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_token_files_only_in_its_office_and_only_if_it_is_for_filing(
    machine: Machine, cast: Cast
):
    from tests.cast import found

    refused(Machine(cast.office, role="reader").file(), 403, "token-forbids")
    stranger = Machine(found(slug="otra-sede"))
    stranger.url = machine.url
    refused(stranger.file(), 403, "token-forbids")


def test_too_many_are_told_when_to_come_back(cast: Cast, procedure: PublishedProcedure):
    machine = Machine(cast.office, rate=2)
    answers_ = [machine.file(idempotency_key=f"filing-{n:04}") for n in range(4)]
    last = answers_[-1]
    assert (last.status_code, last.json()["code"]) == (429, "too-many-filings")
    assert int(last["Retry-After"]) >= 1


def test_an_unknown_office_and_an_unknown_address_are_problems(machine: Machine):
    client = machine.client
    for url in ("/api/v1/", "/api/v1/nothing", "/api/v1/offices/no-existe/procedures"):
        assert client.get(url)["Content-Type"] == "application/problem+json", url
        assert client.get(url).status_code == 404
    machine.url = "/api/v1/offices/no-existe/filings"
    refused(machine.file(), 404, "office-unknown")


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_other_methods_are_refused_with_those_allowed(machine: Machine, method: str):
    response = getattr(machine.client, method)(machine.url, headers=machine.headers())
    refused(response, 405, "method-not-allowed")
    assert response["Allow"] == "POST"


def test_a_fault_of_ours_tells_nothing_of_itself(machine: Machine, monkeypatch: Any):
    def broken(**_: Any) -> None:
        raise RuntimeError("Ana María Soto Rojas")

    monkeypatch.setattr("ventanilla.channels.public_api.filings.catalogue.in_force", broken)
    body = refused(machine.file(), 500, "internal-error")
    assert "Ana" not in json.dumps(body)


def test_a_full_disk_under_a_file_is_503_and_the_key_may_be_repeated(
    machine: Machine, monkeypatch: Any
):
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    body = filing(files={"attachment": [sent_file()]})
    with monkeypatch.context() as patched:
        patched.setattr("ventanilla.domains.documents.store.os.fsync", full)
        response = machine.file(body)
        refused(response, 503, "database-unavailable")
        assert response["Retry-After"]
    assert machine.file(body).status_code == 201


def test_a_database_that_is_gone_is_503_with_a_time_to_come_back(
    machine: Machine, monkeypatch: Any
):
    from django.db import OperationalError

    def gone(**_: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("ventanilla.channels.public_api.filings.catalogue.in_force", gone)
    response = machine.file()
    refused(response, 503, "database-unavailable")
    assert response["Retry-After"]
