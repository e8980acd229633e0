"""A person named so that they know themselves and strangers do not know them (ES: LO 3/2018,
additional provision 7: never the name and the whole identifier together)."""

from __future__ import annotations

SHOWN = 4


def minimised(*, name: str, identifier: str) -> str:
    """Initials, and the last four signs of the identifier, if any: `A. M. S. (…8452)`."""
    initials = " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())
    plain = "".join(sign for sign in identifier if sign.isalnum())
    tail = f" (…{plain[-SHOWN:]})" if len(plain) >= 2 * SHOWN else ""
    return f"{initials or '—'}{tail}"
