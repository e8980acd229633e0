"""R3: how far the log was signed, kept outside the database.

One small file per office under `settings.HIGH_WATER_ROOT`, on another path (better another disk)
than the database, so that an old copy of the database is found out. It is raised, and durable,
*before* a checkpoint of that size leaves the process, and after its tree was committed: so it is
never ahead of a database that lost nothing. Eight slots are written in turn, each with a checksum:
a slot torn by a power cut spoils only itself.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings

_SLOTS = 8
_SLOT_BYTES = 2048
_CHECK_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """`root` is hexadecimal; `counters` holds the last number by `book/year`; `turn` the slot."""

    epoch: int
    size: int
    root: str
    counters: dict[str, int] = field(default_factory=dict)
    turn: int = 0

    @property
    def height(self) -> tuple[int, int]:
        """What marks are compared by."""
        return self.epoch, self.size


class TwoHistories(Exception):  # noqa: N818 - what was found
    """The same size was signed with another root: this copy must not sign."""


def path_of(office_id: UUID) -> Path:
    """The office's file."""
    return Path(settings.HIGH_WATER_ROOT) / f"{office_id}.mark"


def read(office_id: UUID) -> Mark | None:
    """The highest mark; None where the file is missing or nothing in it is whole."""
    try:
        with path_of(office_id).open("rb") as file:
            return _highest(file.read(_SLOTS * _SLOT_BYTES))
    except FileNotFoundError:
        return None


def found(office_id: UUID, mark: Mark) -> None:
    """Make the file of a log that has none yet; one that is there stays as it is."""
    path = path_of(office_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    blank = path.with_suffix(f".{os.getpid()}.{os.urandom(4).hex()}")
    with blank.open("wb") as file:
        file.write(_slot(mark).ljust(_SLOTS * _SLOT_BYTES, b"\0"))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(blank, path)  # whole or not at all, and never over another
    except FileExistsError:
        pass
    finally:
        blank.unlink()
    _sync_folder(path.parent)


def rise(office_id: UUID, mark: Mark) -> None:
    """Raise the mark to this one, durably; a lower one changes nothing.

    FileNotFoundError where the file is gone; `TwoHistories` where the same height has another root.
    """
    with _locked(path_of(office_id)) as descriptor:
        highest = _highest(os.pread(descriptor, _SLOTS * _SLOT_BYTES, 0))
        if highest is None:
            raise FileNotFoundError(path_of(office_id))
        if highest.height == mark.height and highest.root != mark.root:
            raise TwoHistories
        if highest.height < mark.height:
            turn = (highest.turn + 1) % _SLOTS
            raised = Mark(mark.epoch, mark.size, mark.root, mark.counters, turn)
            os.pwrite(descriptor, _slot(raised), turn * _SLOT_BYTES)
            os.fdatasync(descriptor)


def replace(office_id: UUID, mark: Mark) -> None:
    """Set the mark after `resume` has found out what is to be trusted."""
    found(office_id, mark)
    with _locked(path_of(office_id)) as descriptor:
        os.pwrite(descriptor, _slot(mark).ljust(_SLOTS * _SLOT_BYTES, b"\0"), 0)
        os.fsync(descriptor)


def _highest(data: bytes) -> Mark | None:
    slots = (data[at : at + _SLOT_BYTES] for at in range(0, len(data), _SLOT_BYTES))
    marks = [mark for mark in map(_parsed, slots) if mark is not None]
    return max(marks, key=lambda mark: mark.height, default=None)


def _slot(mark: Mark) -> bytes:
    text = json.dumps(asdict(mark), separators=(",", ":"))
    line = f"{sha256(text.encode()).hexdigest()[:_CHECK_CHARACTERS]} {text}\n".encode()
    if len(line) > _SLOT_BYTES:
        raise ValueError("too many books for a mark")
    return line.ljust(_SLOT_BYTES, b"\0")


@lru_cache(maxsize=8 * _SLOTS)
def _parsed(slot: bytes) -> Mark | None:
    check, _, text = slot.rstrip(b"\0").rstrip(b"\n").partition(b" ")
    if not text or sha256(text).hexdigest()[:_CHECK_CHARACTERS].encode() != check:
        return None
    return Mark(**json.loads(text))


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
