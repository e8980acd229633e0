"""Stops of the tour in a procedure that changes under a draft, is withdrawn, shut or full."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.journeys.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.conftest import LiveOffice
    from tests.journeys.tour import Tour

FOLDER = ROOT / "procedures" / "cl-solicitud-general"
OFFICE = "puerto-claro"
TITLES = ("Solicitud o presentación general", "Requerimento geral", "Free-form filing")
PATIENCE_SECONDS = 20  # the office remembers for some seconds which version is in force


def shutting(tour: Tour) -> None:
    """In twins of a shipped procedure, which every language publishes for itself."""
    changed(tour)
    shut(tour)


def changed(tour: Tour) -> None:
    """A draft over a new version, and then over none."""
    slug = f"paso-{tour.lang}"
    publish_twin(tour.live, slug)
    page = begun(tour, slug)
    page.locator("#facts").fill("La luminaria no enciende desde el lunes.")
    page.locator("#petition").fill("Que se repare la luminaria.")
    tour.next(page)
    draft = re.sub(r"pages/.*", "", page.url)
    publish_twin(tour.live, slug, renamed=("petition", "wish"))
    until_so(page, draft, "/changes/")
    tour.stop(page, "draft, what changed")
    tour.send(page, "draft, what is new")
    withdraw(tour.live, slug, successor="solicitud-general")
    until_so(page, f"{draft}pages/request/", "/pages/request/", status=410)
    tour.stop(page, "draft, withdrawn")
    tour.go(page, f"procedures/{slug}/", "procedure, withdrawn")


def shut(tour: Tour) -> None:
    """Not open yet; and full, with one who came too late."""
    slug = f"futuro-{tour.lang}"
    publish_twin(tour.live, slug, window="{from: '2090-03-01T12:00:00Z'}")
    page = tour.opened(lang=tour.lang, scripts=True)
    until_so(page, tour.live.url(f"procedures/{slug}/"), slug)
    tour.stop(page, "procedure, not yet open")
    withdraw(tour.live, slug)
    slug = f"lleno-{tour.lang}"
    publish_twin(tour.live, slug, window="{quota: 1}")
    first, late = begun(tour, slug), begun(tour, slug)
    for person in (first, late):
        person.locator("#facts").fill("La luminaria no enciende desde el lunes.")
        person.locator("#petition").fill("Que se repare la luminaria.")
    tour.next(first)
    first.locator("#names").fill("Ana Rojas Pinto")
    first.locator("#address-street").fill("Avenida Brasil 2830")
    first.locator("#address-place").fill("Puerto Claro")
    tour.next(first)
    first.locator("#signature").check()
    tour.next(first)
    tour.send(first)
    assert "/receipt/" in first.url, first.url
    tour.next(late, "draft, full")
    tour.go(late, f"procedures/{slug}/", "procedure, full")
    withdraw(tour.live, slug)


def publish_twin(
    live: LiveOffice, slug: str, *, window: str = "", renamed: tuple[str, str] = ("", "")
) -> None:
    """The shipped procedure under a name and titles of its own, in force now. `window` as in
    `procedure.yaml`; `renamed` is the id of a question and the one that takes its place."""
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(FOLDER, Path(place) / slug))
        for file in folder.rglob("*.yaml"):
            text = file.read_text()
            if renamed[0]:
                text = re.sub(rf"\b{renamed[0]}\b(?!\.)", renamed[1], text)
            text = text.replace("slug: solicitud-general", f"slug: {slug}")
            for title in TITLES:
                text = text.replace(f": {title}\n", f": {title} ({slug})\n")
            if window and file.name == "procedure.yaml":
                line = "kind: application\n"
                assert line in text
                text = text.replace(line, f"{line}window: {window}\n", 1)
            file.write_text(text)
        live.console("procedure", "publish", str(folder), "--office", OFFICE)


def withdraw(live: LiveOffice, slug: str, *, successor: str = "") -> None:
    said = ("--reason", "Cambió la ordenanza.", "--successor", successor)
    live.console("procedure", "withdraw", slug, "--office", OFFICE, *said)


def begun(tour: Tour, slug: str) -> Page:
    """A draft at its first page, in a browser of its own."""
    page = tour.opened(lang=tour.lang, scripts=True)
    until_so(page, tour.live.url(f"procedures/{slug}/"), slug)
    tour.send(page)
    return page


def until_so(page: Page, url: str, leads_to: str, *, status: int = 200) -> None:
    """Open an address until it leads there, with that status."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        answer = page.goto(url)
        if answer and answer.status == status and leads_to in page.url:
            return
        time.sleep(0.5)
    raise AssertionError(f"{url} stays at {page.url}, not {leads_to} with {status}")
