"""R4: what the public log shows of an entry, and what its receipt carries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any


def rfc3339(moment: datetime) -> str:
    """UTC with six decimals, so that one moment has one text."""
    naive = moment.astimezone(UTC).replace(tzinfo=None)
    return naive.isoformat(timespec="microseconds") + "Z"


def entry_json(
    *,
    office: str,
    book: str,
    year: int,
    number: int,
    legal_date: date,
    registered_at: datetime,
    presented_at: datetime,
    received_at: datetime,
    procedure_digest: bytes,
    answers_digest: bytes,
    document_digests: Sequence[str],
    channel: str,
) -> dict[str, Any]:
    """The JSON that the leaf commits to: no name and no identifier of anybody."""
    return {
        "office": office,
        "book": book,
        "year": year,
        "number": number,
        "legal_date": legal_date.isoformat(),
        "registered_at": rfc3339(registered_at),
        "presented_at": rfc3339(presented_at),
        "received_at": rfc3339(received_at),
        "procedure_digest": procedure_digest.hex(),
        "answers_digest": answers_digest.hex(),
        "document_digests": list(document_digests),
        "channel": channel,
    }
