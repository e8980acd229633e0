"""The same answers by portal, API and desk: the same validation, entry, dates, fee and path."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import CaseKind
from ventanilla.domains.casefiles.models import Act, Case, CaseClock, Draft, Filing
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties.api import issue_token
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

OWN_MOTION = sorted(
    file.parent
    for file in Path("procedures").glob("*/procedure.yaml")
    if yaml.safe_load(file.read_text())["kind"] == CaseKind.OWN_MOTION
)
EXAMPLES = sorted(
    example
    for example in Path("procedures").glob("*/examples/*.yaml")
    if example.parent.parent not in OWN_MOTION
)


def offered(cast: Cast, folder: Path) -> catalogue.PublishedProcedure:
    procedure = catalogue.rehearsed(folder)
    if offices.unit_by_code(office_id=cast.office.id, code=procedure.unit) is None:
        offices.add_unit(office=cast.office, code=procedure.unit, name=procedure.unit)
    since = clock.now() - timedelta(days=1)
    catalogue.publish_folder(office_id=cast.office.id, folder=folder, in_force_from=since, by=None)
    version = catalogue.in_force(office_id=cast.office.id, slug=procedure.slug, at=clock.now())
    if version.kind == CaseKind.CALL:
        open_call(cast, version)
    return version


def open_call(cast: Cast, procedure: catalogue.PublishedProcedure) -> None:
    """Filings into a call are taken from the day its head publishes it."""
    unit = offices.unit_by_code(office_id=cast.office.id, code=procedure.unit)
    head = offices.fill_post(
        unit=unit, role=offices.Role.HEAD, account_id=cast.head.id, title="Jefa"
    )
    casefiles.open_call(
        post=head,
        procedure=procedure,
        code="una",
        title="Una",
        text="Una convocatoria inventada.",
        published_on=clock.today(cast.office.zone),
        credit=1_000_000,
    )


def by_api(cast: Cast, slug: str, answers: Any) -> set[str] | Case:
    """The case, or the fields that were refused."""
    token = issue_token(office_id=cast.office.id, role="filer", label="x", rate_per_minute=1000)
    sent = Client().post(
        f"/api/v1/offices/{cast.office.slug}/filings",
        json.dumps({"procedure": slug, "answers": answers}),
        content_type="application/json",
        headers={"authorization": f"Bearer {token}", "idempotency-key": "key-00000001"},
    )
    if sent.status_code == 201:
        return Case.objects.get(opened_by=sent.json()["entry_id"])
    assert sent.status_code == 422, sent.content
    return {error["field"] for error in sent.json()["errors"]}


class Browser:
    """Somebody who fills every page, without scripts."""

    def __init__(self, cast: Cast, procedure: catalogue.PublishedProcedure) -> None:
        self.office, self.procedure, self.client = cast.office.slug, procedure, Client()
        self.draft = self.begin(cast)

    side = "portal"

    def begin(self, cast: Cast) -> UUID:
        with transaction.atomic():
            self.client.force_login(cast.applicant)  # some procedures ask the others for a contact
        began = self.client.post(reverse("portal:start", args=[self.office, self.procedure.slug]))
        return UUID(began["Location"].split("/drafts/")[1].strip("/"))

    def url(self, name: str, *more: Any) -> str:
        return reverse(f"{self.side}:{name}", args=[self.office, self.draft, *more])

    def fill(self, answers: dict[str, Any]) -> None:
        for page in self.procedure.form.pages:
            for field in page.fields:
                for n, item in enumerate(answers.get(field.id, ()) if field.kind.is_group else ()):
                    self._item(page.id, field, n + 1, item)
            held = self.procedure.form.inputs(page.id, answers)
            self.client.post(self.url("page", page.id), {**held, "go": "on"})

    def _item(self, page: str, field: Any, place: int, item: dict[str, Any]) -> None:
        address = self.url("item", page, field.id, place)
        seen = self.client.get(address).content.decode().split('name="_seen" value="')[1][:16]
        sent: dict[str, Any] = {"_seen": seen}
        for inner in field.kind.fields:
            for part, text in inner.kind.inputs(item.get(inner.id)).items():
                sent[f"{inner.id}-{part}" if part else inner.id] = text
        assert self.client.post(address, sent).status_code == 302

    def file(self) -> set[str] | Case:
        check = self.client.get(self.url("check"))
        if check.status_code == 422:  # the page names what is wrong, and offers no filing
            form = self.procedure.form
            draft = Draft.objects.get(id=self.draft)
            return {error.field for error in form.check(answers=draft.answers, lang="es").errors}
        seen = check.content.decode().split('name="_seen" value="')[1].split('"')[0]
        self.agree(seen)
        assert self.client.post(self.url("file"), {"_seen": seen}).status_code == 302
        return Case.objects.get(opened_by=Draft.objects.get(id=self.draft).entry_id)

    def agree(self, seen: str) -> None:
        """At the portal who files presses the button."""


class AtTheDesk(Browser):
    """A clerk who types for a person present, on the same pages."""

    side = "desk"

    def begin(self, cast: Cast) -> UUID:
        with transaction.atomic():
            self.client.force_login(cast.clerk)
        attend = reverse("desk:attend", args=[self.office, self.procedure.slug])
        began = self.client.post(attend, {"name": "Quien Sea", "identified": "known"})
        draft = UUID(began["Location"].split("/drafts/")[1].strip("/"))
        with transaction.atomic():  # what was known of the person is not part of the example
            Draft.objects.filter(id=draft).update(answers={})
        return draft

    def agree(self, seen: str) -> None:
        self.client.post(self.url("consent"), {"_seen": seen, "how": "signature"})


def told(case: Case) -> dict[str, Any]:
    """What must not depend on the road: all but the road itself and who typed."""
    first = Act.objects.get(case=case, seq=1)
    entry, version = case.opened_by, catalogue.version(case.version_id)
    clocks = CaseClock.objects.filter(case=case).order_by("name")
    return {
        "answers": Filing.objects.get(case=case).answers,
        "decided": first.content.get("decisions"),  # fee, risk, path: what the tables gave
        "fee": version.fee,
        "path": list(Act.objects.filter(case=case).values_list("seq", "kind", "actor")),
        "state": (case.state, case.waiting_on, case.last_seq),
        "due": (case.due_on, case.due_because),
        "clocks": list(clocks.values_list("name", "owed_by", "starts_on", "due_on")),
        "entry": (entry.book, entry.year, entry.legal_date, entry.subject, entry.unit_id),
        "procedure": bytes(entry.procedure_digest),
        "documents": entry.document_digests,
        "unit": case.unit_id,
        "version": case.version_id,
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parts[1]}-{path.stem}")
def test_an_example_goes_the_same_way_by_portal_api_and_desk(cast: Cast, example: Path):
    answers = yaml.safe_load(example.read_text())["answers"]
    procedure = offered(cast, example.parent.parent)
    machine = by_api(cast, procedure.slug, answers)
    for road in (Browser, AtTheDesk):
        browser = road(cast, procedure)
        browser.fill(answers)
        person = browser.file()
        if isinstance(machine, Case):
            assert isinstance(person, Case), road
            assert told(person) == told(machine), road
        else:
            assert person == machine, road


@pytest.mark.parametrize("folder", OWN_MOTION, ids=lambda folder: folder.name)
def test_what_the_body_begins_of_its_own_motion_is_filed_by_no_road(cast: Cast, folder: Path):
    procedure = offered(cast, folder)
    example = next((folder / "examples").glob("*.yaml"))
    answers = yaml.safe_load(example.read_text())["answers"]
    token = issue_token(office_id=cast.office.id, role="filer", label="x", rate_per_minute=1000)
    by_machine = Client().post(
        f"/api/v1/offices/{cast.office.slug}/filings",
        json.dumps({"procedure": procedure.slug, "answers": answers}),
        content_type="application/json",
        headers={"authorization": f"Bearer {token}", "idempotency-key": "key-00000001"},
    )
    assert by_machine.json()["code"] == "procedure-begun-by-the-body"
    for who, address in ((cast.applicant, "portal:start"), (cast.clerk, "desk:attend")):
        client = Client()
        with transaction.atomic():
            client.force_login(who)
        sent = {"name": "Quien Sea", "identified": "known"}
        answer = client.post(reverse(address, args=[cast.office.slug, procedure.slug]), sent)
        assert answer.status_code in (404, 409), (address, answer.status_code)
    assert (Case.objects.count(), Draft.objects.count()) == (0, 0)


def test_items_are_added_changed_and_removed_one_page_each(cast: Cast):
    procedure = offered(cast, Path("procedures/cl-patente-comercial"))
    browser = Browser(cast, procedure)
    browser.fill({"has_branches": True, "branches": BRANCHES})
    assert Draft.objects.get().answers["branches"] == BRANCHES
    changed = {**BRANCHES[0], "workers": 9}
    browser._item("branch_list", procedure.form.field("branches"), 1, changed)
    assert Draft.objects.get().answers["branches"] == [changed, BRANCHES[1]]
    browser.client.post(browser.url("page", "branch_list"), {"remove_item": "branches:0"})
    assert Draft.objects.get().answers["branches"] == [BRANCHES[1]]


def test_an_item_that_is_wrong_is_shown_as_written_and_not_kept(cast: Cast):
    browser = Browser(cast, offered(cast, Path("procedures/cl-patente-comercial")))
    browser.fill({"has_branches": True})
    address = browser.url("item", "branch_list", "branches", 1)
    seen = browser.client.get(address).content.decode().split('name="_seen" value="')[1][:16]
    sent = browser.client.post(address, {"_seen": seen, "commune": "Viña", "workers": "muchos"})
    assert sent.status_code == 422
    assert "muchos" in sent.content.decode()
    assert "branches" not in Draft.objects.get().answers


def test_an_item_changed_in_another_tab_is_not_overwritten(cast: Cast):
    browser = Browser(cast, offered(cast, Path("procedures/cl-patente-comercial")))
    browser.fill({"has_branches": True, "branches": BRANCHES[:1]})
    address = browser.url("item", "branch_list", "branches", 1)
    sent = browser.client.post(address, {"_seen": "0" * 16, "commune": "Otra"})
    assert sent.status_code == 409
    assert Draft.objects.get().answers["branches"] == BRANCHES[:1]


BRANCHES = [
    {"commune": "Viña del Mar", "region": "CL-VS", "workers": 2},
    {"commune": "Quilpué", "region": "CL-VS", "workers": 0},
]


def test_a_quota_that_is_full_refuses_and_keeps_the_answers(cast: Cast, tmp_path: Path):
    local = tmp_path / "office.yaml"
    local.write_text("window: {quota: 1}\n")
    folder = Path("procedures/br-manifestacao-ouvidoria")
    text = (folder / "procedure.yaml").read_text()
    made = tmp_path / "procedures" / "br"
    catalogue.new_folder(like=folder, into=made, slug="manifestacao-ouvidoria")
    (made / "procedure.yaml").write_text(text.replace("[unit, contact]", "[unit, contact, window]"))
    offices.add_unit(office=cast.office, code="ouvidoria", name="Ouvidoria")
    since = clock.now() - timedelta(days=1)
    catalogue.publish_folder(
        office_id=cast.office.id, folder=made, in_force_from=since, by=None, local=local
    )
    answers = {"kind": "praise", "text": "Obrigado.", "names": "Ana"}
    procedure = catalogue.in_force(
        office_id=cast.office.id, slug="manifestacao-ouvidoria", at=clock.now()
    )
    browser = Browser(cast, procedure)
    browser.fill(answers)
    seen = browser.client.get(browser.url("check")).content.decode()
    seen = seen.split('name="_seen" value="')[1][:16]
    assert isinstance(by_api(cast, "manifestacao-ouvidoria", answers), Case)
    refused = browser.client.post(browser.url("file"), {"_seen": seen})
    assert (refused.status_code, Case.objects.count()) == (409, 1)
    assert Draft.objects.get().answers == answers
