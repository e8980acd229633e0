"""The three stores and the countries as plain tables, and the files made of them.

One table feeds CSV, JSON and Parquet alike, so they cannot disagree.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.errors import FormatUnavailable
from ventanilla.domains.observatory.models import Fact, Figure, OwnFigure
from ventanilla.domains.observatory.rules.vocabulary import countries

Row = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under named columns. Values are JSON values; None is a value that nobody has."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]

    def records(self) -> list[dict[str, Any]]:
        """The rows as mappings."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Columns of a table with their types for Parquet, and where its rows come from."""

    types: dict[str, str]
    read: Callable[[], list[Row]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self.types)


def table(name: str) -> Table:
    """The table of that name as it stands now. Raises `KeyError`."""
    shape = TABLES[name]
    return Table(name=name, columns=shape.columns, rows=shape.read())


def as_csv(found: Table) -> bytes:
    """UTF-8, comma, header, CRLF (RFC 4180). A value nobody has is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(found.columns)
    writer.writerows(("" if value is None else value for value in row) for row in found.rows)
    return out.getvalue().encode()


def as_json(found: Table) -> bytes:
    """A list of objects."""
    return json.dumps(found.records(), ensure_ascii=False, indent=1).encode()


def as_parquet(found: Table) -> bytes:
    """Typed columns, compressed. Raises `FormatUnavailable` where duckdb is not installed."""
    try:
        import duckdb
    except ImportError as error:
        raise FormatUnavailable(
            _("Esta instalación no escribe Parquet."),
            expected=_("Use CSV o JSON: llevan lo mismo."),
            remedy="pip install duckdb",
        ) from error
    with tempfile.TemporaryDirectory(prefix="parquet-") as folder:
        source, target = Path(folder) / "rows.json", Path(folder) / "rows.parquet"
        source.write_text("\n".join(json.dumps(record) for record in found.records()))
        with duckdb.connect() as engine:
            engine.execute(
                _copy(found, source, target),
            )
        return target.read_bytes()


def _copy(found: Table, source: Path, target: Path) -> str:
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in TABLES[found.name].types.items())
    names = ", ".join(f'"{name}"' for name in found.columns)
    read = f"read_json('{source}', format = 'newline_delimited', columns = {{{types}}})"
    return f"COPY (SELECT {names} FROM {read}) TO '{target}' (FORMAT parquet)"  # noqa: S608


FORMATS: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
    "parquet": ("application/vnd.apache.parquet", as_parquet),
}


def _facts() -> list[Row]:
    held = Fact.objects.filter(replaced_at__isnull=True, withdrawn=False)
    rows = held.order_by("country", "kind", "name", "identifier").values_list(
        *(name for name in _FACT_TYPES if name != "recorded_at"), "recorded_at"
    )
    return [(*row[:-1], row[-1].isoformat(timespec="seconds")) for row in rows]


def _figures() -> list[Row]:
    held = Figure.objects.filter(replaced_at__isnull=True).order_by("country", "indicator", "year")
    rows = held.values_list(*(name for name in _FIGURE_TYPES if name != "number"))
    return [(*row[:4], _number(row[3]), *row[4:]) for row in rows]


def _own() -> list[Row]:
    held = OwnFigure.objects.select_related("endpoint").order_by("endpoint__url", "measure")
    return [
        (
            own.endpoint.url,
            own.endpoint.country,
            own.office_name,
            own.measure,
            own.period,
            own.numerator,
            own.denominator,
            own.code_version,
            own.published_at.isoformat(timespec="seconds"),
            own.read_at.isoformat(timespec="seconds"),
        )
        for own in held
    ]


def _countries() -> list[Row]:
    return [
        (c.code, c.numeric, c.name["es"], c.name["pt"], c.name["en"]) for c in countries().values()
    ]


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


_FACT_TYPES = {
    "key": "VARCHAR",
    "number": "INTEGER",
    "country": "VARCHAR",
    "kind": "VARCHAR",
    "name": "VARCHAR",
    "identifier": "VARCHAR",
    "year": "INTEGER",
    "status": "VARCHAR",
    "status_note": "VARCHAR",
    "url": "VARCHAR",
    "source": "VARCHAR",
    "confidence": "VARCHAR",
    "recorded_at": "VARCHAR",
}
_FIGURE_TYPES = {
    "country": "VARCHAR",
    "indicator": "VARCHAR",
    "year": "INTEGER",
    "value": "VARCHAR",
    "number": "DOUBLE",
    "source": "VARCHAR",
    "confidence": "VARCHAR",
}
_OWN_TYPES = {
    "endpoint": "VARCHAR",
    "country": "VARCHAR",
    "office": "VARCHAR",
    "measure": "VARCHAR",
    "period": "VARCHAR",
    "numerator": "INTEGER",
    "denominator": "INTEGER",
    "code_version": "VARCHAR",
    "published_at": "VARCHAR",
    "read_at": "VARCHAR",
}
_COUNTRY_TYPES = dict.fromkeys(("code", "numeric", "es", "pt", "en"), "VARCHAR")
TABLES: dict[str, Shape] = {
    "facts": Shape(types=_FACT_TYPES, read=_facts),
    "figures": Shape(types=_FIGURE_TYPES, read=_figures),
    "office-figures": Shape(types=_OWN_TYPES, read=_own),
    "countries": Shape(types=_COUNTRY_TYPES, read=_countries),
}
