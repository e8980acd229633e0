"""The observatory in a real browser: axe finds nothing, the keyboard reaches all, no script."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast
from ventanilla.domains.observatory import api as observatory

playwright_api = pytest.importorskip("playwright.sync_api")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
NEEDED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium"),
]


@pytest.fixture(name="site")
def a_served_observatory(live_server: Any, cast: Cast, tmp_path: Path) -> str:
    observatory.load_shipped()
    other = tmp_path / "other.csv"  # two values for one place are on the pages too
    other.write_text(
        "country,indicator,year,value,source,confidence\n"
        f"UY,EGDI,2024,0.9999,https://example.org/{'long' * 30},found\n"
    )
    observatory.import_indicators(other)
    observatory.freeze_edition("2026-1")
    return str(live_server.url)


@pytest.fixture(name="chromium")
def a_browser() -> Iterator[Any]:
    path = None if CHROMIUM == "playwright" else CHROMIUM
    with playwright_api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def addresses(cast: Cast) -> list[str]:
    plain = [
        "home", "compare", "map", "timeline", "weights", "practices", "charter", "methods", "data",
        "editions", "proposals", "sign-in",
    ]  # fmt: skip
    fact = observatory.country_view("UY").tracks[0].facts[0]
    return [
        *(reverse(f"portal:observatory:{name}") for name in plain),
        *(reverse("portal:observatory:track", args=[t]) for t in observatory.tracks()),
        reverse("portal:observatory:country", args=["UY"]),
        reverse("portal:observatory:country", args=["NI"]),
        reverse("portal:observatory:fact", args=[fact.key]),
        reverse("portal:observatory:edition", args=["2026-1"]),
        reverse("portal:observatory:compare") + "?country=UY&country=CL&country=NI",
        reverse("portal:charter", args=[cast.office.slug]),
    ]


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_axe_finds_nothing_on_any_page(site: str, chromium: Any, cast: Cast, lang: str) -> None:
    context = chromium.new_context(locale=lang, bypass_csp=True)
    page, axe, found = context.new_page(), axe_api.Axe(), []
    pages = addresses(cast)
    assert len(pages) == 25
    for address in pages:
        assert page.goto(site + address).ok, address
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        answer = axe.run(page, options={"runOnly": NEEDED}).response
        found += [f"{address} {v['id']}: {v['nodes'][0]['html']}" for v in answer["violations"]]
    assert found == []


@pytest.mark.parametrize("width", [320])
def test_no_page_scrolls_sideways_on_a_narrow_phone(
    site: str, chromium: Any, cast: Cast, width: int
) -> None:
    context = chromium.new_context(
        locale="es", java_script_enabled=True, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    wide = []
    for address in addresses(cast):
        page.goto(site + address)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(address)
    assert wide == []


def test_every_country_on_the_map_is_reached_and_named_by_keyboard(
    site: str, chromium: Any
) -> None:
    if observatory.outlines() is None:
        pytest.skip("the outlines were not built")
    page = chromium.new_context(locale="es", java_script_enabled=True).new_page()
    page.goto(site + reverse("portal:observatory:map"))
    names = []
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "document.activeElement.closest('svg.vt-map') && "
            "document.activeElement.getAttribute('aria-label')"
        )
        names += [name] if name else []
    assert len(names) == 22
    assert "Uruguay: 0,901" in names


def test_pages_are_complete_without_script(site: str, chromium: Any) -> None:
    page = chromium.new_context(locale="es", java_script_enabled=False).new_page()
    page.goto(site + reverse("portal:observatory:country", args=["UY"]))
    assert page.locator("svg.vt-chart").count() == 2
    page.locator("summary").first.click()
    assert page.get_by_role("table", name="Índice de gobierno electrónico de la ONU").is_visible()
    assert page.get_by_role("img", name="Índice de gobierno electrónico de la ONU").is_visible()
