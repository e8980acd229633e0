"""Looks at one page as it stands in the browser: everything that all pages owe to everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.html_check import faults
from tests.journeys.conftest import document_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 320  # 1280 px at 400 %, WCAG 1.4.10
FIRST_VISIT = 40_000  # bytes as they come: page, sheets and mark
LATER_PAGE = 10_000
AXE = """([tags, rules]) => axe.run(document,
    {runOnly: {type: 'tag', values: tags}, rules, resultTypes: ['violations']})"""
WEIGHT = """() => {
    const page = performance.getEntriesByType('navigation')[0].transferSize;
    const parts = performance.getEntriesByType('resource').filter(r => r.initiatorType === 'link');
    return [page, parts.length, parts.reduce((sum, part) => sum + part.encodedBodySize, page)];
}"""
WIDTH = """() => [document.documentElement.scrollWidth,
    [...document.querySelectorAll('body *')].filter(n => n.scrollWidth > n.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(n).overflowX)).map(n => n.className)]"""
FOCUS = """() => {
    const looks = node => [node, node.labels?.[0]].filter(Boolean).flatMap(n =>
        [null, '::before'].map(part => getComputedStyle(n, part))).map(s => [s.backgroundColor,
        s.boxShadow, s.outlineStyle === 'none' ? '' : s.outline, s.borderColor, s.borderWidth]);
    const can = [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')];
    return can.filter(node => node.checkVisibility()).filter(node => {
        document.activeElement?.blur();
        const before = JSON.stringify(looks(node));
        node.focus({focusVisible: true});
        const same = document.activeElement === node && JSON.stringify(looks(node)) === before;
        node.blur();
        return same;
    }).map(node => node.outerHTML.slice(0, 120));
}"""
SMALL = """() => {
    const least = node => node.matches('.govuk-radios__input, .govuk-checkboxes__input') ? 40
        : node.matches('.govuk-button, .govuk-input, .govuk-select, .govuk-textarea') ? 38
        : node.matches('nav a, footer li a') ? 28 : node.matches('summary') ? 24 : 0;
    return [...document.querySelectorAll('a, button, input, select, textarea, summary')]
        .filter(node => node.checkVisibility() && !node.closest('.govuk-breadcrumbs'))
        .filter(node => node.getBoundingClientRect().height < least(node))
        .map(node => `${node.getBoundingClientRect().height} px: ${node.outerHTML.slice(0, 90)}`);
}"""


class Examiner:
    """Collects in `found` what is wrong with each stop, and in `seen` the stops."""

    def __init__(self, *, contrast: bool = True, weigh: bool = True) -> None:
        """`weigh` where sheets and pages come as small as they are served to people."""
        self.weigh = weigh
        self.axe = axe_script()
        self.rules = {} if contrast else {"color-contrast": {"enabled": False}}
        self.found: list[str] = []
        self.seen: list[str] = []
        self.heaviest = 0

    def look(self, page: Page, state: str) -> None:
        self.seen.append(state)
        checks = (self._source, self._weight, self._axe, self._focus, self._narrow)
        self.found += [f"{state}: {problem}" for check in checks for problem in check(page)]

    def _source(self, page: Page) -> list[str]:
        return faults(document_of(page).text())

    def _weight(self, page: Page) -> list[str]:
        if not self.weigh:
            return []
        alone, parts, with_parts = page.evaluate(WEIGHT)
        self.heaviest = max(self.heaviest, alone)
        wrong = [f"{alone} bytes"] if not 0 < alone <= LATER_PAGE else []
        wrong += [f"{with_parts} bytes at a first visit"] if with_parts > FIRST_VISIT else []
        return wrong + ([f"{parts} sheets"] if parts < 2 else [])

    def _axe(self, page: Page) -> list[str]:
        page.evaluate(self.axe)
        result: dict[str, Any] = page.evaluate(AXE, [TAGS, self.rules])
        return [
            f"{v['id']} at {node['target']}: {node['html'][:150]}"
            for v in result["violations"]
            for node in v["nodes"]
        ]

    def _focus(self, page: Page) -> list[str]:
        return [f"focus is not seen: {node}" for node in page.evaluate(FOCUS)]

    def _narrow(self, page: Page) -> list[str]:
        size = page.viewport_size
        page.set_viewport_size({"width": NARROW, "height": 800})
        wide, scrolled = page.evaluate(WIDTH)
        small = [f"too small to press: {node}" for node in page.evaluate(SMALL)]
        if size:
            page.set_viewport_size(size)
        wrong = [f"{wide} px wide on a screen of {NARROW}"] if wide > NARROW else []
        return wrong + [f"scrolls sideways: {name}" for name in scrolled] + small


def axe_script() -> str:
    """axe-core, as the package axe-playwright-python carries it."""
    import axe_playwright_python

    return next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
