"""A ranked list in words, the same for who publishes it and who reads it: from plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Table, table


def outcome_words(outcome: str, *, final: bool) -> str:
    """What the list says of a filing; a proposal is not a decision."""
    proposed = {
        "granted": _("Propuesta de concesión"),
        "partly": _("Propuesta de concesión en parte"),
        "reserve": _("En reserva"),
        "refused": _("Propuesta de denegación"),
    }
    decided = {
        "granted": _("Concedida"),
        "partly": _("Concedida en parte"),
        "reserve": _("En la lista de reserva"),
        "refused": _("Denegada"),
    }
    return (decided if final else proposed).get(outcome, outcome)


def tie_words(rule: str, criteria: dict[str, str]) -> str:
    """How a tie with the line above was settled."""
    if not rule:
        return ""
    if rule == "entry":
        return _("Empate: entró después.")
    return _("Empate: menos puntos en «%(criterion)s».") % {"criterion": criteria.get(rule, rule)}


def ranked_table(
    lines: Iterable[Any], *, caption: str, final: bool, criteria: dict[str, str], money: Any
) -> Table:
    """One row per place. `money(amount)` says an amount; `lines` have place, label, name,
    identity, total, outcome, amount and tie."""
    rows = [
        [
            Cell(text=str(line.place)),
            Cell(text=line.name or line.label, detail=line.identity or ""),
            Cell(text=str(line.total), detail=tie_words(line.tie, criteria)),
            Cell(text=outcome_words(str(line.outcome), final=final)),
            Cell(text=money(line.amount) if line.amount else "–"),
        ]
        for line in lines
    ]
    heads = (_("Puesto en la lista"), _("Quién"), _("Puntos"), _("Qué resulta"), _("Importe"))
    return table(caption=caption, heads=heads, rows=rows)
