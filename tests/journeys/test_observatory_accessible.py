"""The observatory in a real browser, for every role: usable by all, by keyboard, without script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.urls import resolve, reverse
from playwright.sync_api import Browser, BrowserContext, Page

from tests.architecture.addresses import observatory_pages
from tests.cast import PASSWORD, Cast
from tests.journeys.conftest import remember_document
from tests.journeys.examiner import Examiner
from ventanilla.domains.observatory import api as observatory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases="__all__"),
]
STATES = 41  # per language; a page that is added is added to the walk and counted here
SEND = "main form .govuk-button"


@dataclass
class Site:
    """The observatory as served, and the people who keep it."""

    url: str
    open_page: Callable[..., Page]
    fact: str
    seen: set[str] = field(default_factory=set)

    def signed_in(self, login: str, lang: str = "es") -> Page:
        page = self.open_page(lang=lang)
        page.goto(self.url + reverse("portal:observatory:sign-in"))
        page.locator("#login").fill(login)
        page.locator("#password").fill(PASSWORD)
        with page.expect_navigation():
            page.locator(SEND).first.click()
        return page


@pytest.fixture(name="site")
def a_served_observatory(
    live_server: Any, cast: Cast, chromium: Browser, tmp_path: Path
) -> Iterator[Site]:
    observatory.load_shipped()
    other = tmp_path / "other.csv"  # two values for one place are on the pages too
    other.write_text(
        "country,indicator,year,value,source,confidence\n"
        f"UY,EGDI,2024,0.9999,https://example.org/{'long' * 30},found\n"
    )
    observatory.import_indicators(other)
    observatory.freeze_edition("2026-1")
    observatory.name_editor(cast.head.id)
    observatory.name_focal_point(account_id=cast.officer.id, code="UY", institution="AGESIC")
    contexts: list[BrowserContext] = []

    def open_page(*, lang: str = "es", scripts: bool = True, width: int = 1280) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, bypass_csp=True
        )
        context.add_cookies([{"name": "language", "value": lang, "url": live_server.url}])
        context.set_default_timeout(10_000)
        context.on("response", remember_document)
        contexts.append(context)
        return context.new_page()

    fact = observatory.country_view("UY").tracks[0].facts[0].key
    yield Site(str(live_server.url), open_page, fact)
    for context in contexts:
        context.close()


def read_by_anyone(cast: Cast, fact: str) -> list[str]:
    plain = [
        "home", "compare", "map", "timeline", "weights", "practices", "charter", "methods", "data",
        "editions", "proposals", "sign-in",
    ]  # fmt: skip
    return [
        *(reverse(f"portal:observatory:{name}") for name in plain),
        *(reverse("portal:observatory:track", args=[t]) for t in observatory.tracks()),
        reverse("portal:observatory:country", args=["UY"]),
        reverse("portal:observatory:country", args=["NI"]),
        reverse("portal:observatory:fact", args=[fact]),
        reverse("portal:observatory:edition", args=["2026-1"]),
        reverse("portal:observatory:compare") + "?country=UY&country=CL&country=NI",
        reverse("portal:charter", args=[cast.office.slug]),
    ]


class Walk:
    """Goes through the observatory and has each stop looked at."""

    def __init__(self, site: Site, examiner: Examiner, lang: str) -> None:
        self.site, self.examiner, self.lang = site, examiner, lang

    def stop(self, page: Page, state: str) -> None:
        found = resolve(re.sub(r"^https?://[^/]+|[?#].*$", "", page.url))
        self.site.seen.add(str(found.url_name))
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        self.examiner.look(page, state)

    def go(self, page: Page, address: str, state: str = "") -> None:
        page.goto(self.site.url + address)
        self.stop(page, state or address)

    def send(self, page: Page, state: str, button: str = SEND) -> None:
        with page.expect_navigation():
            page.locator(button).first.click()
        self.stop(page, state)

    def proposing(self) -> None:
        """A person changes a fact and adds another, wrong and right."""
        page = self.site.signed_in("ana@example.org", self.lang)
        self.stop(page, "home, signed in")
        self.go(page, reverse("portal:observatory:propose", args=[self.site.fact]), "propose")
        page.locator("#year").fill("ayer")
        self.send(page, "propose, wrong")
        page.locator("#year").fill("2009")
        page.locator("#name").fill("Ley con otro nombre")
        page.locator("#source").fill("Diario Oficial https://example.org/ley")
        page.locator("#reason").fill("Así consta en el Diario.")
        self.send(page, "proposals, one more")
        self.go(page, reverse("portal:observatory:propose-new", args=["UY"]), "propose a new one")
        self.send(page, "propose a new one, nothing written")
        self.go(page, reverse("portal:observatory:fact", args=[self.site.fact]), "fact, proposed")

    def speaking(self) -> None:
        """The focal point disputes, without and with its reason."""
        page = self.site.signed_in("óscar@example.org", self.lang)
        self.go(page, reverse("portal:observatory:fact", args=[self.site.fact]), "fact, one's own")
        page.locator("#disputes").check()
        self.send(page, "remark, wrong")
        page.locator("#text").fill("Rige otra, dice el Diario.")
        self.send(page, "fact, disputed")

    def judging(self) -> None:
        """The editor settles two values, without and with a reason, and judges what waits."""
        page = self.site.signed_in("helena@example.org", self.lang)
        self.go(page, reverse("portal:observatory:proposals"), "proposals, of the editor")
        settle = "form[action*='/disagreements/'] button"
        self.send(page, "settle, wrong", settle)
        page.locator("input[id^='reason-']").fill("Fe de erratas.")
        self.send(page, "proposals, settled", settle)
        page.locator("input[id^='note-']").first.fill("Visto.")
        late = page.context.new_page()
        late.goto(page.url)
        self.send(page, "proposals, none left", "form[action*='/proposals/'] button")
        self.send(late, "review, too late", "form[action*='/proposals/'] button")
        self.go(page, reverse("portal:observatory:fact", args=[self.site.fact]), "fact, amended")


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_every_page_for_every_role_can_be_used_by_all(site: Site, cast: Cast, lang: str) -> None:
    examiner = Examiner(contrast=lang == "es", weigh=False)
    walk = Walk(site, examiner, lang)
    page = site.open_page(lang=lang)
    for address in read_by_anyone(cast, site.fact):
        walk.go(page, address)
    walk.proposing()
    walk.speaking()
    walk.judging()
    assert "\n".join(examiner.found) == ""
    assert len(examiner.seen) == len(set(examiner.seen)) == STATES
    assert site.seen >= observatory_pages()


def test_a_proposal_is_made_by_keyboard_alone_and_without_script(site: Site) -> None:
    page = site.signed_in("ana@example.org")
    page.goto(site.url + reverse("portal:observatory:propose", args=[site.fact]))
    written = {
        "name": "Ley escrita con el teclado", "source": "Diario https://example.org/ley",
        "reason": "Así consta.",
    }  # fmt: skip
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        held = page.evaluate("document.activeElement.id || document.activeElement.name || ''")
        reached.append(held)
        if held in written:
            page.keyboard.press("Control+a")
            page.keyboard.type(written[held])
        if held == "reason":
            break
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert written.keys() <= set(reached)
    assert "/proposals/" in page.url
    assert "Ley escrita con el teclado" in page.content()


def test_an_editor_judges_by_keyboard_alone(site: Site, cast: Cast) -> None:
    made = observatory.propose_withdrawal(
        key=site.fact, source="Diario https://example.org", reason="Ya no.", by=cast.applicant.id
    )
    page = site.signed_in("helena@example.org")
    page.goto(site.url + reverse("portal:observatory:proposals"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == f"note-{made.id}":
            break
    page.keyboard.type("Visto.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert observatory.waiting() == []


def test_every_country_on_the_map_is_reached_and_named_by_keyboard(site: Site) -> None:
    if observatory.outlines() is None:
        pytest.skip("the outlines were not built")
    page = site.open_page()
    page.goto(site.url + reverse("portal:observatory:map"))
    names = []
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "document.activeElement.closest('svg.vt-map') && "
            "document.activeElement.getAttribute('aria-label')"
        )
        names += [name] if name else []
    assert len(names) == 22
    assert "Uruguay: 0,901" in names


def test_pages_are_complete_without_script(site: Site) -> None:
    page = site.open_page(scripts=False)
    page.goto(site.url + reverse("portal:observatory:country", args=["UY"]))
    assert page.locator("svg.vt-chart").count() == 2
    page.locator("summary").first.click()
    assert page.get_by_role("table", name="Índice de gobierno electrónico de la ONU").is_visible()
    assert page.get_by_role("img", name="Índice de gobierno electrónico de la ONU").is_visible()
