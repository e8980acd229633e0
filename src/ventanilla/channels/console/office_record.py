"""An office as a YAML record: what the operator writes down before it is founded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ventanilla.domains.offices import api as offices
from ventanilla.kernel.errors import Problem

REQUIRED = ("slug", "name", "country", "time_zone", "locale", "languages", "holder", "log_origin")


class RecordIncomplete(Problem):
    """The record lacks something that an office must have."""

    code = "office-record-incomplete"
    status = 422


def found_from_record(path: Path) -> offices.Office:
    """Found the office of a record, with its units. Raises `RecordIncomplete`, `OfficeFounded`."""
    record: dict[str, Any] = yaml.safe_load(path.read_text()) or {}
    missing = [key for key in REQUIRED if not record.get(key)]
    if missing:
        raise RecordIncomplete(
            f"{path}: the record of the office lacks {', '.join(missing)}.",
            expected=f"all of: {', '.join(REQUIRED)}, and units: [{{code, name}}]",
            example="see docs/operators/offices.md",
        )
    units = record.pop("units", [])
    office = offices.found_office(**record)
    for unit in units:
        offices.add_unit(office=office, code=unit["code"], name=unit["name"])
    return office
