"""Somebody asks for a copy of their data; an officer answers with it; they read who has looked. By
keyboard, without JavaScript."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.keyboard import choose, press, write
from tests.journeys.test_whole_journey import continue_, download, open_notice

pytestmark = pytest.mark.browser


def enter_with(page: Page, live: LiveOffice, where: str, account: dict[str, str]) -> None:
    page.goto(live.url(where))
    write(page, page.locator("#login"), account["login"])
    write(page, page.locator("#password"), account["password"])
    press(page, page.locator("main form button"))


def ask_for_a_copy(page: Page, live: LiveOffice) -> str:
    page.goto(live.url("data/"))
    press(page, page.get_by_role("link", name="Ejercer sus derechos sobre sus datos"))
    press(page, page.locator("main form button").first)
    choose(page, page.locator("input[name=right][value=access]"))
    continue_(page)
    continue_(page)
    write(page, page.locator("#names"), "Ana Rojas Pinto")
    write(page, page.locator("#identity"), "12.345.678-5")
    write(page, page.locator("#address-street"), "Avenida Brasil 2830")
    write(page, page.locator("#address-place"), "Puerto Claro")
    continue_(page)
    press(page, page.locator("main form .govuk-button"))
    return page.locator(".vt-plate b").inner_text()


def test_a_copy_is_asked_for_handed_over_and_opened(
    live: LiveOffice, opened: Opened, tmp_path: Path
):
    person, officer = opened(), opened()
    enter_with(person, live, "sign-in/", live.account("person"))
    number = ask_for_a_copy(person, live)

    # the officer sees what is held, reads the copy and answers with it
    enter_with(officer, live, "desk/", live.account("officer", unit="transparencia"))
    press(officer, officer.locator("main").get_by_role("link", name=number))
    press(officer, officer.locator("main").get_by_role("link", name="Datos de esta persona"))
    assert "Asientos del registro" in officer.locator("main").inner_text()
    press(officer, officer.get_by_role("link", name="Ver la copia como se entregará"))
    assert "Avenida Brasil 2830" in officer.locator("main").inner_text()
    press(officer, officer.get_by_role("link", name="Volver a los datos de la persona"))
    press(officer, officer.locator("main form .govuk-button"))
    assert "Hecho: Respuesta" in officer.locator("main").inner_text()

    # the person opens the notice, the copy, and who has looked
    person.goto(live.url("cases/"))
    press(person, person.locator("main").get_by_role("link", name=number))
    case = person.url
    open_notice(person)
    person.goto(case)
    seen = person.locator("main").inner_text()
    assert "Copia de los datos entregada" in seen
    assert "Atender un derecho sobre sus datos" in seen
    file = download(person, "main a[href*=documents]:has-text('.json')", tmp_path)
    copy = json.loads(file.read_text())
    assert copy["request"] == number
    assert {line["purpose"] for line in copy["who_looked"]} >= {
        "Atender un derecho sobre sus datos"
    }
    person.goto(live.url("account/accesses/"))
    assert number in person.locator("main").inner_text()
