"""Every page of the URL table, for every role, in every language and state: usable by all."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.architecture.addresses import views
from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.tour import Tour, axe_script

pytestmark = pytest.mark.browser
STATES = 68  # per language; a page that is added is added to the tour and counted here
NO_PAGE = {
    "portal:colours", "portal:language", "portal:sign-out", "portal:start", "portal:draft",
    "portal:file", "portal:document", "portal:receipt-proof", "portal:receipt-json",
    "portal:receipt-pdf", "desk:colours", "desk:language", "desk:sign-out", "desk:document",
    "portal:calendar-ics", "portal:own-figures",
}  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 360


class Examiner:
    """Looks at each stop with axe, then at 360 px for anything that sticks out."""

    def __init__(self, *, contrast: bool = True) -> None:
        self.axe = axe_script()
        self.rules = {} if contrast else {"color-contrast": {"enabled": False}}
        self.found: list[str] = []
        self.seen: list[str] = []

    def look(self, page: Page, state: str) -> None:
        self.seen.append(state)
        self.found += [f"{state}: {problem}" for problem in self._axe(page)]
        page.set_viewport_size({"width": NARROW, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > NARROW:
            self.found.append(f"{state}: {wide} px wide on a screen of {NARROW}")
        page.set_viewport_size({"width": 1280, "height": 900})

    def _axe(self, page: Page) -> list[str]:
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(self.axe)
        result: dict[str, Any] = page.evaluate(
            "([tags, rules]) => axe.run(document, {runOnly: {type: 'tag', values: tags},"
            " rules, resultTypes: ['violations']})",
            [TAGS, self.rules],
        )
        return [
            f"{v['id']} at {node['target']}: {node['html'][:150]}"
            for v in result["violations"]
            for node in v["nodes"]
        ]


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_every_page_in_every_state_can_be_used_by_all(lang: str, live: LiveOffice, opened: Opened):
    examiner = Examiner(contrast=lang == "es")  # the colours are the same in every language
    tour = Tour(live=live, opened=opened, look=examiner.look, lang=lang)
    tour.everything()
    assert examiner.found == []
    assert len(examiner.seen) == len(set(examiner.seen)) == STATES
    assert tour.visited == {f"{channel}:{name}" for channel, name, _ in views()} - NO_PAGE


def test_the_examiner_finds_a_fault(opened: Opened):
    page = opened(scripts=True)
    page.set_content("<html lang='es'><title>x</title><main><h1>x</h1><img src='x'></main></html>")
    examiner = Examiner()
    examiner.look(page, "spoiled")
    assert any("image-alt" in found for found in examiner.found)
