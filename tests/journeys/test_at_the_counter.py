"""A filing for a person present, and a paper: by keyboard, without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.keyboard import press, write

pytestmark = pytest.mark.browser
MAIN = "main form button.govuk-button:not(.govuk-button--secondary)"
NUMBER = re.compile(r"20\d\d/E/\d{6}")


def at_the_counter(page: Page, live: LiveOffice) -> None:
    account = live.account("clerk")
    page.goto(live.url("desk/"))
    write(page, page.locator("#login"), account["login"])
    write(page, page.locator("#password"), account["password"])
    press(page, page.locator("main form button"))
    page.goto(live.url("desk/counter/"))


def test_a_clerk_files_for_a_person_who_signs_and_takes_number_and_code(
    live: LiveOffice, opened: Opened
) -> None:
    page = opened(scripts=False)
    at_the_counter(page, live)
    press(page, page.get_by_role("link", name="Solicitud o presentación general"))
    write(page, page.locator("#name"), "Rosa Díaz Pérez")
    press(page, page.locator(MAIN))
    write(page, page.locator("#facts"), "La luminaria no enciende desde el lunes.")
    write(page, page.locator("#petition"), "Que se repare la luminaria.")
    press(page, page.locator(MAIN))
    assert page.locator("#names").input_value() == "Rosa Díaz Pérez"
    write(page, page.locator("#address-street"), "Calle Larga 12")
    write(page, page.locator("#address-place"), "Centro")
    press(page, page.locator(MAIN))
    page.locator("#signature").focus()
    page.keyboard.press("Space")
    press(page, page.locator(MAIN))
    assert page.locator("main form[action$='/file/']").count() == 0  # not agreed yet
    press(page, page.locator("button[name=how][value=signature]"))
    press(page, page.locator("form[action$='/file/'] button"))
    plate = page.locator(".vt-plate").inner_text()
    number, key = NUMBER.search(plate), re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", plate)
    assert number
    assert key
    person = opened(scripts=False)
    person.goto(live.url("follow/"))
    write(person, person.locator("#number"), number.group(0))
    write(person, person.locator("#code"), key.group(0))
    press(person, person.locator("main form button").first)
    assert number.group(0) in person.locator("main").inner_text()


def test_a_paper_takes_one_page_two_fields_and_four_tabs(live: LiveOffice, opened: Opened) -> None:
    """What a clerk does for one paper, counted: the time that it takes follows from it."""
    page = opened(scripts=False)
    at_the_counter(page, live)
    page.goto(live.url("desk/counter/paper/"))
    assert page.locator("#petition").evaluate("node => node === document.activeElement")
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.resource_type == "document" else None)
    page.keyboard.type("Que se repare la vereda")
    tabs = 0
    while not page.locator("#names").evaluate("node => node === document.activeElement"):
        page.keyboard.press("Tab")
        tabs += 1
    page.keyboard.type("Inés Vera Soto")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert NUMBER.search(page.locator(".vt-plate").inner_text())
    assert tabs <= 4
    assert len(sent) == 2  # what was sent, and the page with its number


def test_a_paper_is_registered_on_one_page_and_is_in_the_day_list(
    live: LiveOffice, opened: Opened
) -> None:
    page = opened(scripts=False)
    at_the_counter(page, live)
    press(page, page.get_by_role("link", name="Registrar un papel"))
    write(page, page.locator("#petition"), "Que se pode el árbol de la plaza")
    write(page, page.locator("#names"), "Pedro Soto Vera")
    press(page, page.locator(MAIN).last)
    number = NUMBER.search(page.locator(".vt-plate").inner_text())
    assert number
    assert "El papel no dice: Dirección" in page.locator("main").inner_text()
    page.goto(live.url("desk/book/day/"))
    assert number.group(0) in page.locator("main").inner_text()
