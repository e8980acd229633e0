"""Going through pages with the keyboard alone: Tab, Shift+Tab, Enter, Space, arrows and text."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Locator, Page

MOST_TABS = 80


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; fails if it is never reached."""
    for _ in range(MOST_TABS):
        if has_focus(target):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")


def has_focus(target: Locator) -> bool:
    return bool(target.evaluate("node => node === document.activeElement"))


def write(page: Page, target: Locator, text: str) -> None:
    """Reach a field, replace what it holds, and type."""
    reach(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def choose(page: Page, target: Locator) -> None:
    """Reach a box or radio button and mark it with the space bar."""
    group = target.get_attribute("name")
    if target.get_attribute("type") != "radio":
        reach(page, target)
        page.keyboard.press("Space")
        return
    radios = page.locator(f"input[type=radio][name='{group}']")
    reach(page, radios.first)
    page.keyboard.press("Space")
    for _ in range(radios.count()):
        if target.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reach {target}")


def choose_file(page: Page, target: Locator, file: FilePayload) -> None:
    """Reach a file's field, open the chooser with the space bar, and give it the file.

    Playwright takes over the chooser some moments after it is asked to, and a key pressed before
    opens one that nobody answers: so it is asked before the Tabs that reach the field.
    """
    with page.expect_file_chooser() as opened:
        reach(page, target)
        page.keyboard.press("Space")
    opened.value.set_files(file)


def press(page: Page, target: Locator) -> None:
    """Reach a link or button and follow it with Enter."""
    reach(page, target)
    enter(page)


def enter(page: Page) -> None:
    """Press Enter and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
