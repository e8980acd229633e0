"""The domain's periodic work."""

import time
from uuid import UUID

from ventanilla.domains.documents.actions.drop_unused import (
    PARTS,
    drop_unused_files,
    drop_unused_rows,
)
from ventanilla.domains.documents.actions.judge import judge_quarantined
from ventanilla.kernel.jobs import periodic

_HOUR = 3600
_FOLDERS = 16  # of 256: all of them in sixteen hours
_next: list[UUID | None] = [None]


@periodic("documents.judge_quarantined", every=5)
def judge() -> None:
    """Judge what waits in quarantine."""
    judge_quarantined()


@periodic("documents.drop_unused", every=_HOUR)
def drop_unused() -> None:
    """Drop what nothing refers to: so many rows each hour, and files of some folders in turn."""
    _gone, _next[0] = drop_unused_rows(after=_next[0])
    first = int(time.time() // _HOUR) * _FOLDERS % PARTS
    for part in range(first, first + _FOLDERS):
        drop_unused_files(part=part)
