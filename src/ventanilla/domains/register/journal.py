"""The register journal: an encrypted copy of every committed leaf in a second place, in seconds.

One file for each log under `settings.JOURNAL_ROOT`, better on another disk. It is only ever
appended to, in frames of `uint32 length ‖ nonce[12] ‖ AES-256-GCM`, each bound to its office, epoch
and first position, so that frames cannot be moved or left out unseen. A frame torn by a power cut
is cut off and written again.

It holds the rows of the register and no person's data key: what erasure destroys is not kept here.
"""

from __future__ import annotations

import fcntl
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import structlog
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db.models import BinaryField, ForeignKey, Model

from ventanilla.domains.register.followers import page_of
from ventanilla.domains.register.models import Batch, Entry, Head, LogRecord

log = structlog.get_logger(__name__)
_VERSION = b"ventanilla-journal/v1"
_NONCE = 12
_LENGTH = 4
_STOP = b'{"stop":'  # what each frame begins with: the position after it
_MODELS: dict[str, type[Model]] = {"entries": Entry, "records": LogRecord, "batches": Batch}
#: Where each journal ends, for this process: (bytes, next position).
_ends: dict[Path, tuple[int, int]] = {}


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Unsaved rows as they were committed, positions `start` up to `stop`."""

    start: int
    stop: int
    entries: list[Entry]
    records: list[LogRecord]
    batches: list[Batch]


def path_of(office_id: UUID, epoch: int) -> Path:
    """The journal of one log."""
    return Path(settings.JOURNAL_ROOT) / str(office_id) / f"{epoch}.journal"


def write_journals() -> None:
    """Bring every current log's journal up to its head. Called by the worker every second."""
    for head in Head.objects.order_by("office_id"):
        try:
            write_journal(head.office_id, head.epoch)
        except OSError as error:  # one office's full disk keeps no other from its copy
            log.error("register.not_journalled", office=str(head.office_id), error=str(error))


def write_journal(office_id: UUID, epoch: int) -> int:
    """Append what the journal lacks, durably; returns the position it has reached."""
    path = path_of(office_id, epoch)
    last = Batch.objects.filter(office_id=office_id, epoch=epoch).order_by("-size").first()
    size = last.size if last else 0
    if path in _ends and _ends[path][1] >= size:
        return _ends[path][1]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until it is closed; a second worker waits
        at, position = _ends.get(path, (-1, 0))
        if file.seek(0, os.SEEK_END) != at:  # first time, or somebody else wrote
            file.seek(0)
            at, position = _end(file, office_id, epoch)
        file.truncate(at)
        file.seek(at)
        while (frame := _frame(office_id, epoch, position, size)) is not None:
            data, position = frame
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
        _ends[path] = (file.tell(), position)
    return position


def read_journal(office_id: UUID, epoch: int) -> Iterator[JournalPage]:
    """The pages of a journal in order, up to the first that is torn or not of this log."""
    path = path_of(office_id, epoch)
    if not path.exists():
        return
    with path.open("rb") as file:
        position = 0
        while (opened := _next(file, office_id, epoch, position)) is not None:
            plain = json.loads(opened)
            rows = {name: [_row(m, r) for r in plain[name]] for name, m in _MODELS.items()}
            yield JournalPage(start=position, stop=plain["stop"], **rows)  # type: ignore[arg-type]
            position = plain["stop"]


def _opened(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b")


def _end(file: BinaryIO, office_id: UUID, epoch: int) -> tuple[int, int]:
    """Every frame is opened, so that none that is spoiled stays; its rows are not read: of a
    million entries they are half a minute, in which a worker that starts does nothing else."""
    at = position = 0
    while (opened := _next(file, office_id, epoch, position)) is not None:
        at, position = file.tell(), int(opened[len(_STOP) : opened.index(b",")])
    return at, position


def _next(file: BinaryIO, office_id: UUID, epoch: int, position: int) -> bytes | None:
    length = int.from_bytes(file.read(_LENGTH), "big")
    sealed = file.read(length)
    if length <= _NONCE or len(sealed) < length:
        return None
    try:
        opened: bytes = settings.DATA_MASTER_CIPHER.decrypt(
            sealed[:_NONCE], sealed[_NONCE:], _about(office_id, epoch, position)
        )
    except InvalidTag:
        return None
    return opened if opened.startswith(_STOP) else None


def _frame(office_id: UUID, epoch: int, start: int, size: int) -> tuple[bytes, int] | None:
    page = page_of(office_id, epoch, start, size)
    if page is None:
        return None
    batches = Batch.objects.filter(
        office_id=office_id, epoch=epoch, size__gt=start, size__lte=page.stop
    ).order_by("size")
    plain = {
        "stop": page.stop,
        "entries": [_values(entry) for entry in page.entries],
        "records": [_values(record) for record in page.records],
        "batches": [_values(batch) for batch in batches],
    }
    nonce = os.urandom(_NONCE)
    sealed = nonce + settings.DATA_MASTER_CIPHER.encrypt(
        nonce, json.dumps(plain, separators=(",", ":")).encode(), _about(office_id, epoch, start)
    )
    return len(sealed).to_bytes(_LENGTH, "big") + sealed, page.stop


def _about(office_id: UUID, epoch: int, position: int) -> bytes:
    return _VERSION + office_id.bytes + epoch.to_bytes(4, "big") + position.to_bytes(8, "big")


def _values(row: Model) -> dict[str, Any]:
    return {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.fields}


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return b64encode(bytes(value)).decode()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _row(model: type[Model], values: dict[str, Any]) -> Model:
    made = model()
    for field in model._meta.fields:
        value = values[field.attname]
        if isinstance(field, BinaryField):
            value = b64decode(value)
        elif value is not None:
            value = (field.target_field if isinstance(field, ForeignKey) else field).to_python(
                value
            )
        setattr(made, field.attname, value)
    return made
