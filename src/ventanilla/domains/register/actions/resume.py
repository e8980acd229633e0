"""After a loss: find what is missing, go on if all of it is found, else close the log.

Evidence is whatever was signed: the high-water mark, the register journal, receipts that people
hand in, and what witnesses have seen. If every leaf up to the highest signed size is recovered byte
for byte, the log continues. If not, it ends at its last signed checkpoint and a new epoch begins,
with a new origin and keys; the numbers that were lost are declared lost and never given again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import structlog
from django.db import transaction

from ventanilla.domains.offices.api import Office, renew_log
from ventanilla.domains.register import high_water, journal
from ventanilla.domains.register.actions.append import append_record
from ventanilla.domains.register.appender.memory import forget_register
from ventanilla.domains.register.errors import CopyDistrusted
from ventanilla.domains.register.logs import log_of
from ventanilla.domains.register.models import (
    Batch,
    BookCounter,
    DatabaseMark,
    Entry,
    Epoch,
    Head,
    LogRecord,
    LostNumber,
    TileHash,
    Witness,
)
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text
from verifiable_log import (
    EntryLeaf,
    Frontier,
    LogError,
    Verifier,
    leaf_hash,
    open_note,
    record_leaf,
)
from verifiable_log.checkpoints import Checkpoint
from verifiable_log.verification import verify_receipt
from verifiable_log.witness import WitnessClient

log = structlog.get_logger(__name__)


@dataclass
class Resumed:
    """What was found. `new_origin` is empty where the log continues."""

    signed: int  # the highest size that anybody has a signature of
    recovered: int = 0  # leaves put back from the journal
    size: int = 0  # leaves in the old log now
    new_origin: str = ""
    lost: list[str] = field(default_factory=list)  # numbers, as labels


@dataclass(frozen=True, slots=True)
class _Signed:
    size: int
    root: bytes


def mark_copy(state: str) -> None:
    """Say what this database is: a restored backup and a promoted replica append nothing."""
    with transaction.atomic():
        DatabaseMark.objects.update_or_create(id=1, defaults={"state": state, "since": clock.now()})


def resume(
    office: Office,
    *,
    cause: str,
    act: str,
    receipts: Sequence[str] = (),
    ask: bool = True,
) -> Resumed:
    """Let the register append again after a loss. `cause` says what happened, `act` names the
    administrative act that orders it; both are public. `receipts` are texts handed in;
    `ask=False` asks no witness over the network.

    Raises `CopyDistrusted` where the database contradicts what was signed: it is another history,
    which no act can mend; restore an older copy.
    """
    cause, act = stored_text(cause, max_length=500), stored_text(act, max_length=200)
    current = log_of(office.id)
    head = Head.objects.get(office_id=office.id)
    # 1. What was signed.
    signed = _signed(office, head, receipts, ask=ask)
    highest = max(signed, key=lambda one: one.size, default=_Signed(0, b""))
    result = Resumed(signed=highest.size)
    # 2. What can be put back, checked against every batch it belongs to.
    result.recovered = _put_back(head)
    head.refresh_from_db()
    result.size = head.size
    _check_history(head, signed)
    # 3. All is there: the log continues.
    if head.size >= highest.size:
        _trust(head, high_water.Mark(head.epoch, head.size, _root(head).hex(), _counters(head)))
        _record(office, "resume", f"{current.origin}@{head.size}", cause, act, result)
        return result
    # 4. Something is lost: the old log is closed and a new epoch begins.
    mark = high_water.read(office.id)
    _open_epoch(office, head, mark, cause=cause, act=act, result=result)
    _record(office, "epoch", f"{current.origin}@{highest.size}", cause, act, result)
    return result


def begin_epoch(office: Office, *, cause: str, act: str) -> str:
    """Close the log at its last signed size and begin another, though nothing was lost: the new
    origin. Its first record names the old one and the cause. Numbers go on.

    Only for practice offices, when they are reset.
    """
    current, head = log_of(office.id), Head.objects.get(office_id=office.id)
    mark, closed = high_water.read(office.id), f"{current.origin}@{head.size}"
    result = Resumed(signed=head.size, size=head.size)
    _open_epoch(office, head, mark, cause=cause, act=act, result=result)
    _record(office, "epoch", closed, cause, act, result)
    return result.new_origin


def epoch_opened_at(office: Office) -> datetime:
    """When the office's current log began."""
    newest = Epoch.objects.filter(office=office).order_by("-number").first()
    return newest.opened_at if newest else office.founded_at


def _signed(office: Office, head: Head, receipts: Sequence[str], *, ask: bool) -> list[_Signed]:
    found = []
    mark = high_water.read(office.id)
    if mark is not None and mark.epoch == head.epoch and mark.size:
        found.append(_Signed(mark.size, bytes.fromhex(mark.root)))
    keys = log_of(office.id).signer.verifiers
    for text in receipts:
        proof = verify_receipt(text, keys)
        found.append(_Signed(proof.checkpoint.size, proof.checkpoint.root))
    for witness in Witness.objects.filter(office=office) if ask else ():
        found += _seen_by(witness, log_of(office.id).origin, keys)
    return found


def _seen_by(witness: Witness, origin: str, keys: Sequence[Verifier]) -> list[_Signed]:
    client = WitnessClient(witness.url, [Verifier.parse(vkey) for vkey in witness.vkeys])
    try:
        note = client.latest(origin, keys)
    except LogError as error:
        log.warning("register.witness_failed", witness=witness.name, error=type(error).__name__)
        return []
    if note is None:
        return []
    seen = Checkpoint.parse(open_note(note, keys)[0])
    return [_Signed(seen.size, seen.root)]


