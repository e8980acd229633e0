"""Filing without a name where the law takes it (CO: Ley 1437, art. 16.2; C-951 de 2014), by every
road, and how the answer reaches whoever asked: with the number and the code, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests.cast import Cast, found
from tests.roads.test_same_by_every_road import AtTheDesk, Browser, by_api, offered
from tests.walking import Walker, text_of
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.offices import api as offices

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
FOLDER = Path("procedures/co-peticion")
REASON = "Temo represalias de mi empleador."
ASKED = {
    "request_kind": "general",
    "object": "Que se revisen las básculas del mercado.",
    "anonymous_reason": REASON,
}
PAPER = {"object": ASKED["object"], "anonymous": "yes", "proof": "here", "unit": "atencion"}


@pytest.fixture(name="at")
def an_office_in_colombia(cast: Cast) -> Cast:
    cache.clear()
    cast.office = found("monteclaro", "CO")
    cast.unit = offices.add_unit(office=cast.office, code="atencion", name="Atención")
    for role, account in ((offices.Role.CLERK, cast.clerk), (offices.Role.OFFICER, cast.officer)):
        offices.fill_post(unit=cast.unit, role=role, account_id=account.id)
    return cast


def on_paper(at: Cast) -> Case:
    clerk = Walker(at)
    clerk.sign_in("clara@example.org", where="desk:sign-in")
    sent = clerk.post("desk:paper-as", {**PAPER, "_key": "0" * 32}, slug="peticion")
    assert sent.status_code == 302, text_of(sent)
    return Case.objects.get()


def filed(at: Cast, road: str) -> Case:
    procedure = offered(at, FOLDER)
    if road == "paper":
        return on_paper(at)
    if road == "api":
        made: Any = by_api(at, procedure.slug, ASKED)
    else:
        browser = {"portal": Browser, "desk": AtTheDesk}[road](at, procedure)
        browser.fill(ASKED)
        made = browser.file()
    assert isinstance(made, Case), made
    return made


@pytest.mark.parametrize("road", ["portal", "api", "desk", "paper"])
def test_nobody_is_named_and_the_answer_is_read_with_number_and_code(at: Cast, road: str):
    case = filed(at, road)
    assert (case.applicant.name, case.applicant.address, case.applicant.email) == ("", "", "")
    officer = Walker(at)
    officer.sign_in("óscar@example.org", where="desk:sign-in")
    page = text_of(officer.get("desk:case", case=case.id))
    assert (REASON in page) == (road != "paper")  # the paper gave none: a correction may ask it
    sent = {"decision": "granted", "text": "Se revisaron ayer.", "reasons": "", "expected_seq": "1"}
    answered = officer.post("desk:act", sent, case=case.id, act="answer")
    assert answered.status_code == 302, text_of(answered)
    person = Walker(at)
    known = {"number": str(case.opened_by), "code": casefiles.follow_secret(case.opened_by_id)}
    assert person.post("portal:follow", known).status_code == 302
    assert "Se revisaron ayer." not in text_of(person.get("portal:case", case=case.id))
    person.open_notices(str(case.id))
    assert "Se revisaron ayer." in text_of(person.get("portal:case", case=case.id))
    stranger = Walker(at)
    assert stranger.get("portal:case", case=case.id).status_code != 200


@pytest.mark.parametrize("missing", [{"anonymous_reason": ""}, {"names": "Ana", "address": None}])
def test_who_gives_no_reason_or_a_name_without_an_address_is_told(at: Cast, missing: Any):
    procedure = offered(at, FOLDER)
    answers = {k: v for k, v in {**ASKED, **missing}.items() if v}
    assert by_api(at, procedure.slug, answers) == ({"address"} if "names" in missing else {"names"})
