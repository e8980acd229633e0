"""Stops of the tour at another office: a confirmed contact, the counter, a repeated group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tour import Tour

OFFICE = "valdehoz"
MAIL = "carmen@correo.example"


def contacting(tour: Tour) -> None:
    """A request to the Spanish office, as far as the page that offers to file it."""
    page = tour.opened(lang=tour.lang, scripts=True)
    page.goto(tour.live.url("procedures/acceso-informacion/", office=OFFICE))
    tour.send(page)
    draft = re.sub(r"pages/.*", "", page.url)
    page.locator("#information_wanted").fill("El plan de barrido de 2026")
    tour.next(page)
    page.locator("#names").fill("Carmen Ruiz Ortega")
    page.locator("input[name=contact_medium][value=email]").check()
    tour.next(page)
    page.locator("#email").fill(MAIL)
    tour.next(page)
    tour.stop(page, "check, a contact to confirm")
    page.goto(f"{draft}contact/")
    tour.stop(page, "contact")
    key = page.locator(".vt-code").inner_text()
    page.locator("#contact").fill("nadie")
    tour.send(page, "contact, wrong")
    page.locator("#contact").fill(MAIL)
    tour.send(page, "contact code")
    page.locator("#contact_code").fill("x")
    tour.send(page, "contact code, wrong")
    page.goto(tour.live.url("outbox/", office=OFFICE))
    tour.stop(page, "outbox")
    at_the_counter(tour, key)


def repeating(tour: Tour) -> None:
    """A group of which each item has a page of its own."""
    page = tour.opened(lang=tour.lang, scripts=True)
    page.goto(tour.live.url("procedures/volante-empadronamiento/", office=OFFICE))
    tour.send(page)
    page.locator("input[name=document_kind][value=household]").check()
    tour.next(page, "page with a group, empty")
    page.goto(re.sub(r"[?#].*", "", page.url) + "household/1/")
    tour.stop(page, "item of a group")
    tour.send(page, "item of a group, nothing written")


def at_the_counter(tour: Tour, code: str) -> None:
    """A clerk takes up the draft by its code and files it."""
    page = tour.opened(lang=tour.lang, scripts=True)
    account = tour.live.account("clerk", office=OFFICE)
    page.goto(tour.live.url("desk/", office=OFFICE))
    page.locator("#login").fill(account["login"])
    page.locator("#password").fill(account["password"])
    tour.send(page)
    page.goto(tour.live.url("desk/counter/", office=OFFICE))
    tour.stop(page, "counter")
    page.locator("#code").fill("AAAA-AAAA")
    tour.send(page, "counter, wrong code")
    page.locator("#code").fill(code)
    tour.send(page, "counter, a draft")
    back = page.url
    page.goto(back.replace("check/", "sheet/"))
    tour.stop(page, "counter, the sheet to sign")
    page.goto(back.replace("check/", "pages/request/"))
    tour.stop(page, "counter, a page of the form")
    page.goto(back.replace("check/", "later/"))
    tour.stop(page, "counter, the code to take home")
    page.goto(back)
    tour.send(page, "counter, agreed", "button[name=how][value=signature]")
    tour.send(page, "counter, filed")
    entry = page.url
    page.goto(f"{entry}label/")
    tour.stop(page, "counter, label")
    papers(tour, page)
    page.goto(tour.live.url("desk/book/day/", office=OFFICE))
    tour.stop(page, "the day, to print")
    page.goto(tour.live.url("desk/counter/new/volante-empadronamiento/", office=OFFICE))
    page.locator("#name").fill("Carmen Ruiz")
    tour.send(page)
    page.locator("input[name=document_kind][value=household]").check()
    tour.next(page)
    page.goto(re.sub(r"[?#].*", "", page.url) + "household/1/")
    tour.stop(page, "counter, item of a group")
    keeper = signed_in(tour, "registrar", OFFICE)
    keeper.goto(f"{entry}annul/")
    tour.stop(keeper, "annul an entry")
    oral = signed_in(tour, "clerk", "pedra-serena")
    oral.goto(tour.live.url("desk/counter/oral/manifestacao-ouvidoria/", office="pedra-serena"))
    tour.stop(oral, "counter, by word of mouth")


def signed_in(tour: Tour, role: str, office: str) -> Page:
    """A browser of somebody's at the desk of an office."""
    page = tour.opened(lang=tour.lang, scripts=True)
    account = tour.live.account(role, office=office)
    page.goto(tour.live.url("desk/", office=office))
    page.locator("#login").fill(account["login"])
    page.locator("#password").fill(account["password"])
    tour.send(page)
    return page


def papers(tour: Tour, page: Page) -> None:
    """A person begun, a paper empty and a paper entered."""
    page.goto(tour.live.url("desk/counter/new/escrito-general/", office=OFFICE))
    tour.stop(page, "counter, who is there")
    tour.send(page, "counter, nobody named")
    page.goto(tour.live.url("desk/counter/paper/", office=OFFICE))
    tour.stop(page, "paper")
    tour.send(page, "paper, nothing written")
    page.goto(tour.live.url("desk/counter/paper/escrito-general/", office=OFFICE))
    tour.stop(page, "paper of a kind")
