"""Norms as they are cited: official name, number, article, address; from `data/norms/<country>`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from ventanilla.domains.legislation.errors import NormUnknown

_FOLDER = Path(__file__).parent / "data" / "norms"
_ARTICLE = re.compile(r"\barts?\.?\s.*|\bartículos?\s.*|\bartigos?\s.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A norm. `name` is empty where its official title has not been read; `article` is the part
    cited, as it was written; `official` is False where the address is somebody else's copy."""

    country: str
    number: str
    name: str
    address: str
    article: str = ""
    official: bool = True


def norm(country: str, cited: str) -> Norm:
    """The norm of a citation such as `Ley 20.285, art. 14` or `art. 25 Ley 19.880`.

    Raises `NormUnknown`, which lists the country's norms: an address is never guessed.
    """
    found = [one for one in _norms(country.upper()) if _names(cited, one.number)]
    if not found:
        numbers = ", ".join(one.number for one in _norms(country.upper()))
        raise NormUnknown(
            _("«%(cited)s» no está entre las normas de ese país.") % {"cited": cited[:120]},
            expected=_("Una de estas: %(numbers)s.") % {"numbers": numbers} if numbers else "",
        )
    longest = max(found, key=lambda one: len(one.number))
    rest = cited.replace(longest.number, " ")
    article = _ARTICLE.search(rest)
    return replace(
        longest, article=" ".join(article.group().split()).strip(" ,;") if article else ""
    )


def norms_cited(country: str, citations: Iterable[str]) -> list[Norm]:
    """The norms of several citations, each once, in order; one that is not held is left out."""
    found: dict[str, Norm] = {}
    for cited in citations:
        for one in _norms(country.upper()):
            if _names(cited, one.number):
                found.setdefault(one.number, one)
    return list(found.values())


def norms_of(country: str) -> list[Norm]:
    """Every norm held for a country."""
    return list(_norms(country.upper()))


def _names(cited: str, number: str) -> bool:
    """Whether the citation holds the number, not as part of a longer one."""
    return re.search(rf"(?<![\w.]){re.escape(number)}(?![\w]|[./]\d)", cited) is not None


@cache
def _norms(country: str) -> tuple[Norm, ...]:
    path = _FOLDER / f"{country.lower()}.yaml"
    if not re.fullmatch(r"[A-Z]{2}", country) or not path.exists():
        return ()
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Norm(
            country=country,
            number=x["number"],
            name=x.get("name", ""),
            address=x["address"],
            official=x.get("official", True),
        )
        for x in raw
    )
