"""Importing figures that others publish: idempotent; what differs is kept beside, not over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from ventanilla.domains.observatory.actions.reading import ReadFile, read_csv
from ventanilla.domains.observatory.errors import RowError
from ventanilla.domains.observatory.models import Disagreement, Figure, FileRead
from ventanilla.domains.observatory.rules.rows import (
    FIGURE_COLUMNS,
    FigureRow,
    figure_row,
    same_value,
)
from ventanilla.kernel import clock

Place = tuple[str, str, int]


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of a file. `differing` are rows that say otherwise than what is held."""

    added: int
    unchanged: int
    differing: int
    refused: list[RowError]


def import_indicators(path: Path) -> Imported:
    """Take the good rows of a CSV file with the columns of `FIGURE_COLUMNS`.

    A place (indicator, country, edition) that already has another value keeps it; the new one
    becomes a `Disagreement`, shown until an editor settles it. Raises `FileUnreadable`.
    """
    read = read_csv(path, columns=FIGURE_COLUMNS, judge=figure_row)
    with transaction.atomic():
        return _keep(read)


def _keep(read: ReadFile[FigureRow]) -> Imported:
    held = {
        (indicator, country, year): value
        for indicator, country, year, value in Figure.objects.filter(
            replaced_at__isnull=True
        ).values_list("indicator", "country", "year", "value")
    }
    new, other, unchanged = _sorted(read, held)
    now = clock.now()
    Figure.objects.bulk_create([Figure(recorded_at=now, **_columns(row)) for row in new])
    Disagreement.objects.bulk_create(
        [Disagreement(seen_at=now, **_columns(row)) for row in other], ignore_conflicts=True
    )
    FileRead.objects.bulk_create([_record(read, len(new), unchanged, len(other))])
    return Imported(added=len(new), unchanged=unchanged, differing=len(other), refused=read.refused)


def _sorted(
    read: ReadFile[FigureRow], held: dict[Place, str]
) -> tuple[list[FigureRow], list[FigureRow], int]:
    new: list[FigureRow] = []
    other: list[FigureRow] = []
    unchanged = 0
    for found in read.rows:
        value = held.get(found.row.place)
        if value is None:
            held[found.row.place] = found.row.value
            new.append(found.row)
        elif same_value(value, found.row.value):
            unchanged += 1
        else:
            other.append(found.row)
    return new, other, unchanged


def _columns(row: FigureRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIGURE_COLUMNS}


def _record(read: ReadFile[FigureRow], added: int, unchanged: int, differing: int) -> FileRead:
    return FileRead(
        kind="indicators",
        name=read.name,
        digest=read.digest,
        read_at=clock.now(),
        added=added,
        unchanged=unchanged,
        differing=differing,
        refused=len(read.refused),
    )
