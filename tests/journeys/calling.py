"""Stops of the tour in a call: opened at the desk, read in public, filed into, evaluated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tour import Tour

OFFICE = "valdehoz"
SLUG = "subvenciones-asociaciones"
CODE = "asociaciones"
SEND = "main form .govuk-button"


def calling(tour: Tour) -> None:
    """The head opens the call in the first language; the others find it open."""
    desk = tour.opened(lang=tour.lang, scripts=True)
    account = tour.live.account("head", office=OFFICE, unit="subvenciones")
    desk.goto(tour.live.url("desk/", office=OFFICE))
    desk.locator("#login").fill(account["login"])
    desk.locator("#password").fill(account["password"])
    tour.send(desk)
    desk.goto(tour.live.url("desk/calls/", office=OFFICE))
    tour.stop(desk, "desk calls")
    tour.send(desk, "desk calls, nothing written", button=SEND)
    _opened(tour, desk)
    person = tour.opened(lang=tour.lang, scripts=True)
    person.goto(tour.live.url("calls/", office=OFFICE))
    tour.stop(person, "calls")
    person.goto(tour.live.url(f"calls/{CODE}/", office=OFFICE))
    tour.stop(person, "call")
    person.goto(tour.live.url(f"procedures/{SLUG}/", office=OFFICE))
    tour.stop(person, "procedure by call")
    _filed(tour, person)
    desk.goto(tour.live.url("desk/calls/", office=OFFICE))
    with desk.expect_navigation():
        desk.locator("main table a").first.click()
    tour.stop(desk, "desk call")
    call = desk.url
    desk.goto(f"{call}agree/")
    tour.stop(desk, "desk call step")
    tour.send(desk, "desk call step, nothing written", button=SEND)
    desk.goto(call)
    case = desk.locator("main table a[href*='/cases/']").first.get_attribute("href")
    assert case
    desk.goto(f"{call}evaluate/{case.rstrip('/').rpartition('/')[2]}/")
    tour.stop(desk, "desk evaluate")
    tour.send(desk, "desk evaluate, nothing written", button=SEND)


def _opened(tour: Tour, desk: Page) -> None:
    desk.goto(tour.live.url("desk/calls/", office=OFFICE))
    if desk.locator("main table a").count():
        return
    desk.locator("input[name=slug]").check()
    for name, text in (
        ("title", "Ayudas a asociaciones"),
        ("code", CODE),
        ("text", "Para proyectos de asociaciones."),
        ("published_on", date.today().strftime("%d/%m/%Y")),
        ("credit", "5.000,00"),
    ):
        desk.locator(f"#{name}").fill(text)
    tour.send(desk, button=SEND)


def _filed(tour: Tour, page: Page) -> None:
    """One application, as short as it may be."""
    tour.send(page)
    page.locator("#represents").fill("Coral de Valdehoz")
    page.locator("#entity_number").fill("G58818501")
    tour.next(page)
    page.locator("#names").fill("Carmen Ruiz Ortega")
    page.locator("input[name=contact_medium][value=email]").check()
    tour.next(page)
    page.locator("#email").fill("coral@correo.example")
    tour.next(page)
    page.locator("#project").fill("Un ciclo de conciertos.")
    page.locator("#people_reached").fill("200")
    tour.next(page)
    page.locator("#asked").fill("1200")
    page.locator("#own_funds").fill("200")
    page.locator("#no_bar").check()
    tour.next(page)
    page.locator("#signature").check()
    tour.next(page)
    tour.send(page, button=SEND)
