"""Stops of the tour in a title: granted at the desk, checked by its code, begun against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tour import Tour

UNIT = "rentas"
SEND = "main form .govuk-button"


def granting(tour: Tour) -> None:
    """A licence from its filing to its public page, in every state that a title shows."""
    person = tour.opened(lang=tour.lang, scripts=True)
    tour.go(person, "titles/", "titles")
    tour.send(person, "titles, nothing written")
    number = _filed(tour, person)
    desk = tour.opened(lang=tour.lang, scripts=True)
    account = tour.live.account("officer", unit=UNIT)
    desk.goto(tour.live.url("desk/"))
    desk.locator("#login").fill(account["login"])
    desk.locator("#password").fill(account["password"])
    tour.send(desk)
    with desk.expect_navigation():
        desk.get_by_role("link", name=number).click()
    case = desk.url
    desk.goto(f"{case}acts/record_work/")  # what a norm demands before the licence
    desk.locator("input[name=step][value=verify]").check()
    desk.locator("#text").fill("La zona lo permite.")
    tour.send(desk, button=SEND)
    desk.goto(f"{case}acts/answer/")
    desk.locator("input[name=decision][value=partly]").check()
    desk.locator("#text").fill("Se otorga provisoria.")
    desk.locator("#reasons").fill("Falta la revisión de obras.")
    tour.send(desk, "desk case with a title", button=SEND)
    desk.goto(f"{case}acts/transfer_title/")
    tour.stop(desk, "desk act on a title")
    desk.goto(f"{case}title/")
    tour.stop(desk, "desk title motion")
    tour.send(desk, "desk title motion, nothing written", button=SEND)
    code = _told(tour, person)
    tour.go(person, f"titles/{code}/", "title")


def _filed(tour: Tour, page: Page) -> str:
    page.goto(tour.live.url("procedures/patente-comercial/"))
    tour.send(page)
    page.locator("#activity").fill("Almacén de abarrotes")
    page.locator("#premises-street").fill("Calle del Muelle 20")
    page.locator("#premises-place").fill("Puerto Claro")
    page.locator("#own_capital").fill("40000000")
    page.locator("input[name=has_branches][value=no]").check()
    tour.next(page)
    tour.next(page)
    page.locator("#names").fill("Ana María Soto Rojas")
    page.locator("#rut").fill("76.086.428-5")
    page.locator("#sworn").check()
    tour.next(page)
    tour.send(page)
    return page.locator(".vt-plate b").inner_text()


def _told(tour: Tour, page: Page) -> str:
    """The decision opened by its holder; returns the code of the title."""
    own = page.url.replace("receipt/", "")
    page.goto(own)
    with page.expect_navigation():
        page.locator("main a.govuk-button").first.click()
    tour.send(page, button=SEND)
    page.goto(own)
    tour.stop(page, "case with a title")
    return page.locator(".vt-code").first.inner_text()