def _put_back(head: Head) -> int:
    """Rows of the journal beyond the head, batch by batch, each compared with its root."""
    began = head.size
    frontier = Frontier.from_bytes(bytes(head.frontier))
    leaves: dict[int, Entry | LogRecord] = {}
    for page in journal.read_journal(head.office_id, head.epoch):
        leaves |= {entry.position: entry for entry in page.entries}
        leaves |= {record.position: record for record in page.records}
        for batch in page.batches:
            if batch.size <= frontier.size:
                continue
            rows = [leaves.pop(n) for n in range(frontier.size, batch.size) if n in leaves]
            extension = frontier.extend([_leaf_hash(row) for row in rows])
            if (extension.frontier.size, extension.root) != (batch.size, bytes(batch.root)):
                return frontier.size - began
            _insert(head, rows, batch, extension)
            frontier = extension.frontier
    return frontier.size - began


def _leaf_hash(row: Entry | LogRecord) -> bytes:
    if isinstance(row, LogRecord):
        return leaf_hash(record_leaf(row.kind, row.name, bytes(row.digest).hex()))
    day, commitment = row.legal_date.isoformat(), bytes(row.commitment)
    return leaf_hash(EntryLeaf(row.book, row.year, row.number, day, commitment).to_bytes())


def _insert(head: Head, rows: list[Any], batch: Batch, extension: Any) -> None:
    entries = [row for row in rows if isinstance(row, Entry)]
    tiles = [
        TileHash(
            office_id=head.office_id,
            epoch=head.epoch,
            level=made.level,
            index=made.index,
            hash=made.hash,
        )
        for made in extension.tile_hashes
    ]
    with transaction.atomic():
        Entry.objects.bulk_create(entries)
        LogRecord.objects.bulk_create([row for row in rows if isinstance(row, LogRecord)])
        Batch.objects.bulk_create([batch])
        TileHash.objects.bulk_create(tiles)
        for entry in entries:
            BookCounter.objects.update_or_create(
                office_id=head.office_id,
                book=entry.book,
                year=entry.year,
                defaults={"last": entry.number},
            )
        Head.objects.filter(office_id=head.office_id).update(
            size=extension.frontier.size,
            frontier=extension.frontier.to_bytes(),
            last_registered_at=batch.committed_at,
        )


def _check_history(head: Head, signed: Sequence[_Signed]) -> None:
    batches = Batch.objects.filter(office_id=head.office_id, epoch=head.epoch)
    for one in signed:
        if 0 < one.size <= head.size and not batches.filter(size=one.size, root=one.root).exists():
            raise CopyDistrusted(
                "Esta base de datos cuenta otra historia que la firmada.", size=one.size
            )


def _root(head: Head) -> bytes:
    return Frontier.from_bytes(bytes(head.frontier)).root()


def _counters(head: Head) -> dict[str, int]:
    known = BookCounter.objects.filter(office_id=head.office_id).order_by("-year", "book")[:8]
    return {f"{counter.book}/{counter.year}": counter.last for counter in known}


def _trust(head: Head, mark: high_water.Mark) -> None:
    """This copy is the one that serves: rows first, the mark last."""
    with transaction.atomic():
        Head.objects.filter(office_id=head.office_id).update(stopped="")
        DatabaseMark.objects.filter(id=1).update(
            state=DatabaseMark.State.TRUSTED, since=clock.now()
        )
    high_water.replace(head.office_id, mark)
    forget_register()


def _open_epoch(
    office: Office,
    head: Head,
    mark: high_water.Mark | None,
    *,
    cause: str,
    act: str,
    result: Resumed,
) -> None:
    number = head.epoch + 1
    first = Epoch.objects.get(office=office, number=1)
    result.new_origin = f"{first.origin}/{number}"
    renew_log(office, log_origin=result.new_origin)
    epoch = Epoch(
        office=office,
        number=number,
        origin=result.new_origin,
        label=first.label,
        opened_at=clock.now(),
        cause=cause,
        act=act,
    )
    lost = _lost(head, mark, number)
    result.lost = [f"{one.year}/{one.book}/{one.number:06d}" for one in lost]
    empty = Frontier.empty()
    with transaction.atomic():
        Epoch.objects.bulk_create([epoch])
        LostNumber.objects.bulk_create(lost)
        for one in lost:
            BookCounter.objects.update_or_create(
                office=office, book=one.book, year=one.year, defaults={"last": one.number}
            )
        Head.objects.filter(office=office).update(epoch=number, size=0, frontier=empty.to_bytes())
    head.refresh_from_db()
    _trust(head, high_water.Mark(number, 0, empty.root().hex(), _counters(head)))


def _lost(head: Head, mark: high_water.Mark | None, epoch: int) -> list[LostNumber]:
    """Numbers that the mark knows to have been given and that no entry bears."""
    known = {(c.book, c.year): c.last for c in BookCounter.objects.filter(office_id=head.office_id)}
    lost = []
    for name, last in (mark.counters if mark else {}).items():
        book, _, year = name.rpartition("/")
        for number in range(known.get((book, int(year)), 0) + 1, last + 1):
            lost.append(
                LostNumber(
                    office_id=head.office_id,
                    book=book,
                    year=int(year),
                    number=number,
                    declared_at=clock.now(),
                    epoch=epoch,
                )
            )
    return lost


def _record(office: Office, kind: str, name: str, cause: str, act: str, result: Resumed) -> None:
    statement = json.dumps(
        {
            "act": act,
            "cause": cause,
            "kept": result.size,
            "lost": result.lost,
            "recovered": result.recovered,
            "signed": result.signed,
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    append_record(
        office_id=office.id,
        kind=kind,
        id=name,
        digest=sha256(statement.encode()).digest(),
        statement=statement,
    )
