"""The files themselves: one per content and office, found by their SHA-256.

Nothing here forgets a write: a file is whole and durable before its final name exists, and
its name is durable before `put` returns (file, then folder). Same content twice is one file.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO
from uuid import UUID

from django.conf import settings

_CHUNK = 1 << 20
_durable_folders: set[Path] = set()


class OverLimit(Exception):  # noqa: N818 - a condition the caller names
    """The content went on beyond the limit; nothing was kept."""


@dataclass(slots=True)
class Incoming:
    """Content on its way in: its digest, its size, and a file to look into."""

    sha256: bytes
    size: int
    file: IO[bytes]
    partial: Path | None = None


def path_of(*, office_id: UUID, sha256: bytes) -> Path:
    """Where that content lives: `<root>/<office>/<two digits>/<sixty-four digits>`."""
    digits = sha256.hex()
    return Path(settings.FILES_ROOT) / office_id.hex / digits[:2] / digits


@contextmanager
def receive(*, office_id: UUID, content: bytes | BinaryIO, limit: int) -> Iterator[Incoming]:
    """Take content in, counting and hashing; what is not kept leaves no trace.

    Bytes stay in memory until `put`; a stream goes to a partial file. Raises `OverLimit` as
    soon as more than `limit` bytes came.
    """
    if isinstance(content, bytes):
        if len(content) > limit:
            raise OverLimit
        digest = hashlib.sha256(content).digest()
        yield Incoming(sha256=digest, size=len(content), file=io.BytesIO(content))
        return
    partial = _folder(Path(settings.FILES_ROOT) / office_id.hex) / f".{secrets.token_hex(12)}"
    try:
        with partial.open("xb+") as file:
            digest, size = _copy(content, file, limit)
            yield Incoming(sha256=digest, size=size, file=file, partial=partial)
    finally:
        partial.unlink(missing_ok=True)


def put(*, office_id: UUID, incoming: Incoming) -> Path:
    """Give the content its final name, durably. Doing it again changes nothing."""
    path = path_of(office_id=office_id, sha256=incoming.sha256)
    folder = _folder(path.parent)
    if not _kept_again(path):
        if incoming.partial is None:
            _write(path, incoming.file)
        else:
            incoming.file.flush()
            os.fsync(incoming.file.fileno())
            incoming.partial.rename(path)
    _sync(folder)  # also when it existed: another thread may not have come to this line yet
    return path


def unused_since(*, office_id: UUID, part: int, moment: float) -> list[bytes]:
    """The contents of one of the 256 folders that nobody kept after that moment (POSIX seconds)."""
    folder = Path(settings.FILES_ROOT) / office_id.hex / f"{part:02x}"
    try:
        with os.scandir(folder) as found:
            old = [entry.name for entry in found if entry.stat().st_mtime < moment]
    except FileNotFoundError:
        return []
    return [bytes.fromhex(name) for name in old if not name.startswith(".")]


def keep_again(*, office_id: UUID, sha256: bytes) -> bool:
    """Have the content count as kept now; whether it is there."""
    return _kept_again(path_of(office_id=office_id, sha256=sha256))


def drop(*, office_id: UUID, sha256: bytes, before: float) -> bool:
    """Delete a content, unless somebody kept it after that moment: who keeps it again meanwhile
    either is seen here, or finds it gone and writes it."""
    path = path_of(office_id=office_id, sha256=sha256)
    try:
        with _alone(path, fcntl.LOCK_EX):
            if path.stat().st_mtime >= before:
                return False
            path.unlink()
    except FileNotFoundError:
        return False
    _sync(path.parent)
    return True


def read(*, office_id: UUID, sha256: bytes) -> bytes:
    """The content, or `FileNotFoundError`."""
    return path_of(office_id=office_id, sha256=sha256).read_bytes()


def chunks(*, office_id: UUID, sha256: bytes) -> Iterator[bytes]:
    """The content, a mebibyte at a time, or `FileNotFoundError` at the first."""
    with path_of(office_id=office_id, sha256=sha256).open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def size_kept(*, office_id: UUID, sha256: bytes) -> int | None:
    """How many bytes stand there; None where nothing does."""
    try:
        return path_of(office_id=office_id, sha256=sha256).stat().st_size
    except FileNotFoundError:
        return None


def _kept_again(path: Path) -> bool:
    """Whether the content is there; then it counts as kept now."""
    if not path.exists():
        return False
    with _alone(path, fcntl.LOCK_SH):
        try:
            os.utime(path)
        except FileNotFoundError:
            return False
    return True


@contextmanager
def _alone(path: Path, how: int) -> Iterator[None]:
    """Holds the lock of the folder of `path`."""
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def _copy(source: BinaryIO, target: IO[bytes], limit: int) -> tuple[bytes, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise OverLimit
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    return digest.digest(), size


def _write(path: Path, source: IO[bytes]) -> None:
    source.seek(0)
    partial = path.with_name(f".{secrets.token_hex(12)}")
    try:
        with partial.open("xb") as file:
            file.write(source.read())
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _folder(path: Path) -> Path:
    """The folder, made durably: each new one is named in its parent before it is used."""
    if path in _durable_folders and path.is_dir():
        return path
    if not path.is_dir():
        _folder(path.parent)
        path.mkdir(mode=0o750, exist_ok=True)
    _sync(path.parent)
    _durable_folders.add(path)
    return path


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
