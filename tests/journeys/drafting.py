"""Stops of the tour where a decision is drafted and signed, and where somebody stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tour import Tour


def drafting(tour: Tour, page: Page) -> None:
    """From the page of a case and back to it: the draft is dropped in the end."""
    case = page.url
    page.goto(f"{case}decision/")
    tour.stop(page, "draft, what to begin with")
    tour.send(page, "draft", button="main form .govuk-button")
    draft = page.url
    tour.send(page, "draft, a paragraph more", button="button[value='add:grounds']")
    tour.send(page, "draft, read whole", button="button[value=read]")
    page.goto(draft)
    tour.send(page, "tray, of the drafter", button="button[value=propose]")
    head = tour.opened(lang=tour.lang, scripts=True)
    tour.sign_in(head, "desk/", role="head")
    tour.go(head, "desk/signing/", "tray, to sign")
    head.locator("input[name=pick]").first.check()
    tour.send(head, "several to sign", button="button[value=look]")
    head.goto(tour.live.url("desk/signing/"))
    with head.expect_navigation():
        head.locator("tbody a").first.click()
    tour.stop(head, "a text to sign")
    tour.send(head, "given back without saying why", button="button[value=return]")
    head.locator("#remark").fill("Falta la fecha.")
    tour.send(head, button="button[value=return]")
    page.goto(draft)
    tour.stop(page, "draft, given back")
    page.locator("main details summary").last.click()
    tour.send(page, button="button[value=drop]")
    standing_in(tour, head)
    page.goto(case)


def standing_in(tour: Tour, head: Page) -> None:
    """Those in force, and the form of a delegation."""
    tour.go(head, "desk/stand-ins/", "standing in, nobody")
    tour.go(head, "desk/stand-ins/delegation/", "delegation")
    tour.send(head, "delegation, nothing written", button="main form .govuk-button")
