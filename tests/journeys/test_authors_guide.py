"""A procedure made from nothing by following the authors' guide, and nothing but the guide: its
commands and edits are read from the page, so that it cannot drift from what works."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PATIENCE_SECONDS, ROOT, LiveOffice, Opened

pytestmark = pytest.mark.browser

GUIDE = ROOT / "docs" / "authors" / "ten-steps.md"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PHONE = 360
ASKED = "Una rama toca la ventana del segundo piso."
ANSWERED = "Puede podarla con cuidado."


@dataclass(frozen=True)
class Block:
    """A fenced block of the guide: a command, an edit of a file, or a preview."""

    kind: str
    of: str
    text: str


def blocks() -> list[Block]:
    return [Block(*found) for found in BLOCK.findall(GUIDE.read_text())]


def said(pattern: str) -> str:
    """An address that the guide gives."""
    found = re.search(pattern, GUIDE.read_text())
    assert found, pattern
    return found[1]


def command(line: str) -> list[str]:
    program, *words = shlex.split(line)
    assert program == "ventanilla", line
    return [sys.executable, "-m", "ventanilla.channels.console", *words]


def run(live: LiveOffice, place: Path, text: str) -> str:
    """Each command of a block, in order; what they printed."""
    printed = []
    for line in text.strip().splitlines():
        done = subprocess.run(
            command(line), cwd=place, env=live.env, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, line + "\n" + done.stdout + done.stderr
        printed.append(done.stdout)
    return "\n".join(printed)


def edit(place: Path, block: Block) -> None:
    """Put each `+` line in the place of the `-` line above it, which must be there once."""
    path = place / block.of
    lines = block.text.strip("\n").splitlines()
    text = path.read_text()
    for old, new in zip(lines[::2], lines[1::2], strict=True):
        assert (old[:2], new[:2]) == ("- ", "+ "), (old, new)
        assert f"{old[2:]}\n" in text, f"{block.of} has no line {old[2:]!r}"
        text = text.replace(f"{old[2:]}\n", f"{new[2:]}\n", 1)
    path.write_text(text)


def _wait_until_it_answers(address: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} does not answer")


@contextmanager
def previewed(live: LiveOffice, place: Path, text: str) -> Iterator[str]:
    """The preview, at the address that it prints, while it lasts."""
    shown = subprocess.Popen(
        command(text.strip()), cwd=place, env=live.env, stdout=subprocess.PIPE, text=True
    )
    assert shown.stdout is not None
    try:
        address = next((line.strip() for line in shown.stdout if line.startswith("http")), "")
        assert address, "the preview printed no address"
        _wait_until_it_answers(address)
        yield address
    finally:
        shown.send_signal(signal.SIGINT)
        shown.wait(30)


def go_on(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main .govuk-button-group button[value=on]").click()
    assert page.locator(".govuk-error-summary").count() == 0, page.locator("main").inner_text()


def fill(page: Page) -> None:
    """Every page of the procedure, as a person would."""
    page.locator("main form button").first.click()
    page.locator("#facts").fill(ASKED)
    page.locator("#petition").fill("Que se me permita podarla.")
    go_on(page)
    page.locator("#names").fill("Carmen Ruiz Ortega")
    page.locator("input[name=contact_medium][value=post]").check()
    go_on(page)
    page.locator("#address-street").fill("Calle Mayor 12")
    page.locator("#address-place").fill("Valdehoz")
    go_on(page)
    page.locator("#signature").check()
    go_on(page)
    assert ASKED in page.locator("main").inner_text()


def file(page: Page) -> str:
    with page.expect_navigation():
        page.locator("main form .govuk-button").first.click()
    number: str = page.locator(".vt-plate b").inner_text()
    assert re.fullmatch(r"\d{4}/E/\d{6}", number), page.locator("main").inner_text()
    return number


def answer(page: Page, live: LiveOffice, number: str) -> None:
    """At the desk of the unit that the folder names."""
    account = live.account("officer", office="valdehoz", unit="registro")
    page.goto(live.base_url + said(r"Sign in at `([^`]+)`"))
    page.locator("#login").fill(account["login"])
    page.locator("#password").fill(account["password"])
    page.locator("main form .govuk-button").first.click()
    page.get_by_role("link", name=number).click()
    page.get_by_role("link", name="Responder").click()
    page.locator("input[value=granted]").check()
    page.locator("textarea").first.fill(ANSWERED)
    with page.expect_navigation():
        page.locator("main form .govuk-button").first.click()
    assert page.locator(".govuk-error-summary").count() == 0, page.locator("main").inner_text()


def test_following_only_the_guide_a_procedure_is_made_seen_published_filed_and_answered(
    live: LiveOffice, opened: Opened, tmp_path: Path
):
    shutil.copytree(ROOT / "procedures", tmp_path / "procedures")
    printed = ""
    for block in blocks():
        if block.kind == "edit":
            edit(tmp_path, block)
        elif block.kind == "console":
            printed += run(live, tmp_path, block.text)
        else:
            assert block.kind == "preview"
            with previewed(live, tmp_path, block.text) as address:
                phone = opened(width=PHONE)
                phone.goto(address)
                assert phone.locator("h1").inner_text() == "Permiso para podar un árbol"
                wide = phone.evaluate("document.documentElement.scrollWidth")
                assert wide <= PHONE
                fill(phone)
    assert "permiso-poda: version 1" in printed
    assert "permiso-poda: in order" in printed

    person = opened()
    person.goto(live.base_url + said(r"Open `([^`]+)`"))
    fill(person)
    number = file(person)
    person.goto(live.url("follow/", office="valdehoz"))
    answer(opened(), live, number)

    again = opened()
    again.goto(live.url("?q=podar", office="valdehoz"))
    assert "Permiso para podar un árbol" in again.locator("main").inner_text()


def test_the_guide_has_ten_steps_and_every_block_is_of_a_known_kind():
    steps = re.findall(r"^## (\d+)\.", GUIDE.read_text(), re.MULTILINE)
    assert steps == [str(n) for n in range(1, 11)]
    assert {block.kind for block in blocks()} == {"console", "edit", "preview"}
