"""What waits to be appended, and what became of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ventanilla.domains.register.entries import NewEntry
from ventanilla.domains.register.logs import OfficeLog
from ventanilla.domains.register.models import Batch
from ventanilla.domains.register.rows import Row
from verifiable_log import Extension


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A leaf that is no entry."""

    id: UUID
    kind: str
    name: str
    digest: bytes
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What the leader gave to one leaf. `year` and `number` are 0 for records."""

    epoch: int
    position: int
    registered_at: datetime
    year: int = 0
    number: int = 0
    json: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Appended:
    """What one office's log gained in one transaction; `note` once it is signed."""

    log: OfficeLog
    extension: Extension
    batch: Batch
    counters: dict[str, int]
    note: str = ""


@dataclass(eq=False, slots=True)
class Waiting:
    """One request in the queue. The leader fills in what is below `turn`."""

    log: OfficeLog
    leaf: NewEntry | NewRecord
    rows: Sequence[Row]
    size: int
    idempotency: bytes = b""
    turn: threading.Lock = field(default_factory=threading.Lock)
    leads: bool = False
    answered: bool = False
    placed: Placed | None = None
    appended: Appended | None = None
    replay_of: UUID | None = None
    error: Exception | None = None

    def forget(self) -> None:
        """Back to before the attempt, which was rolled back."""
        self.placed = self.appended = self.replay_of = None
