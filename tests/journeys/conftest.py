"""A real office for journeys: the demonstration as `make demo` serves it, and a real browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

# Playwright keeps an event loop in this thread; the tests' own reads of the database are plain.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 240


@dataclass
class LiveOffice:
    """Where the demonstration is served, and how to get in."""

    base_url: str
    var: Path
    env: dict[str, str]
    known: dict[str, Any]

    def url(self, path: str = "", office: str = "puerto-claro") -> str:
        return f"{self.base_url}/{office}/{path}"

    def account(self, role: str, office: str = "puerto-claro", unit: str = "") -> dict[str, str]:
        return next(
            a
            for a in self.known["accounts"]
            if a["role"] == role
            and (a["office"] == office or role == "person")
            and (not unit or a["unit"] == unit)
        )

    def console(self, *words: str) -> None:
        """Run the operator's console on the same database, beside the running office."""
        command = [sys.executable, "-m", "ventanilla.channels.console", *words]
        subprocess.run(command, cwd=ROOT, env=self.env, check=True, capture_output=True)


@pytest.fixture(scope="session", name="live")
def a_live_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """One demonstration for the whole run: its processes, its own folder, its own port."""
    with served_demonstration(tmp_path_factory.mktemp("demonstration")) as office:
        yield office


@contextmanager
def served_demonstration(var: Path) -> Iterator[LiveOffice]:
    """The demonstration at a free port, with its database and files in `var`, while it lasts."""
    port = _free_port()
    env = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("VENTANILLA_", "DJANGO_"))},
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "ventanilla.config.settings",
        "VENTANILLA_MODE": "demonstration",
        "VENTANILLA_VAR": str(var),
        "VENTANILLA_THREADS": "8",
    }
    base_url = f"http://127.0.0.1:{port}"
    office = LiveOffice(base_url=base_url, var=var, env=env, known={})
    office.console("build")
    command = [sys.executable, "-m", "ventanilla.channels.console", "demo", "--port", str(port)]
    with (var / "served.log").open("wb") as log:
        served = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        _wait_until_up(base_url, served, var / "served.log")
        office.known = json.loads((var / "demo.json").read_text())
        yield office
    finally:
        served.terminate()
        served.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(base_url: str, served: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if served.poll() is not None:
            break
        try:
            with urlopen(f"{base_url}/puerto-claro/", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the demonstration did not come up:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session", name="chromium")
def a_browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with opened_browser() as browser:
        yield browser


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Chromium where it is installed, or the one that Playwright fetched."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


Opened = Callable[..., Page]
_documents: WeakKeyDictionary[Page, Response] = WeakKeyDictionary()


def document_of(page: Page) -> Response:
    """The answer that the page on show was drawn from, as it came."""
    return _documents[page]


def remember_document(answer: Response) -> None:
    if answer.request.resource_type == "document" and not 300 <= answer.status < 400:
        _documents[answer.frame.page] = answer


@pytest.fixture(name="opened")
def a_page(live: LiveOffice, chromium: Browser) -> Iterator[Opened]:
    """`opened(lang=…, width=…, scripts=…)`: a page in a browser of its own, without JavaScript."""
    contexts: list[BrowserContext] = []

    def open_page(*, lang: str = "es", width: int = 1280, scripts: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            bypass_csp=scripts,
            accept_downloads=True,
        )
        context.add_cookies([{"name": "language", "value": lang, "url": live.base_url}])
        context.set_default_timeout(10_000)
        context.on("response", remember_document)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
