"""Every page of the URL table, for every role, in every language and state: usable by all."""

from __future__ import annotations

import pytest

from tests.architecture.addresses import pages
from tests.journeys.conftest import LiveOffice, Opened
from tests.journeys.examiner import LATER_PAGE, Examiner
from tests.journeys.tour import Tour, show

pytestmark = pytest.mark.browser
STATES = 209  # per language; a page that is added is added to the tour and counted here


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_every_page_in_every_state_can_be_used_by_all(lang: str, live: LiveOffice, opened: Opened):
    examiner = Examiner(contrast=lang == "es")  # the colours are the same in every language
    tour = Tour(live=live, opened=opened, look=examiner.look, lang=lang)
    tour.everything()
    assert examiner.found == []
    assert len(examiner.seen) == len(set(examiner.seen)) == STATES
    assert tour.visited == pages()


SPOILED = """<!DOCTYPE html><html><head><title>x</title>
<link rel="stylesheet" href="/static/look/ventanilla.css"></head><body><header></header><main>
<h1>x</h1><h1>y</h1><img src="x"><p style="width:900px">x</p><b id="a"></b><b id="a"></b>
<a href="/" style="outline:none">x</a><button class="govuk-button" style="padding:0">x</button>
<div style="overflow-x:auto;width:99px"><p style="width:300px">x</p></div>
<input id="alone"></main><footer></footer>%s</body></html>"""


def test_the_examiner_finds_each_kind_of_fault(live: LiveOffice, opened: Opened):
    page = opened(scripts=True)
    show(page, live.url("spoiled/"), SPOILED % f"<!--{'x' * LATER_PAGE}-->")
    examiner = Examiner()
    examiner.look(page, "spoiled")
    found = "\n".join(examiner.found)
    for kind in (
        "2 <h1>", "no language", "the id a 2 times", "no label", "without text", "image-alt",
        "bytes", "1 sheets", "focus is not seen: <a", "px wide", "scrolls sideways", "too small",
    ):  # fmt: skip
        assert kind in found, found
