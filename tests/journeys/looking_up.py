"""Stops of the tour beside a case: notes, earlier ones, the search, several at once, the unit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tour import Tour

PATIENCE_SECONDS = 20  # the index follows the book within a second or so


def looking_up(tour: Tour, page: Page) -> None:
    """From the page of a case and back to it."""
    case = page.url
    page.goto(f"{case}notes/")
    tour.stop(page, "notes, none")
    send = "main form .govuk-button-group .govuk-button"
    tour.send(page, "notes, nothing written", button=send)
    page.locator("#text").fill("Llamó el martes; trae el plano el viernes.")
    tour.send(page, "notes, one", button=send)
    page.goto(f"{case}precedents/")
    tour.stop(page, "earlier cases, none")
    tour.go(page, "desk/unit/", "the unit")
    tour.go(page, "desk/find/", "search of cases")
    page.locator("#text").fill("zanahorias")
    tour.send(page, "search of cases, nothing", button="main form .govuk-button")
    until = time.monotonic() + PATIENCE_SECONDS
    while page.locator("tbody tr").count() == 0 and time.monotonic() < until:
        page.locator("#text").fill("presupesto")
        tour.send(page, button="main form .govuk-button")
    tour.stop(page, "search of cases, a mistyped word")
    several(tour)
    page.goto(case)


def several(tour: Tour) -> None:
    """The head marks cases, reads what would happen, and gives their tasks to somebody."""
    page = tour.opened(lang=tour.lang, scripts=True)
    tour.sign_in(page, "desk/", role="head")
    look = "#expedientes button.govuk-button"
    tour.send(page, "several, nothing chosen", button=look)
    page.locator("input[name=case]").first.check()
    page.locator("#act").select_option("extend")
    tour.send(page, "several, what would happen", button=look)
    tour.send(page, "several, no reasons", button="button[name=go]")
    page.goto(tour.live.url("desk/"))
    page.locator("input[name=case]").first.check()
    page.locator("#act").select_option("take")
    tour.send(page, button=look)
    tour.send(page, "several, done", button="button[name=go]")
