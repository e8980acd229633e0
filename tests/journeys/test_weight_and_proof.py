"""What pages weigh on the wire, what witnesses add to a proof, what nothing may lose."""

from __future__ import annotations

import gzip
import re
import time
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.journeys.conftest import LiveOffice, Opened

pytestmark = pytest.mark.browser
FIRST_VISIT = 40_000
LATER_PAGE = 10_000
SLUG = "acceso-informacion"
PATIENCE_SECONDS = 40


class Visitor:
    """A plain HTTP client with cookies that counts the bytes it gets."""

    def __init__(self, live: LiveOffice, lang: str = "es") -> None:
        self.live = live
        self.lang = lang
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.url = ""

    def get(self, url: str, data: dict[str, str] | None = None) -> tuple[int, bytes]:
        """(bytes on the wire, content) of one answer; redirects are followed."""
        body = urlencode(data).encode() if data is not None else None
        asked = Request(
            url, data=body, headers={"Accept-Encoding": "gzip", "Accept-Language": self.lang}
        )
        try:
            answer: Any = self.opener.open(asked, timeout=30)
        except HTTPError as error:
            answer = error
        raw = answer.read()
        self.url = answer.url
        zipped = answer.headers.get("Content-Encoding") == "gzip"
        return len(raw), gzip.decompress(raw) if zipped else raw

    def page(self, url: str, data: dict[str, str] | None = None) -> str:
        return self.get(url, data)[1].decode()

    def send(self, page: str, url: str, **fields: str) -> str:
        """Send a form of a page, with its hidden values."""
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        return self.page(url, {**hidden, **fields})

    def file(self, clicks: int = 1) -> list[str]:
        """A whole filing, its last button pressed once or more; the address after each click."""
        procedure = self.live.url(f"procedures/{SLUG}/")
        page = self.send(self.page(procedure), f"{procedure}start/")
        for answers in (
            {"information_wanted": "El presupuesto"},
            {},
            {
                "names": "Ana Soto",
                "address-street": "Calle Larga 12",
                "address-place": "Puerto Claro",
                "has_representative": "no",
            },
            {},
            {"signature": "yes"},
        ):
            page = self.send(page, self.url, go="on", **answers)
        assert "/check/" in self.url
        button, reached = self.url.replace("check/", "file/"), []
        for _ in range(clicks):
            self.send(page, button)
            reached.append(self.url)
        return reached


def linked_weight(visitor: Visitor, page: str) -> int:
    links = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page)
    assert len(links) == 4
    return sum(visitor.get(visitor.live.base_url + link)[0] for link in links)


def test_a_first_visit_weighs_at_most_40_kb_and_later_pages_10(live: LiveOffice):
    visitor = Visitor(live)
    weight, content = visitor.get(live.url())
    assert weight + linked_weight(visitor, content.decode()) <= FIRST_VISIT
    procedure, _ = visitor.get(live.url(f"procedures/{SLUG}/"))
    visitor.file()
    filed, receipt = visitor.get(visitor.url)
    case, _ = visitor.get(visitor.url.replace("receipt/", ""))
    others = [visitor.get(live.url(f"{p}/"))[0] for p in ("verify", "help", "about", "calendar")]
    assert b"vt-plate" in receipt
    assert max(procedure, filed, case, *others) <= LATER_PAGE


def test_the_proof_gains_the_signatures_of_other_administrations(live: LiveOffice):
    visitor = Visitor(live)
    visitor.file()
    proof_url = visitor.url.replace("receipt/", "receipt.tlog-proof")
    until = time.monotonic() + PATIENCE_SECONDS
    proof = ""
    while "pedra-serena" not in proof and time.monotonic() < until:
        time.sleep(0.5)
        proof = visitor.page(proof_url)
    assert "pedra-serena" in proof
    verify = live.url("verify/")
    page = visitor.send(visitor.page(verify), verify, receipt=proof)
    assert "Otros dan fe." in page
    assert "Prefeitura de Pedra Serena" in page


def test_the_receipt_is_also_a_pdf(live: LiveOffice):
    visitor = Visitor(live)
    visitor.file()
    _, content = visitor.get(visitor.url.replace("receipt/", "receipt.pdf"))
    assert content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("lang", ["es", "pt"])
def test_an_expired_session_at_the_last_step_loses_nothing(
    lang: str, live: LiveOffice, opened: Opened
):
    page = opened(lang=lang)
    page.goto(live.url(f"procedures/{SLUG}/"))
    page.locator("main form button").click()
    page.locator("#information_wanted").fill("Lo que no se debe perder")
    page.locator("main .govuk-button-group button").first.click()
    page.wait_for_url("**/delivery/")
    key = page.locator(".vt-code").inner_text()
    page.context.clear_cookies(name="sessionid")
    page.goto(page.url.replace("pages/delivery/", "check/"))
    assert "Lo que no se debe perder" not in page.locator("main").inner_text()
    page.locator("#code").fill(key)
    page.locator("main form button").click()
    page.wait_for_url("**/pages/applicant/")
    page.goto(re.sub(r"pages/.*", "check/", page.url))
    assert "Lo que no se debe perder" in page.locator("main").inner_text()


def test_a_double_click_is_one_number(live: LiveOffice):
    visitor = Visitor(live)
    first = visitor.file(clicks=2)
    assert first[0] == first[1]


def test_a_procedure_withdrawn_while_filling_leaves_the_text_to_copy(
    live: LiveOffice, opened: Opened
):
    office = "pedra-serena"
    page = opened(lang="pt")
    page.goto(live.url(office=office))
    page.locator("main table a").first.click()
    slug = page.url.rstrip("/").rsplit("/", 1)[1]
    page.locator("main form button").click()
    page.locator("main textarea").first.fill("Um texto que não se perde")
    page.locator("main .govuk-button-group button").first.click()
    page.wait_for_load_state()
    live.console("procedure", "withdraw", slug, "--office", office, "--reason", "prueba")
    time.sleep(6)  # what each process remembers of a procedure lasts five seconds
    page.reload()
    said = page.locator("main").inner_text()
    assert "Um texto que não se perde" in said
    assert "prueba" in said
