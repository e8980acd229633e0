"""Where a page of the queue ended, as text that travels in a link."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from uuid import UUID


def write_cursor(day: date, case_id: UUID) -> str:
    """Opaque text for the place after that case."""
    raw = day.toordinal().to_bytes(4, "big") + case_id.bytes
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read_cursor(text: str) -> tuple[date, UUID] | None:
    """The place that `write_cursor` wrote, or None for anything else."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if len(raw) != 20:
            return None
        return date.fromordinal(int.from_bytes(raw[:4], "big")), UUID(bytes=raw[4:])
    except (binascii.Error, ValueError, OverflowError):
        return None
