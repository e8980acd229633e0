"""Draws the pictures of `docs/screenshots` from a demonstration: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.conftest import ROOT, LiveOffice, opened_browser, served_demonstration
from tests.journeys.tour import PARAGRAPH, SLUG

FOLDER = ROOT / "docs" / "screenshots"
WIDTH = 960


def filed(page: Page, live: LiveOffice) -> None:
    """A whole filing, up to its receipt."""
    page.goto(live.url(f"procedures/{SLUG}/"))
    page.locator("main form button").click()
    page.locator("#information_wanted").fill(PARAGRAPH)
    go_on(page)
    go_on(page)
    page.locator("#names").fill("Ana Rojas Pinto")
    page.locator("#address-street").fill("Avenida Brasil 2830")
    page.locator("#address-place").fill("Valparaíso")
    page.locator("input[name=has_representative][value=no]").check()
    go_on(page)
    go_on(page)
    page.locator("#signature").check()
    go_on(page)
    page.locator("main form .govuk-button").click()
    page.wait_for_url("**/receipt/")


def go_on(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main .govuk-button-group button[value=on]").click()


def draw(live: LiveOffice, page: Page, folder: Path) -> None:
    """Home, receipt and desk, as the README shows them."""
    page.goto(live.url())
    picture(page, folder / "home.png", height=920)
    filed(page, live)
    picture(page, folder / "receipt.png", height=1000)
    account = live.account("officer")
    page.goto(live.url("desk/"))
    page.locator("#login").fill(account["login"])
    page.locator("#password").fill(account["password"])
    page.locator("main form button").click()
    page.wait_for_url("**/desk/")
    picture(page, folder / "desk.png", height=720)


def picture(page: Page, path: Path, *, height: int) -> None:
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.screenshot(path=path)


def main(folder: Path = FOLDER) -> None:
    """Serve, walk, draw."""
    with (
        tempfile.TemporaryDirectory() as var,
        served_demonstration(Path(var)) as live,
        opened_browser() as browser,
    ):
        page = browser.new_page(locale="es-CL", java_script_enabled=False)
        draw(live, page, folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
