"""The figures that an office publishes about itself, in the observatory's format.

Format and words: `ventanilla-indicators/v1`, as `observatory` reads it. Counts below ten are not
told: both numbers are null.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from ventanilla.domains.charter.measures import LEAST_CELL, count
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

FORMAT = "ventanilla-indicators/v1"
PUBLISHED = {
    "procedures_with_summary": "with_summary",
    "procedures_with_unit": "with_unit",
}


def published_figures(office: offices.Office) -> dict[str, Any]:
    """What the office measured of itself, as JSON values. A practice office has no figures."""
    counted = {} if office.practice else PUBLISHED
    now = clock.now().astimezone(office.zone)
    return {
        "format": FORMAT,
        "office": office.name,
        "country": office.country,
        "published_at": now.isoformat(timespec="seconds"),
        "figures": [_figure(office, name, of, f"{now:%Y-%m}") for name, of in counted.items()],
    }


def _figure(office: offices.Office, name: str, counted: str, period: str) -> dict[str, Any]:
    value, out_of = count(office, counted)
    told = out_of is not None and out_of >= LEAST_CELL
    return {
        "measure": name,
        "period": period,
        "numerator": value if told else None,
        "denominator": out_of if told else None,
        "code_version": _code_version(),
    }


@cache
def _code_version() -> str:
    try:
        return version("ventanilla")
    except PackageNotFoundError:
        return "source"
