"""What the law of a country says of acting for another: `data/acting_for/<country>.yaml`.

Where a country has no file nothing was gathered: the norm is whatever the order cites, and no
table refuses anything. Every article waits to be read (`known`), and screens say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ventanilla.domains.legislation.terms import terms

_FOLDER = Path(__file__).parent / "data" / "acting_for"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingLaw:
    """The articles of one way of acting for another; empty where the law says nothing of it.

    `formula`: the act must say by what it is signed. `deemed`: it counts as an act of the body
    that gave the power; `deemed_signer`: of whoever signs. `published`: the order has no effect
    before. `holder_waits`: who gave the power does not use it until it is ended. `specific`: only
    for named procedures. `never`: acts that nobody may hand over (`{act, norm, when}`; `when:
    same_unit`: not to the unit that decides). `further`: what was delegated is not delegated again.
    """

    norm: str = ""
    formula: str = ""
    deemed: str = ""
    deemed_signer: str = ""
    published: str = ""
    holder_waits: str = ""
    specific: str = ""
    further: str = ""
    never: Sequence[Mapping[str, str]] = ()
    verified: bool = False
    fallback: bool = False

    def forbids(self, act: str, *, same_unit: bool) -> str:
        """The article by which `act` may not be handed over; "" where it may."""
        for one in self.never:
            if one["act"] == act and (one.get("when") != "same_unit" or same_unit):
                return one["norm"]
        return ""


def acting_law(country: str, kind: str) -> ActingLaw:
    """The law of `kind` (delegation, signature, substitution) in a country."""
    said = _file(country)
    return ActingLaw(
        **(said.get(kind) or {}),
        verified=said.get("status") == "found",
        fallback=bool(said.get("fallback")),
    )


def acting_formula(locale: str, kind: str, *, post: str, order: str) -> str:
    """What an act says of it: `Por delegación de la Alcaldía (Decreto n.º 12/2026)`."""
    words = terms(locale)[f"by_{kind}"].replace("{post}", post)
    return f"{words} ({order})"


@cache
def _file(country: str) -> Mapping[str, Any]:
    path = _FOLDER / f"{country.lower()}.yaml"
    if not (len(country) == 2 and country.isalpha() and path.exists()):
        return {}
    said: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return said
