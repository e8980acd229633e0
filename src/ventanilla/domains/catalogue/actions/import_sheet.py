"""Sixty procedures from a spreadsheet: a draft folder a row, for authors to go on with."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.check import check_folder
from ventanilla.domains.catalogue.rules.drafts import draft_files
from ventanilla.domains.catalogue.rules.sheet import BadCell, read_sheet
from ventanilla.kernel import clock


@dataclass(slots=True)
class Imported:
    """The folders made, those that were there already, and everything wrong by row."""

    made: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    wrong: list[BadCell] = field(default_factory=list)


def import_sheet(*, sheet: Path, into: Path, country: str, time_zone: str) -> Imported:
    """A folder in `into` for each good row of `sheet` (ODS, XLSX or CSV), `<country>-<slug>`.

    A folder that is there is left as it is, so importing again changes nothing. Each one checks:
    every norm is `known` until somebody reads it, the form asks only what the row says, and the
    examples are one filing to go on from. A row that cannot be a folder is told, and none of it
    is written; the other rows are.
    """
    done = Imported()
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        done.wrong.append(BadCell(0, "", _("Este huso no existe."), "America/Santiago"))
        return done
    read = read_sheet(sheet)
    done.wrong += read.wrong
    for line, row in read.rows.items():
        folder = into / f"{country.lower()}-{row['slug']}"
        if folder.exists():
            done.kept.append(folder)
            continue
        files = draft_files(row, country=country, time_zone=time_zone, today=clock.now().date())
        errors = _written(files, folder)
        done.wrong += [BadCell(line, error.file, error.message, error.expected) for error in errors]
        if not errors:
            done.made.append(folder)
    return done


def _written(files: dict[str, Any], folder: Path) -> list[Any]:
    """Whole or not at all: the folder is made beside its place, checked, and then put there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".import-", dir=folder.parent))
    try:
        for name, document in files.items():
            path = making / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(_yaml(document), encoding="utf-8")
        errors = check_folder(making)
        if not errors:
            making.chmod(0o755)
            making.rename(folder)
        return errors
    finally:
        shutil.rmtree(making, ignore_errors=True)


class _Plain(yaml.SafeDumper):
    """Without anchors: a folder admits none."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(document: Any) -> str:
    return yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)
