"""How much the order of the UN index depends on its weights. The observatory has no score."""

from __future__ import annotations

from dataclasses import dataclass

from ventanilla.domains.observatory.queries import figures_of, newest_edition
from ventanilla.domains.observatory.rules.sensitivity import Spread, spreads
from ventanilla.domains.observatory.rules.vocabulary import countries

PARTS = ("OSI", "TII", "HCI")
PUBLISHED = (1 / 3, 1 / 3, 1 / 3)  # UN DESA: EGDI is the mean of its three parts
STEPS = 10


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """The places of each country under every weighting, in one edition."""

    edition: int
    editions: list[int]
    spreads: list[Spread]
    left_out: list[str]  # countries that lack a part: not zero, not placed


def sensitivity(edition: int | None = None) -> Sensitivity:
    """The spread of places in an edition (the newest that half of the
    countries are in where none, or an unknown one, is named)."""
    tables = [figures_of(part) for part in PARTS]
    known = sorted({year for table in tables for held in table.values() for year in held})
    chosen = edition if edition in known else newest_edition(tables[0])
    values = {
        code: [float(table[code][chosen]) for table in tables]
        for code in countries()
        if all(chosen in table.get(code, {}) for table in tables)
    }
    return Sensitivity(
        edition=chosen,
        editions=known,
        spreads=spreads(values, published=PUBLISHED, steps=STEPS) if values else [],
        left_out=[code for code in countries() if code not in values],
    )
