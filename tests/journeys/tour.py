"""A tour of every page, for every role, in one language: each state is drawn by real use."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.urls import resolve
from playwright.sync_api import Page

from tests.journeys.calling import calling
from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.drafting import drafting
from tests.journeys.elsewhere import contacting, repeating
from tests.journeys.granting import granting
from tests.journeys.looking_up import looking_up
from tests.journeys.own_data import own_data
from tests.journeys.shutting import shutting
from tests.journeys.trouble_pages import trouble_pages

Look = Callable[[Page, str], None]
SLUG = "acceso-informacion"
LETTER = Path(__file__).parent / "podar-arvore.xml"
PATIENCE_SECONDS = 40  # the worker asks the witnesses every few seconds
WITNESSED_SIGNATURES = 8  # two of the office and two of each of the other three
PARAGRAPH = "El presupuesto de áreas verdes de 2025 y los contratos vigentes"


@dataclass
class Tour:
    """Walks through the office and calls `look(page, state)` at each stop."""

    live: LiveOffice
    opened: Opened
    look: Look
    lang: str
    visited: set[str] = field(default_factory=set)

    def stop(self, page: Page, state: str) -> None:
        """One page in one state."""
        found = resolve(re.sub(r"^https?://[^/]+|[?#].*$", "", page.url))
        self.visited.add(f"{found.namespace}:{found.url_name}")
        self.look(page, state)

    def go(self, page: Page, path: str, state: str) -> None:
        page.goto(self.live.url(path))
        self.stop(page, state)

    def send(self, page: Page, state: str = "", button: str = "main form .govuk-button") -> None:
        """Press the page's main button, and stop where it leads."""
        with page.expect_navigation():
            page.locator(button).first.click()
        if state:
            self.stop(page, state)

    def everything(self) -> None:
        """All of it."""
        self.anyone()
        self.counting()
        self.troubles()
        case = self.filing()
        self.following(case)
        self.account()
        self.officials(case)
        self.answered(case)
        contacting(self)
        repeating(self)
        calling(self)
        granting(self)
        own_data(self)
        shutting(self)

    def anyone(self) -> None:
        page = self.opened(lang=self.lang, scripts=True)
        page.goto(self.live.base_url)
        self.look(page, "offices")
        self.visited.add("portal:offices")
        self.go(page, "", "home")
        self.go(page, "?q=presupuesto", "search with results")
        self.go(page, "?q=zanahorias", "search without results")
        self.go(page, "?q=presupesto+zanahorias", "search with a mistyped word")
        self.go(page, "topics/", "topics")
        self.go(page, "life/knowing/", "life event")
        self.live.console(
            "catalogue", "import", "cartas-de-servico", str(LETTER), "--office", "puerto-claro"
        )
        self.go(page, "areas/Meio%20ambiente/", "subject")
        self.go(page, "information/podar-arvore/", "service letter")
        self.go(page, f"procedures/{SLUG}/", "procedure")
        self.go(page, "norms/?q=20.285", "norms, found")
        self.go(page, "norms/?q=nada", "norms, none")
        self.go(page, "calendar/", "calendar")
        self.go(page, "notices/", "notices, none known")
        self.go(page, "commitments/", "commitments")
        for path in (
            "help",
            "about",
            "data",
            "accessibility",
            "outages",
            "charter",
            "cases",
            "automated-decisions",
        ):
            self.go(page, f"{path}/", path)
        for path in ("resume", "follow", "verify", "sign-in"):
            self.go(page, f"{'drafts' if path == 'resume' else path}/", path)
            self.send(page, f"{path}, nothing written")
        self.go(page, "desk/sign-in/", "desk sign-in")
        self.send(page, "desk sign-in, wrong")
        page.goto(self.live.url("no-hay/"))
        self.look(page, "404")

    def counting(self) -> None:
        """The calculator of time limits: its form, what it refuses, and a last day explained."""
        page = self.opened(lang=self.lang, scripts=True)
        count = "main form .govuk-button:not([name])"
        self.go(page, "time-limits/", "time limits")
        page.locator("#amount").fill("veinte")
        self.send(page, "time limits, wrong", button=count)
        page.locator("#amount").fill("20")
        for part, text in (("day", "9"), ("month", "9"), ("year", "2026")):
            page.locator(f"#start-{part}").fill(text)
        self.send(page, "time limits, counted", button=count)

    def troubles(self) -> None:
        """What goes wrong before the office can say more: real at an address, or as it is drawn."""
        page = self.opened(lang=self.lang, scripts=True)
        for state, drawn in trouble_pages(self.lang):
            show(page, self.live.url("trouble/"), drawn.content.decode())
            self.look(page, state)
        page.goto(self.live.url(f"procedures/{SLUG}/start/"))
        self.look(page, "405 at an address")
        page.goto(self.live.url("sign-in/"))
        page.context.clear_cookies(name="csrftoken")
        self.send(page)
        self.look(page, "403 without cookies")

    def filing(self) -> Page:
        """The filling of a procedure, each page right and wrong, and its receipt."""
        page = self.opened(lang=self.lang, scripts=True)
        page.goto(self.live.url(f"procedures/{SLUG}/"))
        self.send(page, "page request")
        self.send(page, "page request, wrong", button="main .govuk-button-group button")
        page.locator("#information_wanted").fill(PARAGRAPH)
        request = page.url
        self.attach(page, f"{'nombre-largo-' * 9}.exe", b"MZ un programa")
        self.next(page, "page request, a file refused")
        self.attach(page, "plano.txt", b"un plano")
        self.next(page, "page delivery")
        page.goto(request)
        self.stop(page, "page request, with a file")
        self.conflict(page)
        page.goto(re.sub(r"pages/.*", "check/", page.url))
        self.stop(page, "check, incomplete")
        page.goto(page.url.replace("check/", "pages/applicant/"))
        self.stop(page, "page applicant")
        self.next(page, "page applicant, wrong")
        page.locator("#names").fill("Ana Rojas Pinto")
        page.locator("#address-street").fill("Avenida Brasil 2830")
        page.locator("#address-place").fill("Valparaíso")
        page.locator("input[name=has_representative][value=yes]").check()
        self.next(page, "page representative")
        self.next(page, "page representative, wrong")
        page.goto(page.url.replace("representative", "applicant"))
        page.locator("input[name=has_representative][value=no]").check()
        self.next(page, "page notices")
        page.locator("input[type=radio][value=yes]").check()
        self.next(page)
        if "/notices" not in page.url:
            self.stop(page, "page notices, the address asked for")
        page.goto(re.sub(r"pages/.*", "pages/notices/", page.url))
        page.locator("input[type=radio][value=no]").check()
        self.next(page, "page signing")
        self.next(page, "page signing, wrong")
        page.locator("#signature").check()
        self.next(page, "check")
        page.goto(page.url.replace("check/", "support/"))
        self.stop(page, "support")
        self.send(page)
        page.goto(page.url.replace("check/", "later/"))
        self.stop(page, "later")
        self.closed_session(page.url.replace("later/", "check/"))
        page.goto(page.url.replace("later/", "check/"))
        self.send(page, "filed")
        return page

    def attach(self, page: Page, name: str, content: bytes) -> None:
        sent = [{"name": name, "mimeType": "text/plain", "buffer": content}]
        page.locator("#attachment").set_input_files(sent)

    def next(self, page: Page, state: str = "") -> None:
        self.send(page, state, button="main .govuk-button-group button[value=on]")

    def conflict(self, page: Page) -> None:
        """The same page in two tabs of one browser."""
        other = page.context.new_page()
        other.goto(page.url)
        other.locator("#information_wanted").fill("Otra cosa, en otra pestaña")
        self.next(other)
        other.close()
        page.locator("#information_wanted").fill(PARAGRAPH)
        self.next(page, "page request, changed in another tab")
        self.next(page)

    def closed_session(self, url: str) -> None:
        page = self.opened(lang=self.lang, scripts=True)
        page.goto(url)
        self.stop(page, "session closed")
        self.send(page, "session closed, wrong key")

    def following(self, filed: Page) -> None:
        number = filed.locator(".vt-plate b").inner_text()
        key = filed.locator(".vt-code").inner_text()
        page = self.opened(lang=self.lang, scripts=True)
        page.goto(self.live.url("follow/"))
        page.locator("#number").fill(number)
        page.locator("#code").fill(key)
        self.send(page, "case, waiting")
        page.goto(page.url + "due/")
        self.stop(page, "case, why that day")
        page.go_back()
        self.send(page, "case, closed here", button="form[action$='/close/'] button")
        self.verifying(page, number, witnessed_proof(filed))

    def verifying(self, page: Page, number: str, proof: str) -> None:
        for state, box, text in (
            ("verified", "#receipt", proof),
            ("verified, spoiled", "#receipt", proof.replace("extra e", "extra f", 1)),
            ("verified, a number", "#number", number),
            ("verified, a wrong number", "#number", "1999/E/000001"),
        ):
            page.goto(self.live.url("verify/"))
            page.locator(box).fill(text)
            self.send(page, state)

    def account(self) -> None:
        """A person with an account: drafts and cases of their own."""
        page = self.opened(lang=self.lang, scripts=True)
        self.sign_in(page, "sign-in/", role="person")
        self.stop(page, "own cases")
        self.go(page, "account/", "account")
        page.goto(self.live.url(f"procedures/{SLUG}/"))
        self.send(page)
        self.go(page, "drafts/", "own drafts")
        page.goto(self.live.url("desk/"))
        self.stop(page, "desk, not for this account")

    def sign_in(self, page: Page, path: str, *, role: str) -> None:
        account = self.live.account(role)
        page.goto(self.live.url(path))
        page.locator("#login").fill(account["login"])
        page.locator("#password").fill(account["password"])
        self.send(page)

    def officials(self, filed: Page) -> None:
        number = filed.locator(".vt-plate b").inner_text()
        page = self.opened(lang=self.lang, scripts=True)
        self.sign_in(page, "desk/", role="officer")
        self.stop(page, "queue")
        self.go(page, "desk/book/", "book")
        self.go(page, "desk/book/?day=2001-02-03", "book of an empty day")
        self.go(page, "desk/searches/", "searches in vain")
        self.go(page, "desk/plain/", "plain language")
        self.go(page, f"desk/plain/{SLUG}/", "plain language, a procedure")
        self.go(page, "desk/plain/letters/podar-arvore/", "plain language, a letter")
        self.sharing(page)
        page.goto(self.live.url("desk/"))
        with page.expect_navigation():
            page.get_by_role("link", name=number).click()
        self.stop(page, "desk case")
        looking_up(self, page)
        drafting(self, page)
        self.correction(page, filed)
        self.send(page, "desk act, answer", button="main a.govuk-button")
        self.send(page, "desk case, answer incomplete", button="main form .govuk-button")
        page.locator("input[name=decision][value=refused]").check()
        page.locator("#text").fill("No se puede entregar.")
        page.locator("#reasons").fill("Afecta derechos de otras personas.")
        self.send(page, "desk case, answered", button="main form .govuk-button")
        self.go(page, "desk/?state=answered", "queue of the answered")
        self.letters()

    def letters(self) -> None:
        """The letter of the answer: printed, handed to the post, returned, and on the board."""
        page = self.opened(lang=self.lang, scripts=True)
        self.sign_in(page, "desk/", role="clerk")
        self.go(page, "desk/letters/", "letters")
        self.send(page, "letter batch", button="main form .govuk-button")
        self.send(page, "letter batch, wrong", button="main form .govuk-button")
        page.locator("#reference").fill("Correos, guía 00123")
        self.send(page, "letter batch, handed over", button="main form .govuk-button")
        self.go(page, "desk/letters/", "letters, out")
        page.locator("input[name=text]").first.fill("Nadie en el domicilio")
        self.send(page, "letters, returned", button="button[value=returned]")
        self.send(page, "letters, wrong", button="button[value=board]")
        page.locator("input[name=on]").first.fill((date.today() + timedelta(days=10)).isoformat())
        page.locator("input[name=text]").first.fill("Ley 19.880, art. 48")
        self.send(page, button="button[value=board]")
        self.go(page, "board/", "board")

    def sharing(self, page: Page) -> None:
        """The tasks of the officer, those that nobody has, and the head who gives one."""
        self.go(page, "desk/tasks/", "tasks, none")
        self.go(page, "desk/tasks/?whose=free", "tasks, nobody's")
        self.send(page, "tasks, taken", button="tbody .govuk-button")
        head = self.opened(lang=self.lang, scripts=True)
        self.sign_in(head, "desk/", role="head")
        head.goto(self.live.url("desk/tasks/?whose=unit"))
        with head.expect_navigation():
            head.locator("tbody td:last-child a").first.click()
        self.stop(head, "task, to whom it is given")

    def correction(self, desk: Page, filed: Page) -> None:
        """One answer marked at the desk and mended by the person, with the diff on both sides."""
        case, here = filed.url.replace("receipt/", ""), desk.url
        desk.goto(here + "clocks/1/decide/")
        self.stop(desk, "desk, why that day")
        desk.goto(here + "acts/ask_correction/")
        self.stop(desk, "desk act, correction")
        send = "main form .govuk-button"
        self.send(desk, "desk act, correction wrong", button=send)
        desk.locator("#mark-information_wanted").check()
        desk.locator("#why-information_wanted").fill("Diga de qué años.")
        self.send(desk, "desk case, correction asked", button=send)
        filed.goto(case)
        self.stop(filed, "case, a notice to open")
        filed.goto(self.live.url("notices/"))
        self.stop(filed, "notices")
        filed.goto(case + "notices/2/")
        self.stop(filed, "notice, closed")
        self.send(filed, "notice, opened", button=send)
        filed.goto(case)
        self.stop(filed, "case, to correct")
        filed.goto(case + "clocks/2/correction/")
        self.stop(filed, "case, why that day to correct")
        filed.goto(case + "acts/correct/")
        self.stop(filed, "act, correct")
        filed.locator("#information_wanted").fill("")
        self.send(filed, "act, correct wrong", button=send)
        filed.locator("#information_wanted").fill(f"{PARAGRAPH} de 2024")
        self.send(filed, "act receipt", button=send)
        filed.goto(case)
        self.stop(filed, "case, corrected")
        filed.goto(case + "acts/choose_means/")
        self.stop(filed, "act, how to be notified")
        filed.locator("input[name=means][value=paper]").check()
        self.send(filed, button=send)
        filed.goto(case + "acts/desist/")
        self.stop(filed, "act, desist")
        filed.goto(case + "receipt/")
        desk.goto(here)
        self.stop(desk, "desk case, corrected")

    def answered(self, filed: Page) -> None:
        case = filed.url.replace("receipt/", "")
        filed.goto(case)
        with filed.expect_navigation():
            filed.locator("main a.govuk-button").first.click()
        self.send(filed, button="main form .govuk-button")
        filed.goto(case)
        self.stop(filed, "case, answered")
        filed.goto(case + "acts/appeal/")
        self.stop(filed, "act, appeal elsewhere")


def witnessed_proof(filed: Page) -> str:
    """The proof as every other office of the demonstration has signed it: its heaviest form."""
    address = filed.url.replace("receipt/", "receipt.tlog-proof")
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        proof = filed.context.request.get(address).text()
        if proof.count("\n— ") >= WITNESSED_SIGNATURES:
            return proof
        time.sleep(0.5)
    raise AssertionError(f"no witness signed in {PATIENCE_SECONDS} s: {proof}")


def show(page: Page, url: str, source: str) -> None:
    """A page of the test's own at an address of the office, with the office's sheets."""
    page.unroute_all()
    page.route(url, lambda route: route.fulfill(body=source, content_type="text/html"))
    page.goto(url)
