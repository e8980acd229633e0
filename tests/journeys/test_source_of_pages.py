"""The source of every page of the URL table, in every language, without a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse

from tests.architecture.addresses import pages
from tests.cast import Cast
from tests.data_rights import asked
from tests.filing import SLUG
from tests.html_check import faults
from tests.walking import PAGES, Walker
from ventanilla.channels.desk.tests.test_drafting_pages import form_of
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
#: Need other procedures, messages, letters: the tour in a browser has them.
ON_THE_TOUR = {
    "portal:contact", "portal:contact-code", "portal:outbox", "portal:item", "portal:life",
    "portal:draft-changes",
    "portal:area", "portal:information", "portal:call", "desk:call", "desk:call-step",
    "desk:call-evaluate", "desk:plain-letter", "desk:task",
    "desk:attend", "desk:attend-oral", "desk:draft", "desk:page", "desk:item", "desk:later",
    "portal:title", "desk:title-motion",
    "desk:check", "desk:sheet", "desk:consent", "desk:paper", "desk:paper-as", "desk:annul",
}  # fmt: skip


class Reader:
    """Asks for pages by name and keeps what is wrong with each."""

    def __init__(self, cast: Cast, lang: str, data_procedure: PublishedProcedure) -> None:
        self.cast, self.lang, self.data_procedure = cast, lang, data_procedure
        self.person, self.official = Walker(cast, lang), Walker(cast, lang)
        self.head = Walker(cast, lang)
        self.seen: set[str] = set()
        self.wrong: dict[str, list[str]] = {}

    def read(self, name: str, answer: HttpResponse) -> None:
        assert answer.status_code in (200, 409, 422), (name, answer.status_code)
        found = faults(answer.content.decode())
        self.seen.add(name)
        if found:
            self.wrong.setdefault(name, []).extend(found)

    def get(self, walker: Walker, name: str, **given: Any) -> None:
        self.read(name, walker.get(name, **given))

    def filing(self) -> str:
        """Each page of a draft, empty, refused and filled; then the case."""
        self.person.start()
        for page in PAGES:
            empty = self.person.get("portal:page", draft=self.person.draft, page=page)
            self.read("portal:page", empty)
            answer = self.person.fill(page, information_wanted="", names="", signature="")
            if answer.status_code == 422:
                self.read("portal:page", answer)
            self.person.fill(page)
        for name in ("portal:check", "portal:later", "portal:support"):
            self.get(self.person, name, draft=self.person.draft)
        filed = self.person.file()
        return str(filed["Location"]).split("/cases/")[1].split("/")[0]

    def correcting(self, case: str) -> None:
        """A correction asked and mended, each page empty, refused and done."""
        self.get(self.official, "desk:act", case=case, act="ask_correction")
        sent = {"why-information_wanted": "Diga de qué años.", "expected_seq": "1"}
        half = {**sent, "mark-attachment": "yes"}
        for given in (half, sent):
            answer = self.official.post("desk:act", given, case=case, act="ask_correction")
            if answer.status_code != 302:
                self.read("desk:act", answer)
        self.get(self.person, "portal:case", case=case)
        self.get(self.person, "portal:notices")
        self.get(self.person, "portal:notice", case=case, item=2)
        self.person.open_notices(case)
        self.get(self.person, "portal:notice", case=case, item=2)
        self.get(self.person, "portal:case", case=case)
        self.get(self.person, "portal:case-clock", case=case, seq=2, limit="correction")
        self.get(self.person, "portal:act", case=case, act="correct")
        for text in ("", "El presupuesto de áreas verdes de 2024"):
            given = {"information_wanted": text, "expected_seq": "3"}
            answer = self.person.post("portal:act", given, case=case, act="correct")
            if answer.status_code != 302:
                self.read("portal:act", answer)
        self.get(self.person, "portal:act-receipt", case=case, seq=4)
        self.get(self.person, "portal:act", case=case, act="choose_means")
        for walker, name in ((self.person, "portal:case"), (self.official, "desk:case")):
            self.get(walker, name, case=case)

    def letters(self, case: str, clerk: Walker) -> None:
        """A letter printed, handed to the post and returned, each page empty, refused and done."""
        self.person.post(
            "portal:act", {"means": "paper", "expected_seq": "4"}, case=case, act="choose_means"
        )
        said = {"decision": "granted", "text": "Aquí.", "expected_seq": "5"}
        self.official.post("desk:act", said, case=case, act="answer")
        self.get(clerk, "desk:letters")
        printed = clerk.post("desk:letters", {"do": "print"})
        batch = str(printed["Location"]).rstrip("/").rpartition("/")[2]
        self.get(clerk, "desk:letter-batch", batch=batch)
        self.read("desk:letter-batch", clerk.post("desk:letter-batch", {}, batch=batch))
        today = clock.today(self.cast.office.zone).isoformat()
        clerk.post("desk:letter-batch", {"on": today, "reference": "Guía 7"}, batch=batch)
        self.get(clerk, "desk:letters")
        self.get(self.person, "portal:notice", case=case, item=6)

    def rights_over_data(self) -> None:
        """What is held of a person, empty, refused; the copy; an opening shown later."""
        for right in ("access", "correction", "cancellation", "objection"):
            case = asked(self.cast, self.data_procedure, right).id
            self.get(self.official, "desk:data", case=case)
            self.read("desk:data", self.official.post("desk:data", {}, case=case))
        self.get(self.official, "desk:data-copy", case=case)
        self.get(self.head, "desk:delay", case=case)
        self.read("desk:delay", self.head.post("desk:delay", {}, case=case))
        self.get(self.head, "desk:delays")

    def deciding(self, case: str) -> None:
        """A decision drafted, read, proposed, given back without a word and dropped."""
        self.get(self.official, "desk:decision-new", case=case)
        begun = self.official.post("desk:decision-new", {"template": "entrega"}, case=case)
        draft = str(begun["Location"]).rstrip("/").rpartition("/")[2]
        for name in ("desk:decision", "desk:decision-read"):
            self.get(self.official, name, draft=draft)
        sent = form_of(self.official.get("desk:decision", draft=draft))
        self.official.post("desk:decision", {**sent, "do": "propose"}, draft=draft)
        late = self.official.post("desk:decision", {**sent, "do": "save"}, draft=draft)
        self.read("desk:decision", late)
        self.get(self.official, "desk:signing")
        self.get(self.head, "desk:signing")
        self.get(self.head, "desk:sign", draft=draft)
        several = self.head.post("desk:signing-together", {"pick": f"{draft}:2", "do": "look"})
        self.read("desk:signing-together", several)
        back = {"version": 2, "do": "return"}
        self.read("desk:sign", self.head.post("desk:sign", back, draft=draft))
        self.head.post("desk:sign", {**back, "remark": "Falta la fecha."}, draft=draft)
        self.get(self.official, "desk:decision", draft=draft)
        self.official.post("desk:decision", {"version": 3, "do": "drop"}, draft=draft)
        self.get(self.head, "desk:stand-ins")
        self.get(self.head, "desk:stand-in-new", kind="delegation")
        self.read("desk:stand-in-new", self.head.post("desk:stand-in-new", {}, kind="delegation"))

    def everything(self) -> None:
        self.read("portal:offices", self.person.client.get("/"))
        case = self.filing()
        self.get(self.person, "portal:procedure", slug=SLUG)
        for name in ("portal:case", "portal:case-due", "portal:filed"):
            self.get(self.person, name, case=case)
        self.get(self.official, "desk:sign-in")
        self.official.sign_in("óscar@example.org", where="desk:sign-in")
        self.get(self.official, "desk:case", case=case)
        self.get(self.official, "desk:clock", case=case, seq=1, limit="decide")
        self.get(self.official, "desk:plain-procedure", slug=SLUG)
        for act in ("answer", "ask_report", "propose", "suspend", "admit"):
            self.get(self.official, "desk:act", case=case, act=act)
            sent = {"text": "x", "expected_seq": "1"}
            if act != "admit":
                wrong = self.official.post("desk:act", sent, case=case, act=act)
                self.read("desk:act", wrong)
        self.get(self.official, "desk:notes", case=case)
        self.read("desk:notes", self.official.post("desk:notes", {"text": ""}, case=case))
        self.get(self.official, "desk:precedents", case=case)
        self.read("desk:find", self.official.post("desk:find", {"text": "zanahorias"}))
        for act in ("", "extend", "take", "forward", "ask_report", "propose", "close"):
            self.read("desk:bulk", self.official.post("desk:bulk", {"act": act, "case": case}))
        self.read(
            "desk:bulk", self.official.post("desk:bulk", {"act": "forward", "all": "1", "go": "1"})
        )
        offices.fill_post(unit=self.cast.unit, role=offices.Role.HEAD, account_id=self.cast.head.id)
        self.head.sign_in("helena@example.org", where="desk:sign-in")
        self.deciding(case)
        self.correcting(case)
        clerk = Walker(self.cast, self.lang)
        clerk.sign_in("clara@example.org", where="desk:sign-in")
        self.get(clerk, "desk:counter")
        for name in ("desk:entry", "desk:label"):
            self.get(clerk, name, entry=Case.objects.get(id=case).opened_by_id)
        holder = Walker(self.cast, self.lang)
        holder.sign_in("ana@example.org")
        self.get(holder, "portal:account")
        self.get(holder, "portal:accesses")
        self.rights_over_data()
        self.letters(case, clerk)
        for name in sorted(pages() - self.seen - ON_THE_TOUR - {"portal:case-close"}):
            self.get(self.official if name.startswith("desk:") else self.person, name)
        self.read("portal:case-close", self.person.post("portal:case-close", {}, case=case))


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_the_source_of_every_page_is_valid_named_and_labelled(
    lang: str, cast: Cast, procedure: PublishedProcedure, data_procedure: PublishedProcedure
):
    cache.clear()
    reader = Reader(cast, lang, data_procedure)
    reader.everything()
    assert reader.wrong == {}
    assert reader.seen == pages() - ON_THE_TOUR


def test_a_spoiled_source_is_found():
    spoiled = "<!DOCTYPE html><html><p><div id=a></p><div id=a><label for=b></label><input name=x>"
    found = "\n".join(faults(spoiled))
    for kind in ("unexpected-end-tag", "the id a 2 times", "points at nothing", "no label: x"):
        assert kind in found
