"""Set-up of the style sheets: the base sheet is fetched by npm, stripped, and never committed.

govuk-frontend (MIT) gives the layout of fields, lists and summaries. Its type face may only be
used on GOV.UK and its crest is the United Kingdom's, so both go, and with them every address
that the sheet would load.
"""

from __future__ import annotations

import re
from pathlib import Path

SHEET = "govuk-frontend.min.css"
SOURCE = Path("govuk-frontend/dist/govuk") / SHEET
NODE_MODULES = Path(__file__).resolve().parents[4] / "node_modules"
FOLDER = Path(__file__).parent / "static" / "vendor"

_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_CREST = re.compile(r"[a-z-]*(?:image|mask)[a-z-]*:[^;{}]*govuk-crest[^;{}]*;?")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
_FAMILY = "GDS Transport,arial,sans-serif"
_OURS = "var(--vt-font,arial,sans-serif)"
_TRACES = ("GDS Transport", "crest", "url(", "sourceMappingURL", "http")


class BaseSheetMissing(Exception):  # noqa: N818 - what is wrong, not that it is
    """npm has not fetched govuk-frontend, or its sheet is not the one this code knows."""


def build(*, node_modules: Path = NODE_MODULES, folder: Path = FOLDER) -> Path:
    """Write the stripped base sheet into `folder` and return its path.

    `node_modules` is where `npm ci --ignore-scripts` put the packages. Raises
    `BaseSheetMissing` if the sheet is absent or still names what must be stripped.
    """
    source = node_modules / SOURCE
    if not source.is_file():
        raise BaseSheetMissing(f"{source} is missing: run `npm ci --ignore-scripts` first")
    sheet = stripped(source.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / SHEET
    target.write_text(sheet, encoding="utf-8")
    return target


def stripped(sheet: str) -> str:
    """The base sheet without type face, crest, source map or any address to load."""
    bare = _SOURCE_MAP.sub("", _CREST.sub("", _FONT_FACE.sub("", sheet))).replace(_FAMILY, _OURS)
    left = [trace for trace in _TRACES if trace in _without_link_notes(bare)]
    if left:
        raise BaseSheetMissing(f"the base sheet still holds {', '.join(left)}: see look.build")
    return bare.strip() + "\n"


def _without_link_notes(sheet: str) -> str:
    """Selectors such as `[href^="https://"]` name no place to load from."""
    return re.sub(r'\[href\^="https?://"\]', "", sheet)
