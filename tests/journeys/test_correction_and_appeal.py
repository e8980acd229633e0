"""A correction of one answer and one document, a decision notified, and an appeal upheld: by
keyboard, without JavaScript, the person with nothing but number and code."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page

from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.keyboard import choose, choose_file, press, write
from tests.journeys.test_whole_journey import (
    continue_,
    fill_first_page,
    fill_the_rest,
    home_to_draft,
    open_notice,
    resume,
)

pytestmark = pytest.mark.browser
SEARCH = {
    "search": "información",
    "procedure": "Solicitud de acceso a la información pública",
}
UNIT = "rentas"
MENDED = "El presupuesto de áreas verdes de 2024 y 2025"


def sign_in(page: Page, live: LiveOffice, role: str, unit: str = "") -> None:
    account = live.account(role, unit=unit)
    page.goto(live.url("desk/"))
    write(page, page.locator("#login"), account["login"])
    write(page, page.locator("#password"), account["password"])
    press(page, page.locator("main form button"))


def follow(page: Page, live: LiveOffice, number: str, key: str) -> None:
    page.goto(live.url("follow/"))
    write(page, page.locator("#number"), number)
    write(page, page.locator("#code"), key)
    press(page, page.locator("main form button"))


def text(page: Page) -> str:
    return page.locator("main").inner_text()


def open_act(page: Page, name: str) -> None:
    press(page, page.locator("main").get_by_role("link", name=name, exact=True))


def record_the_check(officer: Page) -> None:
    """The work that a norm demands before the licence is decided."""
    open_act(officer, "Anotar un paso hecho")
    choose(officer, officer.locator("input[name=step][value=verify]"))
    write(officer, officer.locator("#text"), "Se vieron la zona y los permisos.")
    press(officer, officer.locator("main form .govuk-button"))


def test_a_correction_seen_by_both_sides_and_a_decision_notified(
    live: LiveOffice, opened: Opened, tmp_path: Path
):
    first = opened()
    home_to_draft(first, live, SEARCH)
    fill_first_page(first)
    filer = opened()
    resume(filer, live, first.locator(".vt-plate b").inner_text())
    fill_the_rest(filer)
    press(filer, filer.locator("main form button"))
    number = filer.locator(".vt-plate b").inner_text()
    key = filer.locator(".vt-code").inner_text()

    # the officer marks one answer and one document
    officer = opened()
    sign_in(officer, live, "officer")
    press(officer, officer.get_by_role("link", name=number))
    case_at_desk = officer.url
    open_act(officer, "Pedir una corrección")
    choose(officer, officer.locator("#mark-information_wanted"))
    write(officer, officer.locator("#why-information_wanted"), "Diga de qué años.")
    choose(officer, officer.locator("#mark-attachment"))
    write(officer, officer.locator("#why-attachment"), "El plano no se lee.")
    press(officer, officer.locator("main form .govuk-button"))
    assert "Hecho: Requerimiento de corrección" in text(officer)

    # the person sees only that, and mends both
    person = opened(width=360)
    follow(person, live, number, key)
    assert "Diga de qué años." not in text(person)
    open_notice(person)
    assert "Diga de qué años." in text(person)
    open_act(person, "Ver mi expediente")
    assert "Ahora le toca a usted" in text(person)
    open_act(person, "Corregir lo que le pedimos")
    assert person.locator("#names").count() == 0
    write(person, person.locator("#information_wanted"), MENDED)
    sent: FilePayload = {"name": "claro.txt", "mimeType": "text/plain", "buffer": b"claro"}
    choose_file(person, person.locator("#attachment"), sent)
    press(person, person.locator("main form .govuk-button"))
    assert person.locator(".vt-plate b").inner_text() != number

    # both sides see what changed
    open_act(person, "Ver mi expediente")
    officer.goto(case_at_desk)
    for page in (person, officer):
        assert "Qué cambió con la corrección" in text(page)
        assert MENDED in text(page)
        assert "claro.txt" in text(page)

    # the decision is notified; its term runs from the opening, and its appeal is another body's
    open_act(officer, "Responder")
    choose(officer, officer.locator("input[name=decision][value=refused]"))
    write(officer, officer.locator("#text"), "No se puede entregar.")
    write(officer, officer.locator("#reasons"), "Ley 20.285, art. 21.")
    press(officer, officer.locator("main form .govuk-button"))
    person.reload()
    assert "No se puede entregar." not in text(person)
    assert "Último día" not in text(person)
    open_notice(person)
    assert "La persona la abrió" in text(person)
    open_act(person, "Comprobante de la notificación")
    assert person.locator(".vt-plate b").inner_text() != number
    open_act(person, "Ver mi expediente")
    assert "Último día" in text(person)
    assert "No se presenta aquí, sino ante: Consejo para la Transparencia." in text(person)
    assert person.get_by_role("link", name="Recurrir", exact=True).count() == 0
    officer.reload()
    assert "Efecto desde el" in text(officer)


def test_a_refused_licence_is_appealed_and_the_appeal_is_upheld(live: LiveOffice, opened: Opened):
    person = opened()
    number = file_a_licence(person, live)
    officer = opened()
    sign_in(officer, live, "officer", unit=UNIT)
    press(officer, officer.get_by_role("link", name=number))
    case_at_desk = officer.url
    record_the_check(officer)
    open_act(officer, "Responder")
    choose(officer, officer.locator("input[name=decision][value=refused]"))
    write(officer, officer.locator("#text"), "La zona no la permite.")
    write(officer, officer.locator("#reasons"), "Plan regulador, zona ZR-2.")
    press(officer, officer.locator("main form .govuk-button"))
    person.goto(person.url.replace("receipt/", ""))
    open_notice(person)
    open_act(person, "Ver mi expediente")
    assert "Último día" in text(person)
    assert "Se presenta en esta sede. Decide: La alcaldesa o el alcalde." in text(person)
    open_act(person, "Recurrir")
    choose(person, person.locator("input[name=remedy][value=reposicion]"))
    write(person, person.locator("#text"), "El local está en la zona ZC-1.")
    press(person, person.locator("main form .govuk-button"))
    open_act(person, "Ver mi expediente")
    assert "resolvemos su recurso" in text(person)

    head = opened()
    sign_in(head, live, "head", unit=UNIT)
    head.goto(case_at_desk)
    open_act(head, "Resolver el recurso")
    choose(head, head.locator("input[name=outcome][value=upheld]"))
    choose(head, head.locator("input[name=sense][value=granted]"))
    write(head, head.locator("#text"), "Se otorga la patente.")
    write(head, head.locator("#why"), "El local está en la zona ZC-1.")
    press(head, head.locator("main form .govuk-button"))
    assert "Hecho: Resolución del recurso" in text(head)
    person.reload()
    open_notice(person)
    assert "Se otorga la patente." in text(person)


def file_a_licence(page: Page, live: LiveOffice) -> str:
    """The number of a commercial licence asked for, page by page."""
    page.goto(live.url("procedures/patente-comercial/"))
    press(page, page.locator("main form button"))
    write(page, page.locator("#activity"), "Almacén de abarrotes")
    write(page, page.locator("#premises-street"), "Calle del Muelle 20")
    write(page, page.locator("#premises-place"), "Puerto Claro")
    write(page, page.locator("#own_capital"), "40000000")
    choose(page, page.locator("input[name=has_branches][value=no]"))
    continue_(page)
    continue_(page)
    write(page, page.locator("#names"), "Ana María Soto Rojas")
    write(page, page.locator("#rut"), "76.086.428-5")
    choose(page, page.locator("#sworn"))
    continue_(page)
    assert "/check/" in page.url
    press(page, page.locator("main form button"))
    return page.locator(".vt-plate b").inner_text()
