"""One row of an imported file, judged. A refusal says what was found and what was expected.

The columns are those of the files in `data/`, so that what is published can be imported again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ventanilla.domains.observatory.rules.sources import is_sourced
from ventanilla.domains.observatory.rules.vocabulary import (
    CONFIDENCES,
    REGION,
    Indicator,
    countries,
    indicators,
    kinds,
    statuses,
)
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.plaintext import stored_text

FIGURE_COLUMNS = ("country", "indicator", "year", "value", "source", "confidence")
FACT_COLUMNS = ("country", "kind", "name", "identifier", "year", "status", "source", "confidence")
OLDEST, NEWEST = 1900, 2100
_STATUS = re.compile(r"^([a-z_]+)(?:\s+\((.+)\))?$")
_NUMBER = re.compile(r"^-?\d{1,6}(\.\d{1,8})?$")


class RowRefusedError(Exception):
    """Why a row is not taken, in English for the console; `column` is the one at fault."""

    def __init__(self, why: str, *, column: str = "") -> None:
        super().__init__(why)
        self.column = column


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A row of `indicators`, good to be kept. `value` stays as it was written."""

    country: str
    indicator: str
    year: int
    value: str
    source: str
    confidence: str

    @property
    def place(self) -> tuple[str, str, int]:
        """What there may be one value of."""
        return self.indicator, self.country, self.year


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """A row of `instruments` or `cooperation`, good to be kept."""

    country: str
    kind: str
    name: str
    identifier: str
    year: int | None
    status: str
    status_note: str
    url: str
    source: str
    confidence: str

    @property
    def key(self) -> str:
        """The fact's name for ever: sixteen hexadecimal digits of what identified it first."""
        parts = "\x1f".join((self.country, self.kind, self.name, self.identifier))
        return hashlib.sha256(parts.encode()).hexdigest()[:16]


def figure_row(row: Mapping[str, str | None]) -> FigureRow:
    """The row as a figure. Raises `RowRefusedError`."""
    indicator = indicators().get(_text(row, "indicator", 40))
    if indicator is None:
        raise RowRefusedError(f"unknown indicator {row.get('indicator')!r}")
    return FigureRow(
        country=_country(row, region=False),
        indicator=indicator.id,
        year=_year(row, "year"),
        value=checked_value(_text(row, "value", 20), indicator),
        source=_source(row),
        confidence=_confidence(row),
    )


def fact_row(row: Mapping[str, str | None]) -> FactRow:
    """The row as a fact. Raises `RowRefusedError`."""
    kind = _text(row, "kind", 60)
    if kind not in kinds():
        raise RowRefusedError(f"unknown kind {kind!r}", column="kind")
    name = _text(row, "name", 300)
    if not name:
        raise RowRefusedError("it has no name", column="name")
    status, note = _status(row)
    return FactRow(
        country=_country(row, region=True),
        kind=kind,
        name=name,
        identifier=_text(row, "identifier", 200),
        year=_year(row, "year") if _text(row, "year", 10) else None,
        status=status,
        status_note=note,
        url=_url(row),
        source=_source(row),
        confidence=_confidence(row),
    )


def checked_value(value: str, indicator: Indicator) -> str:
    """`value` if the indicator can have it. Raises `RowRefusedError` with the bounds."""
    if indicator.unit == "group":
        if len(value) == 1 and indicator.lowest <= value <= indicator.highest:
            return value
        raise RowRefusedError(
            f"{value!r} is no group of {indicator.id}: {indicator.lowest} to {indicator.highest}"
        )
    try:
        number = Decimal(value) if _NUMBER.match(value) else None
    except InvalidOperation:
        number = None
    if number is None:
        raise RowRefusedError(f"{value!r} is no number; a missing value has no row")
    if not Decimal(indicator.lowest) <= number <= Decimal(indicator.highest):
        raise RowRefusedError(
            f"{value} is out of the range of {indicator.id}: "
            f"{indicator.lowest} to {indicator.highest}"
        )
    if indicator.unit == "rank" and number != number.to_integral_value():
        raise RowRefusedError(f"{value} is no rank: a whole number is expected")
    return value


def same_value(one: str, other: str) -> bool:
    """Whether two written values say the same (`0.75` and `0.7500` do)."""
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one == other


def _country(row: Mapping[str, str | None], *, region: bool) -> str:
    code = _text(row, "country", 10)
    if code in countries() or (region and code == REGION):
        return code
    raise RowRefusedError(f"unknown country {code!r}")


def _year(row: Mapping[str, str | None], column: str) -> int:
    text = _text(row, column, 10)
    if not re.fullmatch(r"\d{4}", text) or not OLDEST <= int(text) <= NEWEST:
        raise RowRefusedError(f"{text!r} is no year between {OLDEST} and {NEWEST}", column="year")
    return int(text)


def _status(row: Mapping[str, str | None]) -> tuple[str, str]:
    text = _text(row, "status", 150)
    found = _STATUS.match(text)
    if not found or found[1] not in statuses():
        raise RowRefusedError(f"unknown status {text!r}", column="status")
    return found[1], found[2] or ""


def _url(row: Mapping[str, str | None]) -> str:
    url = _text(row, "url", 500)
    if url and not url.startswith(("http://", "https://")):
        raise RowRefusedError(f"{url!r} is no web address", column="url")
    return url


def _source(row: Mapping[str, str | None]) -> str:
    source = _text(row, "source", 600)
    if not is_sourced(source=source, url=_text(row, "url", 500)):
        raise RowRefusedError("its source has no address (https://…)", column="source")
    return source


def _confidence(row: Mapping[str, str | None]) -> str:
    text = _text(row, "confidence", 10)
    if text not in CONFIDENCES:
        known = ", ".join(sorted(CONFIDENCES))
        raise RowRefusedError(f"unknown confidence {text!r}: {known}", column="confidence")
    return text


def _text(row: Mapping[str, str | None], column: str, longest: int) -> str:
    try:
        return stored_text((row.get(column) or "").strip(), max_length=longest)
    except Problem as problem:
        raise RowRefusedError(f"{column}: {problem}", column=column) from problem
