"""What higher domains implement so that the register reaches them without knowing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from ventanilla.domains.register.models import Entry, LogRecord


@dataclass(frozen=True, slots=True)
class FollowedPage:
    """Leaves `start` up to `stop` of an office's log, in order, all of them committed."""

    office_id: UUID
    epoch: int
    start: int
    stop: int
    entries: list[Entry]
    records: list[LogRecord]


class Follower(Protocol):
    """Somebody who does something for each entry: the register is its own outbox."""

    #: Under which its position is kept; never changes.
    name: str

    def prepare(self, page: FollowedPage) -> Any:
        """Read and compute what `apply` writes, outside any transaction: nobody waits for it."""

    def apply(self, page: FollowedPage, ready: Any) -> None:
        """Write what was prepared, in the transaction that moves the position: each leaf once.

        Short and without I/O; what goes outside is left as a job of its own. What was read before
        may have changed since.
        """
