"""Which norms a procedure cites, and where: so that a change of law finds what it touches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ventanilla.domains.catalogue.rules.grants_part import facts_of_grants
from ventanilla.domains.catalogue.rules.published import PublishedProcedure

_GROUPS = ("legal_basis", "requirements", "may_not_be_asked", "time_limits", "after_filing")
_MORE_GROUPS = ("appeals", "channels", "steps")
_SINGLE = (
    "who",
    "decides",
    "fee",
    "silence",
    "result",
    "assurance",
    "admission",
    "data",
    "closed_list",
    "outcome",
    "archive",
    "contact",
    "call",
)


@dataclass(frozen=True, slots=True)
class Citation:
    """`norm` as the procedure cites it, at `where` (`time_limits.answer`, `form.names`)."""

    where: str
    norm: str
    verified: bool


def citations(procedure: PublishedProcedure) -> list[Citation]:
    """Every norm that the procedure, its form and its handling name."""
    found = [c for group in (*_GROUPS, *_MORE_GROUPS) for c in _of_group(procedure, group)]
    for name in _SINGLE:
        found += _of_fact(name, getattr(procedure, name))
    for step in procedure.steps:
        for decision in step["decisions"]:
            found += _of_fact(f"steps.{step['id']}.{decision['value']}", decision)
    for criterion in (procedure.call or {}).get("criteria", ()):
        found += _of_fact(f"call.{criterion['id']}", criterion)
    for where, fact in facts_of_grants(procedure.grants):
        found += _of_fact(where, fact)
    for table in procedure.decisions:
        for row in table.rows:
            found += _of_fact(f"decisions.{table.name}.{row.id}", row.fact)
    for field in procedure.form.fields:
        if field.norm:
            found.append(Citation(f"form.{field.id}", field.norm.norm, field.norm.verified))
    return found


def citing(
    procedures: Iterable[PublishedProcedure], words: str
) -> list[tuple[PublishedProcedure, list[Citation]]]:
    """The procedures that cite a norm with all of `words` (`20.285 14`), and where.

    Accents, capitals and punctuation do not count; numbers match whole, so `12` is not `120`.
    """
    wanted = _plain(words)
    found = []
    for procedure in procedures:
        cited = [c for c in citations(procedure) if wanted and wanted <= _plain(c.norm)]
        if cited:
            found.append((procedure, cited))
    return found


def _of_group(procedure: PublishedProcedure, group: str) -> Iterator[Citation]:
    for n, fact in enumerate(getattr(procedure, group)):
        name = fact.get("id") or fact.get("kind") or str(n)
        yield from _of_fact(f"{group}.{name}", fact)


def _of_fact(where: str, fact: Mapping[str, Any] | None) -> Iterator[Citation]:
    if fact and fact.get("norm"):
        article = f", {fact['article']}" if fact.get("article") else ""
        yield Citation(where, f"{fact['norm']}{article}", fact.get("status") == "found")


def _plain(text: str) -> frozenset[str]:
    bare = unicodedata.normalize("NFD", text.lower())
    return frozenset(re.findall(r"\d+(?:\.\d+)*|[a-z]+", re.sub("[\u0300-\u036f]", "", bare)))
