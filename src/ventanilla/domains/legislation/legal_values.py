"""Values that norms refer to and that change with time (UIT, UTM, UMA…): dated, each with its act
and where it was read. A day without a value is an error, never the value of another day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from ventanilla.domains.legislation.errors import LegalValueUnknown

_FOLDER = Path(__file__).parent / "data" / "values"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value on the days from `first` to `last`. `minor` is an integer of the currency's smallest
    unit (ISO 4217); `confidence` is found (read in the official text) or known (elsewhere)."""

    code: str
    name: str
    minor: int
    currency: str
    decimals: int
    norm: str
    act: str
    source: str
    confidence: str
    first: date
    last: date


def legal_value(code: str, *, on: date) -> DatedValue:
    """The value of `PE.UIT` and the like on a day. Raises `LegalValueUnknown`, which says which
    days are held and where the value should come from."""
    known = _all()
    if code not in known:
        raise LegalValueUnknown(
            _("No hay ningún valor «%(code)s» en los datos.") % {"code": code},
            expected=_("Uno de estos: %(codes)s.") % {"codes": ", ".join(sorted(known))},
        )
    values = known[code]
    for value in values:
        if value.first <= on <= value.last:
            return value
    held = "; ".join(f"{v.first:%d/%m/%Y} – {v.last:%d/%m/%Y}" for v in values)
    raise LegalValueUnknown(
        _("Los datos no tienen el valor del día %(day)s de: %(name)s (%(code)s).")
        % {"code": code, "name": values[0].name, "day": f"{on:%d/%m/%Y}"},
        expected=_("Un día de los que hay: %(held)s.") % {"held": held},
        remedy=_("El valor debe venir de: %(where)s.") % {"where": _where()[code]},
    )


def legal_value_codes() -> list[str]:
    """Every code that has a value on some day."""
    return sorted(_all())


@cache
def _documents() -> Mapping[str, Mapping[str, Any]]:
    found = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        for name, raw in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found[f"{path.stem.upper()}.{name}"] = raw
    return found


@cache
def _all() -> Mapping[str, tuple[DatedValue, ...]]:
    return {
        code: tuple(_value(code, raw, one) for one in raw["values"])
        for code, raw in _documents().items()
    }


@cache
def _where() -> Mapping[str, str]:
    return {code: f"{raw['norm']}; {raw['where']}" for code, raw in _documents().items()}


def _value(code: str, raw: Mapping[str, Any], one: Mapping[str, Any]) -> DatedValue:
    decimals = int(raw["decimals"])
    return DatedValue(
        code=code,
        name=raw["name"],
        minor=int(Decimal(one["amount"]).scaleb(decimals)),
        currency=raw["currency"],
        decimals=decimals,
        norm=raw["norm"],
        act=one.get("act", ""),
        source=one["source"],
        confidence=one["confidence"],
        first=one["from"],
        last=one["until"],
    )
