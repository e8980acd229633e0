"""A file's name as it may be kept: one line of harmless text, never a path."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 120
# Cc control, Cf invisible (direction marks, zero-width), Cs half surrogates, Co/Cn unassigned
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_RESERVED_SIGNS = re.compile(r'[<>:"|?*\\/]')
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def clean_file_name(name: str) -> str:
    """`name` without folders, invisible signs or signs that some system reserves.

    Keeps the extension when it cuts. Returns an empty string when nothing is left.
    """
    last = re.split(r"[\\/]", name)[-1]
    if not (last.isascii() and last.isprintable()):
        last = unicodedata.normalize("NFC", last)
        last = "".join(c for c in last if unicodedata.category(c) not in _INVISIBLE)
    last = _RESERVED_SIGNS.sub("_", last).strip(" .")
    if _DEVICES.match(last):
        last = f"_{last}"
    return _shortened(last)


def _shortened(name: str) -> str:
    if len(name) <= MAX_LENGTH:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[:MAX_LENGTH]
    return f"{stem[: MAX_LENGTH - len(extension) - 1]}.{extension}"
