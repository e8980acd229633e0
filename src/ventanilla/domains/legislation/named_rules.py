"""The named rules of a country's regime, as a person would look for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from legal_deadlines import LegalValue, Regime
from legal_deadlines.explanation.rendering import amount_text, table
from legal_deadlines.explanation.steps import Amount
from ventanilla.kernel.text_choice import pick

_LABELS = Path(__file__).parent / "data" / "rule_labels.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRule:
    """One rule: its name in the regime, plain words, how long, its article, and how sure."""

    name: str
    group: str
    label: str
    amount: str
    article: str
    unverified: bool


def named_rules(*, regime: Regime, on: date, level: str, lang: str) -> list[NamedRule]:
    """The rules with an amount that bind that level on that day, in the order of the groups.

    A rule whose amount the data do not hold is not offered; asking for it by name says why.
    """
    found = [
        _named(regime, name, value, lang)
        for name, values in regime.terms.items()
        for value in _binding(regime, values, on, level)
        if not _removed(regime, name, level)
    ]
    order = list(_words()["groups"])
    return sorted(found, key=lambda rule: order.index(rule.group))


def group_label(group: str, lang: str) -> str:
    """The heading of a group of rules."""
    return pick(_words()["groups"][group], lang)


def rule_label(regime: Regime, name: str, lang: str) -> str:
    """`appeal.reposicion.decide` → `Recurso: reposición: resolverlo`; unknown words stay."""
    head, *tails = name.split(".")
    words = _words()
    if head == "appeal" and tails:
        names = {appeal.id: appeal.name for appeal in regime.appeals}
        first = pick(words["appeal"], lang).format(name=names.get(tails[0], tails[0]))
        tails = tails[1:]
    else:
        first = pick(words["heads"].get(head), lang) or head.replace("_", " ")
    rest = [pick(words["tails"].get(tail), lang) or tail.replace("_", " ") for tail in tails]
    return ", ".join([first, *rest])


def _binding(
    regime: Regime, values: tuple[LegalValue, ...], on: date, level: str
) -> Iterator[LegalValue]:
    for value in values:
        layer = next((x for x in regime.layers if x.id == value.layer), None)
        binds = layer is None or layer.kind == "national" or level in layer.levels
        if value.in_force_on(on) and value.unit and isinstance(value.value, int) and binds:
            yield value
            return


def _removed(regime: Regime, name: str, level: str) -> bool:
    return any(name in x.removes and level in x.levels for x in regime.layers)


def _named(regime: Regime, name: str, value: LegalValue, lang: str) -> NamedRule:
    assert value.unit is not None
    amount = Amount(int(value.value), value.unit)
    return NamedRule(
        name=name,
        group=_group(name),
        label=rule_label(regime, name, lang),
        amount=amount_text(amount, table(lang), regime.country),
        article=value.citation,
        unverified=value.confidence.value != "found",
    )


def _group(name: str) -> str:
    head = name.split(".")[0]
    if head == "appeal":
        return "appeals"
    return str(_words()["heads"].get(head, {}).get("group", "decide"))


@cache
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.safe_load(_LABELS.read_text(encoding="utf-8"))
    return words
