"""Moments and dates as the API writes them: RFC 3339 with the office's own zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def moment(value: datetime, zone: ZoneInfo) -> str:
    """`2026-03-31T08:42:17.123456-03:00`: the office's official time."""
    return value.astimezone(zone).isoformat()
