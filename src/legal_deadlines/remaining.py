"""What remains of a time limit on a given day."""

from __future__ import annotations

from datetime import date
from typing import Any

from .due import Due
from .legal_value import Unit


def remaining(due: Due, today: date) -> dict[str, Any]:
    """Days left counting ``today``: ``working_days`` and ``calendar_days``; both 0 once expired.

    ``unit`` names the one that the time limit is counted in (calendar days for months and years).
    """
    last, now = due.due.toordinal(), today.toordinal()
    first = max(now, due.count_start.toordinal() + 1)
    unit = due.reading.plan.unit
    return {
        "today": today.isoformat(),
        "expired": now > last,
        "working_days": max(due.index.between(first - 1, last), 0) if now <= last else 0,
        "calendar_days": max(last - first + 1, 0),
        "unit": unit.value if unit is Unit.WORKING_DAYS else Unit.CALENDAR_DAYS.value,
    }
