"""Keeps a picture of every state of the tour, so that somebody looks at all of them.

    PYTHONPATH=src:. .venv/bin/python -m tests.journeys.sheets /tmp/pictures --lang pt

Each state is drawn whole at 1280 and at 360 px. The pictures are then laid beside one another on
sheets, so that a whole tour is seen in some dozens of glances; `index.txt` names them in order.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import django
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import (
    LiveOffice,
    opened_browser,
    remember_document,
    served_demonstration,
)
from tests.journeys.tour import Tour

WIDTHS = {1280: (3, 620), 360: (6, 330)}  # pictures beside one another, and how wide each is there
TALLEST = 1500  # of one picture on a sheet: what is longer goes on in the next place
TITLE = 22


@dataclass
class Camera:
    """Takes each state at every width."""

    folder: Path
    taken: list[str] = field(default_factory=list)

    def look(self, page: Page, state: str) -> None:
        name = f"{len(self.taken) + 1:03}-{re.sub(r'[^a-z0-9]+', '-', state.lower()).strip('-')}"
        self.taken.append(name)
        size = page.viewport_size
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=self.folder / f"{name}-{width}.png", full_page=True)
        if size:
            page.set_viewport_size(size)


@dataclass
class Pages:
    """What the fixture `opened` gives to tests."""

    live: LiveOffice
    browser: Browser
    stack: ExitStack

    def __call__(self, *, lang: str = "es", width: int = 1280, scripts: bool = False) -> Page:
        context: BrowserContext = self.browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        context.add_cookies([{"name": "language", "value": lang, "url": self.live.base_url}])
        context.set_default_timeout(20_000)
        context.on("response", remember_document)
        self.stack.callback(context.close)
        return context.new_page()


def sheets(folder: Path, taken: list[str]) -> int:
    """The pictures of each width on sheets; how many sheets."""
    made = 0
    for width, (across, shown) in WIDTHS.items():
        parts = [part for name in taken for part in strips(folder / f"{name}-{width}.png", shown)]
        for start in range(0, len(parts), across):
            made += 1
            sheet(parts[start : start + across], shown).save(
                folder / f"sheet-{width}-{start // across + 1:03}.png"
            )
    return made


def strips(path: Path, shown: int) -> list[tuple[str, Image.Image]]:
    """One picture at the width in which it is shown, cut where it is too tall."""
    with Image.open(path) as whole:
        picture = whole.convert("RGB").resize((shown, round(whole.height * shown / whole.width)))
    return [
        (f"{path.stem} {top}", picture.crop((0, top, shown, min(top + TALLEST, picture.height))))
        for top in range(0, picture.height, TALLEST)
    ]


def sheet(parts: list[tuple[str, Image.Image]], shown: int) -> Image.Image:
    tallest = max(picture.height for _name, picture in parts)
    whole = Image.new("RGB", ((shown + 12) * len(parts), tallest + TITLE), "#999999")
    draw = ImageDraw.Draw(whole)
    for n, (name, picture) in enumerate(parts):
        draw.text((n * (shown + 12), 4), name, fill="#000000")
        whole.paste(picture, (n * (shown + 12), TITLE))
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", default="es")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(asked.folder)
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        live = stack.enter_context(served_demonstration(var))
        for name in ("DJANGO_SETTINGS_MODULE", "VENTANILLA_VAR", "VENTANILLA_MODE"):
            os.environ[name] = live.env[
                name
            ]  # error pages are drawn here, with the office's sheets
        django.setup()
        pages = Pages(live, stack.enter_context(opened_browser()), stack)
        try:
            Tour(live=live, opened=pages, look=camera.look, lang=asked.lang).everything()
        finally:
            (asked.folder / "index.txt").write_text("\n".join(camera.taken))
            print(len(camera.taken), "states,", sheets(asked.folder, camera.taken), "sheets")


if __name__ == "__main__":
    main()
