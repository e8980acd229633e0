"""An e-mail address or a telephone number as it is kept, or nothing if it cannot be one."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@(?:[^\s@.<>,;]{1,63}\.)+[^\s@.<>,;]{2,63}")
_PHONE = re.compile(r"\+?[0-9]{8,15}")
_SPACING = re.compile(r"[\s().\-/]")


def read_email(text: str) -> str:
    """The address without spaces around; empty if nothing can be sent to it."""
    trimmed = text.strip()
    fits = len(trimmed) <= 200 and _EMAIL.fullmatch(trimmed) and trimmed.isprintable()
    return trimmed if fits and ".." not in trimmed else ""


def read_phone(text: str) -> str:
    """Digits with an optional plus; empty if it is no number of 8 to 15 digits (E.164)."""
    digits = _SPACING.sub("", text)
    return digits if _PHONE.fullmatch(digits) and digits.isascii() else ""


def masked(kind: str, contact: str) -> str:
    """Enough to recognise one's own: `a…@example.org`, `…4321`."""
    if kind == "email":
        name, _at, domain = contact.rpartition("@")
        return f"{name[:1]}…@{domain}"
    return f"…{contact[-4:]}"
