"""Another version comes into force under a draft: the person reads what changed, answers only what
is new and files. By keyboard, without JavaScript."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.keyboard import choose, press, write
from tests.journeys.shutting import publish_twin, until_so, withdraw
from tests.journeys.test_whole_journey import continue_

pytestmark = pytest.mark.browser
SLUG = "paso-de-prueba"
WANTED = "Que se repare la luminaria."


def test_what_changed_is_read_and_only_what_is_new_is_asked(live: LiveOffice, opened: Opened):
    publish_twin(live, SLUG)
    person = opened()
    until_so(person, live.url(f"procedures/{SLUG}/"), SLUG)
    press(person, person.locator("main form button").first)
    draft = re.sub(r"pages/.*", "", person.url)
    write(person, person.locator("#facts"), "La luminaria no enciende desde el lunes.")
    write(person, person.locator("#petition"), WANTED)
    continue_(person)
    write(person, person.locator("#names"), "Ana Rojas Pinto")
    write(person, person.locator("#address-street"), "Avenida Brasil 2830")
    write(person, person.locator("#address-place"), "Puerto Claro")
    continue_(person)

    publish_twin(live, SLUG, renamed=("petition", "wish"))
    until_so(person, draft, "/changes/")
    said = person.locator("main").inner_text()
    assert "El trámite cambió desde que empezó" in said
    assert "Pregunta nueva" in said
    assert "Ya no se pregunta" in said
    assert WANTED in said, "what is no longer asked is there to be copied"

    press(person, person.locator("main form .govuk-button"))
    assert "/pages/request/" in person.url
    assert "luminaria no enciende" in person.locator("#facts").input_value()
    write(person, person.locator("#wish"), WANTED)
    continue_(person)
    while "/check/" not in person.url:
        if person.locator("#names").count():
            assert person.locator("#names").input_value() == "Ana Rojas Pinto"
        if person.locator("#signature").count():
            choose(person, person.locator("#signature"))
        continue_(person)
    press(person, person.locator("main form button"))
    assert re.fullmatch(r"\d{4}/E/\d{6}", person.locator(".vt-plate b").inner_text())
    withdraw(live, SLUG)
