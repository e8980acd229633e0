"""What machines read: procedures for all; cases and receipts for whoever filed them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import jsonschema_rs
import pytest
from django.test import Client
from tests.cast import Cast, found
from tests.filing import SLUG, answers, lodged

from ventanilla.channels.public_api.tests.test_filing_by_machine import (  # noqa: F401
    Machine,
    a_machine,
    filing,
    sent_file,
)
from ventanilla.domains.casefiles.api import answer
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.parties.api import issue_token

pytestmark = pytest.mark.django_db(transaction=True)
OFFICE = "/api/v1/offices/puerto-claro"


def test_procedures_are_public_and_speak_the_language_asked_for(machine: Machine):
    listed = machine.client.get(f"{OFFICE}/procedures", headers={"accept-language": "pt"}).json()
    assert [line["title"] for line in listed] == ["Pedido de acesso à informação pública"]
    whole = machine.client.get(f"{OFFICE}/procedures/{SLUG}").json()
    assert (whole["time_limit"]["amount"], whole["time_limit"]["unit"]) == (20, "working_days")
    assert {field["id"] for field in whole["files"]} == {"attachment", "power"}
    assert whole["legal_basis"][0]["norm"] == "Ley 20.285"


def test_the_published_schema_accepts_what_the_form_accepts(machine: Machine):
    schema = machine.client.get(f"{OFFICE}/procedures/{SLUG}").json()["answers_schema"]
    check = jsonschema_rs.validator_for(schema)
    assert check.is_valid(answers())
    assert not check.is_valid(answers(names=7))
    assert not check.is_valid(answers(nonsense=1))


def test_whoever_filed_reads_the_whole_case_and_nobody_else_does(machine: Machine, cast: Cast):
    done = machine.file(filing(files={"attachment": [sent_file()]})).json()
    answer(
        post=cast.officer_post,
        case_id=done["case_id"],
        expected_seq=1,
        text="Se adjunta.",
        decision="granted",
    )
    case = machine.get(f"/api/v1/cases/{done['case_id']}").json()
    assert (case["label"], case["state"], case["last_seq"]) == (done["label"], "answered", 2)
    assert case["answers"] == answers()
    assert [act["kind"] for act in case["acts"]] == ["lodge", "answer"]
    assert case["acts"][1]["sealed"], "it is read by opening its notice, and so notified"
    assert case["acts"][1]["text"] is None
    assert case["documents"][0]["name"] == "plano.pdf"
    assert case["registered_at"] == done["registered_at"]
    assert case["due_on"] == done["due_on"]
    stranger = Machine(cast.office)
    opening = f"/api/v1/cases/{done['case_id']}/notices/2/open"
    assert stranger.post(opening).status_code == 404
    opened = machine.post(opening)
    assert opened.status_code == 200, opened.content
    assert opened.json()["acts"][1]["text"] == "Se adjunta."
    assert opened.json()["acts"][2]["kind"] == "notified"
    assert machine.post(opening).json()["last_seq"] == 3, "opening it again changes nothing"
    assert machine.post(opening.replace("/2/", "/1/")).status_code == 404
    for url in (f"/api/v1/cases/{done['case_id']}", f"/api/v1/entries/{done['entry_id']}/receipt"):
        assert stranger.get(url).status_code == 404
        assert machine.get(url, authorization=None).status_code == 401
        assert machine.get(url, authorization=None)["Content-Type"] == "application/problem+json"


def test_the_receipt_is_given_in_its_stages(machine: Machine):
    done = machine.file().json()
    receipt = machine.get(f"/api/v1/entries/{done['entry_id']}/receipt").json()
    assert receipt["stage"] == "immediate"
    assert receipt["witnessed"] is None
    assert receipt["immediate"].startswith("c2sp.org/tlog-proof@v1")


@pytest.mark.parametrize("url", ["cases/7", "cases/x", f"entries/{UUID(int=7)}/receipt"])
def test_what_is_not_there_is_a_problem(machine: Machine, url: str):
    response = machine.get(f"/api/v1/{url}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_reading_needs_no_session_and_sets_no_cookie(machine: Machine):
    response: Any = machine.client.get(f"{OFFICE}/procedures")
    assert not response.cookies


def test_log_lines_hold_no_personal_data(
    machine: Machine, capsys: Any, caplog: Any, procedure: PublishedProcedure
):
    machine.file(filing(answers=answers(names=None)))
    machine.file()
    said = caplog.text + capsys.readouterr().err
    assert "Soto" not in said
    assert machine.token not in said


def test_a_token_reads_no_receipt_of_another_office_even_for_its_own_account(
    cast: Cast, procedure: PublishedProcedure
):
    filed = lodged(cast, procedure, account_id=cast.applicant.id)
    url = f"/api/v1/entries/{filed.registered.entry_id}/receipt"
    here, there = (
        issue_token(office_id=office.id, role="filer", label="suya", account_id=cast.applicant.id)
        for office in (cast.office, found("otra-comuna"))
    )
    client = Client()
    assert client.get(url, headers={"authorization": f"Bearer {here}"}).status_code == 200
    assert client.get(url, headers={"authorization": f"Bearer {there}"}).status_code == 404
