"""Putting a filing into the book: number, place in the log and receipt, in one durable step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from ventanilla.domains.register import receipts
from ventanilla.domains.register.appender.batch import lock_heads, write_batch
from ventanilla.domains.register.appender.connection import limit_waiting
from ventanilla.domains.register.appender.leaves import early_values, idempotency_hash
from ventanilla.domains.register.appender.queue import queue
from ventanilla.domains.register.appender.waiting import NewRecord, Waiting
from ventanilla.domains.register.entries import NewEntry, Recorded, Registered
from ventanilla.domains.register.errors import EntryRefused, InsideTransaction
from ventanilla.domains.register.logs import log_of
from ventanilla.domains.register.models import Entry, LogRecord
from ventanilla.domains.register.rows import Row, ready
from ventanilla.kernel.identifiers import uuid7
from verifiable_log import Receipt, receipt_extra


def append(entry: NewEntry, rows: Sequence[Model] = ()) -> Registered:
    """Register an entry with the rows that belong to it; blocks until it is durable and signed.

    `rows` are unsaved, complete, with their keys; they refer to the entry by its id. All of them
    are written, or none. The same idempotency key gives the first answer again (`replayed`).
    Raises `RegisterBusy`, `EntryRefused`, `KeyReused`, `RegisterStopped` (certainly not
    registered), `OutcomeUnknown` (repeat with the same key), `InsideTransaction`.
    """
    # Rule 1: a receipt given inside a transaction could be of something rolled back.
    if connections[DEFAULT_DB_ALIAS].in_atomic_block:
        raise InsideTransaction
    one = _waiting(entry, rows)
    queue().submit(one)
    if one.replay_of is not None:
        return _replayed(one.replay_of)
    return _registered(one, receipt=_immediate_receipt(one, entry))


def append_within(entry: NewEntry, rows: Sequence[Model] = ()) -> Registered:
    """The same inside the caller's transaction, without a receipt: nothing is proven before it
    commits. Call it last: the head stays locked until then. For the exit book and for tests.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if not connection.in_atomic_block:
        raise InsideTransaction("register.append_within() runs inside atomic().")
    one = _waiting(entry, rows)
    _within(one)
    if one.replay_of is not None:
        return _replayed(one.replay_of, with_receipt=False)
    return _registered(one, receipt=None)


def append_record(
    *, office_id: UUID, kind: str, id: str, digest: bytes, statement: str = ""
) -> Recorded:
    """Commit something public to the log: `digest` is the 32 bytes of its SHA-256.

    The same record again is the same place. Inside a transaction it is part of it.
    """
    known = LogRecord.objects.filter(office_id=office_id, kind=kind, name=id, digest=digest).first()
    if known is not None:
        return Recorded(record_id=known.id, position=known.position, recorded_at=known.recorded_at)
    record = NewRecord(id=uuid7(), kind=kind, name=id, digest=digest, statement=statement)
    one = Waiting(log=log_of(office_id), leaf=record, rows=(), size=len(statement) + 200)
    if connections[DEFAULT_DB_ALIAS].in_atomic_block:
        _within(one)
    else:
        queue().submit(one)
    if one.placed is None:  # found after a fault of the machine
        return append_record(
            office_id=office_id, kind=kind, id=id, digest=digest, statement=statement
        )
    return Recorded(
        record_id=record.id, position=one.placed.position, recorded_at=one.placed.registered_at
    )


def _waiting(entry: NewEntry, rows: Sequence[Model]) -> Waiting:
    """Everything that needs no lock: keys, checks of texts, values as the driver takes them."""
    connection = connections[DEFAULT_DB_ALIAS]
    return waiting_for(entry, [ready(row, connection) for row in rows])


def waiting_for(entry: NewEntry, rows: Sequence[Row]) -> Waiting:
    """The same, with rows that are ready."""
    connection = connections[DEFAULT_DB_ALIAS]
    hashed = idempotency_hash(
        office_id=entry.office_id, scope=entry.idempotency_scope, key=entry.idempotency_key
    )
    made = [early_values(entry, idempotency=hashed, wrapper=connection), *rows]
    return Waiting(
        log=log_of(entry.office_id),
        leaf=entry,
        rows=made,
        size=sum(row.size for row in made),
        idempotency=hashed,
    )


def _within(one: Waiting) -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    limit_waiting(connection)
    write_batch([one], connection, heads=lock_heads([one], connection), trusted=set())
    if one.error is not None:
        raise one.error


def _registered(one: Waiting, *, receipt: str | None) -> Registered:
    entry, placed = one.leaf, one.placed
    if not isinstance(entry, NewEntry) or placed is None:
        raise EntryRefused
    return Registered(
        entry_id=entry.id,
        book=entry.book,
        year=placed.year,
        number=placed.number,
        registered_at=placed.registered_at,
        presented_at=entry.presented_at,
        received_at=entry.received_at,
        position=placed.position,
        receipt=receipt,
    )


def _immediate_receipt(one: Waiting, entry: NewEntry) -> str:
    placed, appended = one.placed, one.appended
    if placed is None or appended is None:
        raise EntryRefused
    index = placed.position - appended.extension.before.size
    return Receipt(
        placed.position,
        tuple(appended.extension.inclusion(index)),
        appended.note,
        receipt_extra(placed.json, entry.salt),
    ).to_text()


def _replayed(entry_id: UUID, *, with_receipt: bool = True) -> Registered:
    """R5: the first answer, made again."""
    entry = Entry.objects.get(pk=entry_id)
    return Registered(
        entry_id=entry.id,
        book=entry.book,
        year=entry.year,
        number=entry.number,
        registered_at=entry.registered_at,
        presented_at=entry.presented_at,
        received_at=entry.received_at,
        position=entry.position,
        replayed=True,
        receipt=receipts.receipt(entry.id).immediate if with_receipt else None,
    )
