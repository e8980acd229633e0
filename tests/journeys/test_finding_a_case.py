"""A case found by its number and by a mistyped name, opened, noted on, and its time extended with a
preview: by keyboard, without JavaScript."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.keyboard import choose, enter, press, reach, write
from tests.journeys.test_correction_and_appeal import SEARCH, sign_in, text
from tests.journeys.test_whole_journey import (
    fill_first_page,
    fill_the_rest,
    home_to_draft,
    resume,
)

pytestmark = pytest.mark.browser
PATIENCE_SECONDS = 20  # the index follows the book within a second or so
SAID = "Llamó el martes; trae el plano el viernes."


def pick(page: Page, select: Locator, label: str) -> None:
    """Reach a list and choose by typing how the line begins."""
    reach(page, select)
    page.keyboard.type(label)


def search(page: Page, words: str) -> None:
    write(page, page.locator("#text"), words)
    enter(page)


def test_a_case_is_found_noted_on_and_extended_with_others(live: LiveOffice, opened: Opened):
    first, filer = opened(), opened()
    home_to_draft(first, live, SEARCH)
    fill_first_page(first)
    resume(filer, live, first.locator(".vt-plate b").inner_text())
    fill_the_rest(filer)
    press(filer, filer.locator("main form button"))
    year, book, last = filer.locator(".vt-plate b").inner_text().split("/")

    # by its number, as somebody wrote it on a paper: straight to the case
    head = opened()
    sign_in(head, live, "head")
    press(head, head.locator("nav").get_by_role("link", name="Buscar", exact=True))
    expect(head.locator("#text")).to_be_focused()  # the browser gives it once it has drawn
    search(head, f"n.º {book}-{int(last)}/{year}")
    assert f"Registro {year}/{book}/{last}" in text(head)
    case = head.url

    # a note, read beside the case
    press(head, head.get_by_role("link", name="Escribir una nota"))
    write(head, head.locator("#text"), SAID)
    press(head, head.locator("main form .govuk-button-group .govuk-button"))
    press(head, head.locator("main").get_by_role("link", name="Volver al expediente"))
    assert head.url == case
    assert SAID in text(head)

    # by words with a mistake in one
    press(head, head.locator("nav").get_by_role("link", name="Buscar", exact=True))
    until = time.monotonic() + PATIENCE_SECONDS
    search(head, "presupesto")
    while f"{year}/{book}/{last}" not in text(head) and time.monotonic() < until:
        search(head, "presupesto")
    assert "se ha buscado «presupuesto»" in text(head)
    assert f"{year}/{book}/{last}" in text(head)

    # the time to answer, extended with a preview
    press(head, head.locator("nav").get_by_role("link", name="Bandeja", exact=True))
    row = head.locator("tbody tr").filter(has_text=f"{year}/{book}/{last}")
    choose(head, row.locator("input[name=case]"))
    pick(head, head.locator("#act"), "Ampliar")
    press(head, head.locator("#expedientes button.govuk-button"))
    assert "En 1 se hará" in text(head)
    told = head.locator("tbody td").last.inner_text()
    assert " en lugar del " in told
    write(head, head.locator("#why"), "Son muchas carpetas. Ley 20.285, art. 14.")
    press(head, head.locator("button[name=go]"))
    assert "Hecho en 1" in text(head)
    press(head, head.locator("main").get_by_role("link", name=f"{year}/{book}/{last}"))
    due = told.partition("Vence el ")[2].partition(" en lugar del")[0]
    assert due in text(head)
