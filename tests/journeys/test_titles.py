"""A licence granted, checked in public by its code, revoked of own motion after hearing its holder:
by keyboard, without JavaScript; whoever checks it has nothing but the code."""

from __future__ import annotations

import json
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.keyboard import choose, press, write
from tests.journeys.test_correction_and_appeal import (
    UNIT,
    file_a_licence,
    open_act,
    record_the_check,
    sign_in,
    text,
)
from tests.journeys.test_whole_journey import open_notice

pytestmark = pytest.mark.browser
SEND = "main form .govuk-button"
REASONS = "DL 3.063, art. 26: se negó la autorización sanitaria."


def test_a_licence_is_checked_by_its_code_and_revoked_after_hearing(
    live: LiveOffice, opened: Opened
):
    person = opened()
    number = file_a_licence(person, live)
    officer = opened()
    granted = grant(officer, live, number)

    # its holder has the code once they have opened the decision
    person.goto(person.url.replace("receipt/", ""))
    assert person.locator(".vt-code").count() == 0
    open_notice(person)
    open_act(person, "Ver mi expediente")
    code = person.locator(".vt-code").first.inner_text()

    # anybody checks it
    stranger = opened(width=360)
    check(stranger, live, code.lower().replace("-", " "))
    assert stranger.locator("h1").inner_text() == "Está vigente"
    for said in ("Almacén de abarrotes", "Calle del Muelle 20", "Solo lo que ve el público"):
        assert said in text(stranger)
    assert "Sin datos" not in text(stranger)
    assert said_by_machine(live, code)["in_force"] is True

    # the office begins of its own motion, hears the holder, and revokes
    own = person.url
    case = begin(officer, granted)
    notified(person, own)
    revoke(opened(), officer, live, case)
    stranger.reload()
    assert stranger.locator("h1").inner_text() == "Está vigente", "it was not notified yet"
    notified(person, own)
    stranger.reload()
    assert stranger.locator("h1").inner_text() == "No está vigente: revocado"
    assert said_by_machine(live, code)["state"] == "revoked"


def grant(officer: Page, live: LiveOffice, number: str) -> str:
    """The decision at the desk; returns the address of the case."""
    sign_in(officer, live, "officer", unit=UNIT)
    press(officer, officer.get_by_role("link", name=number))
    case = officer.url
    record_the_check(officer)
    open_act(officer, "Responder")
    choose(officer, officer.locator("input[name=decision][value=partly]"))
    write(officer, officer.locator("#text"), "Se otorga provisoria.")
    write(officer, officer.locator("#reasons"), "Falta la revisión de obras.")
    write(officer, officer.locator("#conditions"), "Solo lo que ve el público.")
    press(officer, officer.locator(SEND))
    assert "Vigente" in text(officer)
    return case


def check(page: Page, live: LiveOffice, code: str) -> None:
    """From the form, as it was typed."""
    page.goto(live.url("titles/"))
    write(page, page.locator("#code"), "no hay")
    press(page, page.locator("main form button"))
    assert "ningún título con ese código" in text(page)
    write(page, page.locator("#code"), code)
    press(page, page.locator("main form button"))


def said_by_machine(live: LiveOffice, code: str) -> dict[str, object]:
    with urlopen(f"{live.base_url}/api/v1/offices/puerto-claro/titles/{code}", timeout=20) as told:
        found: dict[str, object] = json.loads(told.read())
    return found


def begin(officer: Page, granted: str) -> str:
    """The case of own motion, up to its hearing; returns its address."""
    officer.goto(granted)
    open_act(officer, "Iniciar de oficio su revocación o suspensión")
    press(officer, officer.locator(SEND))
    assert "Escriba los hechos y la norma" in text(officer)
    write(officer, officer.locator("#cause"), REASONS)
    write(officer, officer.locator("#text"), "Se inicia la caducidad de su patente.")
    press(officer, officer.locator(SEND))
    case = officer.url
    assert case != granted
    open_act(officer, "Dar audiencia")
    write(officer, officer.locator("#text"), "La autoridad sanitaria negó el permiso.")
    press(officer, officer.locator(SEND))
    return case


def notified(person: Page, own: str) -> None:
    """The holder comes from their own case to the one about its title, and opens what waits."""
    person.goto(own)
    open_act(person, "Hay un procedimiento de oficio sobre este título")
    open_notice(person)


def revoke(head: Page, officer: Page, live: LiveOffice, case: str) -> None:
    """The hearing ends; the mayor decides, with reasons."""
    officer.goto(case)
    open_act(officer, "Terminar la audiencia")
    press(officer, officer.locator(SEND))
    sign_in(head, live, "head", unit=UNIT)
    head.goto(case)
    open_act(head, "Dictar la resolución")
    choose(head, head.locator("input[name=title_effect][value=revoke]"))
    write(head, head.locator("#text"), "Caduca su patente provisoria.")
    write(head, head.locator("#why"), REASONS)
    press(head, head.locator(SEND))
    assert "Se revoca el título" in text(head)
