"""An officer drafts from a template with two free paragraphs and proposes; the head is away and the
substitute signs from the tray; the person opens the decision and reads the formula. By keyboard,
without JavaScript."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.keyboard import press, reach, write
from tests.journeys.test_correction_and_appeal import (
    SEARCH,
    open_act,
    open_notice,
    sign_in,
    text,
)
from tests.journeys.test_whole_journey import (
    fill_first_page,
    fill_the_rest,
    home_to_draft,
    resume,
)

pytestmark = pytest.mark.browser
FIRST = "Que la unidad reunió los documentos el martes."
SECOND = "Remítase además el índice de los contratos."


def add(page: Page, part: str, said: str) -> None:
    """A paragraph of the officer's own at the end of a part."""
    press(page, page.locator(f"button[value='add:{part}']"))
    empty = page.locator(f"section[aria-labelledby=part-{part}] textarea").last
    write(page, empty, said)
    press(page, page.locator("main button[value=save]:not([tabindex])"))


def test_the_substitute_signs_and_the_person_reads_by_what(live: LiveOffice, opened: Opened):
    first, person = opened(), opened()
    home_to_draft(first, live, SEARCH)
    fill_first_page(first)
    resume(person, live, first.locator(".vt-plate b").inner_text())
    fill_the_rest(person)
    press(person, person.locator("main form button"))
    number = person.locator(".vt-plate b").inner_text()

    # the officer drafts and proposes
    officer = opened()
    sign_in(officer, live, "officer")
    press(officer, officer.get_by_role("link", name=number))
    press(officer, officer.get_by_role("link", name="Redactar la decisión"))
    press(officer, officer.locator("main form .govuk-button"))
    add(officer, "grounds", FIRST)
    add(officer, "operative", SECOND)
    press(officer, officer.locator("main button[value=read]"))
    assert FIRST in text(officer)
    press(officer, officer.get_by_role("link", name="Seguir con el borrador"))
    press(officer, officer.locator("main button[value=propose]"))
    assert "Propuesto: espera la firma." in text(officer)

    # the head records who stands in from today
    head = opened()
    sign_in(head, live, "head")
    press(head, head.locator("nav").get_by_role("link", name="Suplencias", exact=True))
    press(head, head.get_by_role("link", name="Registrar: Suplencia"))
    for name, who in (("from_post", "Directora"), ("to_post", "Alcaldesa")):
        reach(head, head.locator(f"#{name}"))
        head.keyboard.type(who)
    today = date.today()
    write(head, head.locator("#order"), "Decreto n.º 7/2026")
    write(head, head.locator("#ordered_on"), today.strftime("%d/%m/%Y"))
    write(head, head.locator("#from"), (today - timedelta(days=1)).strftime("%d/%m/%Y"))
    press(head, head.locator("main form .govuk-button"))
    assert "Registrado." in text(head), text(head)

    # the substitute finds it in the tray, reads what it prints, signs
    mayor = opened()
    sign_in(mayor, live, "head", unit="rentas")
    press(mayor, mayor.locator("nav").get_by_role("link", name="Firma", exact=True))
    assert "Firma por: Directora de Transparencia" in text(mayor)
    press(mayor, mayor.locator("tbody").get_by_role("link").first)
    formula = "En subrogación de Directora de Transparencia, Helena Ibáñez Paz (Decreto n.º 7/2026"
    assert formula in text(mayor)
    press(mayor, mayor.locator("main button[value=sign]"))
    assert "Firmado, registrado y notificado." in text(mayor)

    # the head is back, and says so: from then on she signs herself
    press(head, head.locator("nav").get_by_role("link", name="Suplencias", exact=True))
    reach(head, head.locator("main details summary").first)
    head.keyboard.press("Enter")
    write(head, head.locator("main details[open] input[name=order]"), "Vuelve de sus vacaciones")
    press(head, head.locator("main details[open] button"))
    assert "Ha terminado." in text(head)

    # the person opens the notice and reads the decision
    person.goto(person.url.replace("receipt/", ""))
    assert formula not in text(person), "it is closed until its notice is opened"
    open_notice(person)
    assert formula in text(person)
    open_act(person, "Ver mi expediente")
    said = text(person)
    assert formula in said
    assert FIRST in said
    assert SECOND in said
    assert "sin verificar" in said, "the norm of the formula was not read"
