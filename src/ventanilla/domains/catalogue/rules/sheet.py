"""A spreadsheet of procedures, one a row: read within limits, every bad cell said with its row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.facts import TIME_UNITS
from ventanilla.domains.catalogue.rules.procedure_file import KINDS, SLUG

MAX_BYTES = 10_000_000
MAX_ROWS = 2_000
MAX_CELL = 4_000

# column → (must be there, what it holds)
COLUMNS: Mapping[str, tuple[bool, Any]] = {
    "slug": (True, _("nombre para la dirección web: licencia-de-obra")),
    "title": (True, _("título")),
    "summary": (True, _("para qué sirve, en una frase")),
    "kind": (False, ", ".join(KINDS)),
    "who": (True, _("quién puede pedirlo")),
    "requirements": (False, _("un requisito por línea: texto | norma")),
    "fee": (False, _("el costo en palabras; vacío si es gratis")),
    "amount": (True, _("plazo para responder: un número")),
    "unit_of_time": (True, ", ".join(TIME_UNITS)),
    "silence": (True, "none, positive, negative"),
    "norm": (True, _("ley y artículos en que se basa")),
    "unit": (True, _("código de la unidad que responde")),
    "aliases": (False, _("palabras que usa la gente, separadas por punto y coma")),
}
_UNIT = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class BadCell:
    """What keeps a row from becoming a folder; `line` counts from 1, as the spreadsheet shows."""

    line: int
    column: str
    message: Any
    expected: Any = ""


@dataclass(slots=True)
class Sheet:
    """Rows by line, each a mapping of column to text, and everything wrong."""

    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    wrong: list[BadCell] = field(default_factory=list)


def read_sheet(path: Path) -> Sheet:
    """The first sheet of an ODS, XLSX or CSV file; never raises for what the file holds."""
    sheet = Sheet()
    try:
        if path.stat().st_size > MAX_BYTES:
            sheet.wrong.append(BadCell(0, "", _("El archivo pesa más de 10 MB.")))
            return sheet
        lines = list(_csv(path) if path.suffix.lower() == ".csv" else _book(path))
    except (OSError, ValueError, csv.Error) as error:
        sheet.wrong.append(
            BadCell(
                0,
                "",
                _("La hoja de cálculo no se puede leer: %s.") % str(error)[:200],
                _("Se espera un archivo ODS, XLSX o CSV en UTF-8."),
            )
        )
        return sheet
    _take(sheet, lines)
    return sheet


def _csv(path: Path) -> Iterator[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _book(path: Path) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows()
        for n, row in enumerate(rows):
            if n > MAX_ROWS + 1:
                return
            yield [_cell(value) for value in row]
    except CalamineError as error:
        raise ValueError(str(error)) from error


def _cell(value: Any) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)


def _take(sheet: Sheet, lines: list[list[str]]) -> None:
    heads = [head.strip().lower() for head in lines[0]] if lines else []
    for name, (must, what) in COLUMNS.items():
        if must and name not in heads:
            sheet.wrong.append(BadCell(1, name, _("Falta esta columna."), what))
    for head in heads:
        if head and head not in COLUMNS:
            sheet.wrong.append(
                BadCell(
                    1,
                    head[:40],
                    _("Esta columna no existe."),
                    _("Las columnas son: %s.") % ", ".join(COLUMNS),
                )
            )
    if sheet.wrong:
        return
    if len(lines) > MAX_ROWS + 1:
        sheet.wrong.append(BadCell(MAX_ROWS + 2, "", _("La hoja tiene más de 2.000 filas.")))
    slugs: set[str] = set()
    for line, cells in enumerate(lines[1 : MAX_ROWS + 1], 2):
        row = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head}
        if not any(row.values()):
            continue
        found = list(_wrong(line, row, slugs))
        slugs.add(row.get("slug", ""))
        sheet.wrong += found
        if not found:
            sheet.rows[line] = row


def _wrong(line: int, row: Mapping[str, str], slugs: set[str]) -> Iterator[BadCell]:
    for name, (must, what) in COLUMNS.items():
        text = row.get(name, "")
        if must and not text:
            yield BadCell(line, name, _("La celda está vacía."), what)
        elif len(text) > MAX_CELL:
            yield BadCell(line, name, _("La celda tiene más de 4.000 caracteres."), what)
    slug = row.get("slug", "")
    if slug and not (SLUG.fullmatch(slug) and len(slug) <= 60):
        yield BadCell(
            line, "slug", _("Este nombre no sirve para la dirección web."), "licencia-de-obra"
        )
    elif slug in slugs:
        yield BadCell(line, "slug", _("El nombre «%s» está dos veces.") % slug)
    yield from _outside(line, row, "kind", KINDS)
    yield from _outside(line, row, "unit_of_time", TIME_UNITS)
    yield from _outside(line, row, "silence", ("none", "positive", "negative"))
    amount = row.get("amount", "")
    if amount and not (amount.isascii() and amount.isdecimal() and int(amount) <= 1000):
        yield BadCell(line, "amount", _("Esto no es un número entero."), "20")
    if row.get("unit") and not _UNIT.fullmatch(row["unit"]):
        yield BadCell(line, "unit", _("«%s» no sirve de código.") % row["unit"][:40], "obras")
    for n, said in enumerate(row.get("requirements", "").split("\n"), 1):
        if said.strip() and not all(part.strip() for part in said.partition("|")[::2]):
            yield BadCell(
                line,
                "requirements",
                _("Al requisito %d le falta el texto o la norma.") % n,
                _("Se espera: Copia del plano | Ordenanza 12, art. 4"),
            )


def _outside(
    line: int, row: Mapping[str, str], name: str, words: tuple[str, ...]
) -> Iterator[BadCell]:
    text = row.get(name, "")
    if text and text not in words:
        yield BadCell(
            line,
            name,
            _("«%s» no es ninguna de ellas.") % text[:40],
            _("Se espera una de estas palabras: %s.") % ", ".join(words),
        )
