"""Each web process on a processor of its own, where there is one for each.

The threads of a Python process run one at a time. Left alone, the system spreads them over all
processors, and each turn then begins on cold caches and with a processor to be woken. Where the
deployment has as many web processes as processors (the standard profile on two), each keeps to one.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path

_held: list[int] = []


def keep_to_one_processor(folder: Path, *, processes: int) -> int | None:
    """Keep every thread of this process, and those to come, to one processor: its number.

    None, and nothing done, unless there are as many `processes` as processors that this one may
    use, and more than one. Who has which is settled by locks on files in `folder`, which the
    kernel frees when a process ends: the one started in its place finds it free.
    """
    if not hasattr(os, "sched_setaffinity"):
        return None
    usable = sorted(os.sched_getaffinity(0))
    if processes < 2 or processes != len(usable):
        return None
    mine = _first_free(folder, usable)
    if mine is not None:
        for thread in _threads():
            os.sched_setaffinity(thread, {mine})
    return mine


def _first_free(folder: Path, numbers: Iterable[int]) -> int | None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        file = os.open(folder / str(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
        else:
            _held.append(file)  # for as long as the process lives
            return number
    return None


def _threads() -> list[int]:
    return [int(entry.name) for entry in Path("/proc/self/task").iterdir()]
