"""What a filing costs, as the procedure's own table decided it: the amount, its rule, and the legal
values it rests on; or which of them nobody has for that day, said plainly and never guessed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ventanilla.domains.catalogue.rules.decisions import DecisionTable
from ventanilla.domains.legislation.api import DatedValue, LegalValueUnknown, legal_value

_NAMED = re.compile(r"values\(\s*['\"]([A-Z]{2}\.[A-Z0-9_]+)['\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """`amount` is in minor units of `currency`, None where it could not be computed; `rule` is the
    row that decided it (text, norm, status). `values` are the legal values of the day that its
    table names, and `lacking` says of each that is missing where it must come from."""

    amount: int | None
    currency: str
    rule: Mapping[str, Any] | None
    values: Sequence[DatedValue]
    lacking: Sequence[str]


def charge_in(table: DecisionTable, kept: Mapping[str, Any], *, on: datetime.date) -> Charge:
    """From what the table decided (`rows`, `results`) of a filing of that day."""
    name = next(n for n, output in table.outputs.items() if output["type"] == "amount")
    amount = (kept.get("results") or {}).get(name)
    rows = kept.get("rows") or []
    values, lacking = _values(table, on)
    return Charge(
        amount=amount,
        currency=table.outputs[name]["currency"],
        rule=table.row(rows[0]) if rows else None,
        values=values,
        lacking=lacking if amount is None else (),
    )


def _values(table: DecisionTable, on: datetime.date) -> tuple[list[DatedValue], list[str]]:
    codes = sorted({code for row in table.rows for code in _NAMED.findall(_sources(row.fact))})
    found, lacking = [], []
    for code in codes:
        try:
            found.append(legal_value(code, on=on))
        except LegalValueUnknown as unknown:
            lacking.append(" ".join(str(x) for x in (unknown.cause, unknown.remedy) if x))
    return found, lacking


def _sources(fact: Mapping[str, Any]) -> str:
    return " ".join([str(fact.get("when") or ""), *map(str, (fact.get("then") or {}).values())])
