"""Who somebody is in a published list: the name and four figures of the document, never all of it.

ES: Ley Orgánica 3/2018, additional provision 7: name, surnames and four figures of the DNI, NIE or
passport. Which four is fixed by the guidance of the data protection authorities of 4 March 2019,
so that two lists put together do not give the whole number: DNI 12345678X is ***4567**, NIE
L1234567X is ****4567*, passport ABC123456 is *****3456.
"""

from __future__ import annotations

import re

_DNI = re.compile(r"\d{8}[A-Z]")
_NIE = re.compile(r"[XYZ]\d{7}[A-Z]")
_ENTITY = re.compile(r"[ABCDEFGHJNPQRSUVW]\d{7}[0-9A-J]")


def masked_identity(document: str) -> str:
    """Four figures of a personal document in their place; an entity's number whole, since it is no
    personal datum; nothing where there are not four figures to show without showing all."""
    plain = re.sub(r"[^0-9A-Z]", "", document.upper())
    if _DNI.fullmatch(plain):
        return f"***{plain[3:7]}**"
    if _NIE.fullmatch(plain):
        return f"****{plain[4:8]}*"
    if _ENTITY.fullmatch(plain):
        return plain
    figures = [place for place, sign in enumerate(plain) if sign.isdigit()]
    if len(figures) < 6:
        return "*" * len(plain)
    shown = set(figures[3:7] if len(figures) > 6 else figures[2:6])
    return "".join(sign if place in shown else "*" for place, sign in enumerate(plain))
