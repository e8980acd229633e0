"""Names inside the ZIP: whatever a file was called, no entry leaves its folder or is another's.

The folio goes first, so names are unique and none is a device of some system.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80  # characters of the file's own name
_OTHER = re.compile(r"[^\w.\-]+")
_DOTS = re.compile(r"\.{2,}")


def entry_name(folder: str, folio: int, name: str) -> str:
    """`documents/0003-plano.pdf`. Letters of any script stay; all else becomes `_`."""
    plain = _OTHER.sub("_", unicodedata.normalize("NFC", name))
    plain = _DOTS.sub(".", plain).strip("._-") or "file"
    return f"{folder}/{folio:04d}-{_shortened(plain)}"


def _shortened(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if len(name) <= LONGEST:
        return name
    if not dot or len(extension) > 10:
        return name[:LONGEST].rstrip("._-")
    return f"{stem[: LONGEST - len(extension) - 1].rstrip('._-')}.{extension}"
