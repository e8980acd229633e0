"""PDF documents from typst templates: PDF/A-2a for the archive and PDF/UA-1 for everyone.

Values never become source: they travel as JSON in `sys.inputs` and the template reads them as
`data`. Same template, data, language, title and moment give the same bytes.
"""

from __future__ import annotations

import json
import re
import tempfile
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ventanilla.kernel import clock

if TYPE_CHECKING:
    from typst import Compiler

_STANDARDS = ["a-2a", "ua-1"]
_PRELUDE = """\
#let data = json(bytes(sys.inputs.at("data")))
#set document(title: sys.inputs.at("title"), date: auto)
#set text(lang: sys.inputs.at("lang"), font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 11pt)
#set page(paper: "a4", margin: (x: 2.5cm, y: 2.5cm))
"""
# What the embedded fonts can show (found by compiling each sign); PDF/A refuses the rest.
_SHOWN = (
    r"\n\t\x20-\x7e\xa0-\xac\xae-\u0377\u038e-\u03a1\u03a3-\u04ff\u0531-\u0556\u05d0-\u05ea"
    r"\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u20a0-\u20c0\u2190-\u23ff\u2460-\u262f"
)
_NOT_SHOWN = re.compile(f"[^{_SHOWN}]")
_lock = threading.Lock()  # the compiler serves one thread at a time; a page takes about 5 ms


def render_pdf(
    *, template: str, data: Mapping[str, Any], lang: str, title: str, moment: datetime | None = None
) -> bytes:
    """The PDF that `template` (typst source) makes of `data` (JSON values).

    `moment` is written as the date of the document; give the date of what it tells, so that
    rendering again gives the same bytes. A sign that the fonts lack is written as `[U+6F22]`.
    """
    inputs = {
        "data": json.dumps(printable(data), ensure_ascii=False),
        "title": printable(title),
        "lang": lang.split("-")[0],
    }
    stamp = int((moment or clock.now()).timestamp())
    source = (_PRELUDE + template).encode()
    with _lock:
        made = _compiler().compile(
            source,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=_STANDARDS,  # type: ignore[arg-type] # a list of its literals
            timestamp=stamp,
        )
    assert isinstance(made, bytes)
    return made


def printable(value: Any) -> Any:
    """`value` with every sign that the fonts lack written by its Unicode number."""
    if isinstance(value, str):
        return _NOT_SHOWN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", value)
    if isinstance(value, Mapping):
        return {str(key): printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable(inner) for inner in value]
    return value


@lru_cache(maxsize=1)
def _compiler() -> Compiler:
    """One compiler per process: fonts are loaded once. Its root is an empty folder."""
    import typst

    root = tempfile.mkdtemp(prefix="typst-root-")
    return typst.Compiler(b"", root=root, ignore_system_fonts=True)
