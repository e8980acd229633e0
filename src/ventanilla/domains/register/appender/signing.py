"""After COMMIT, and only then: the mark outside the database, then the signature."""

from __future__ import annotations

from ventanilla.domains.register import high_water
from ventanilla.domains.register.appender.waiting import Appended
from ventanilla.domains.register.logs import OfficeLog
from ventanilla.kernel import clock
from verifiable_log import Checkpoint


def sign(appended: Appended) -> None:
    """Sign the checkpoint of a committed batch. Raises OSError or `TwoHistories`: no signature."""
    size, root = appended.extension.frontier.size, appended.extension.root
    appended.note = sign_checkpoint(appended.log, size=size, root=root, counters=appended.counters)


def sign_checkpoint(
    log: OfficeLog, *, size: int, root: bytes, counters: dict[str, int] | None = None
) -> str:
    """The signed note of a tree that is durable; a lower size than the mark leaves the mark."""
    mark = high_water.Mark(
        epoch=log.epoch, size=size, root=root.hex(), counters=dict(counters or {})
    )
    high_water.rise(log.office_id, mark)
    timestamp = int(clock.now().timestamp())
    return log.signer.sign(Checkpoint(log.origin, size, root), timestamp)
