"""From what a request hands in to the values that the leader completes under the lock."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from ventanilla.domains.register.appender.waiting import NewRecord
from ventanilla.domains.register.entries import NewEntry
from ventanilla.domains.register.logs import OfficeLog
from ventanilla.domains.register.models import Entry, LogRecord
from ventanilla.domains.register.rows import Adapt, Row, Table, ready, ready_values, table_of
from ventanilla.domains.register.rules.leaf import entry_json
from verifiable_log import EntryLeaf, entry_commitment, record_leaf

#: What only the leader knows; the other columns are made before the request queues.
_LATE = ("epoch", "position", "year", "number", "registered_at", "legal_date", "commitment")
_IDEMPOTENCY_CONTEXT = b"ventanilla register idempotency/v1"


@dataclass(frozen=True, slots=True)
class LeafOfEntry:
    """The entry as its leaf commits to it, the leaf's bytes, and its row."""

    json: dict[str, Any]
    data: bytes
    row: Row


@cache
def _idempotency_hmac() -> hmac.HMAC:
    """To be copied: unlike `hmac.digest`, a copy of it keeps the interpreter for short messages."""
    secret = getattr(settings, "REGISTER_SECRET", "") or settings.SECRET_KEY
    key = hmac.digest(str(secret).encode(), _IDEMPOTENCY_CONTEXT, "sha256")
    return hmac.new(key, digestmod=sha256)


def idempotency_hash(*, office_id: UUID, scope: str, key: str) -> bytes:
    """R5: what is stored of a key. Keyed: a copy of the database tells nobody the keys."""
    lengths = b"".join(len(part.encode()).to_bytes(4, "big") for part in (scope, key))
    message = office_id.bytes + lengths + scope.encode() + key.encode()
    keyed = _idempotency_hmac().copy()
    keyed.update(message)
    return keyed.digest()


def early_values(entry: NewEntry, *, idempotency: bytes, wrapper: BaseDatabaseWrapper) -> Row:
    """The entry's row with holes where the leader writes: number, time, position, commitment."""
    table = table_of(Entry, wrapper.vendor)
    given = {
        "epoch": 0,
        "position": 0,
        "year": 0,
        "number": 1,
        "registered_at": entry.received_at,
        "legal_date": entry.received_at.date(),
        "commitment": b"",
        "document_digests": document_digests(entry),
        "idempotency": idempotency,
    }
    held = [
        given[field.attname] if field.attname in given else getattr(entry, field.attname)
        for field in table.fields
    ]
    return ready_values(table, held, wrapper)


def document_digests(entry: NewEntry) -> list[str]:
    """In hexadecimal, sorted: the order in which files were given says nothing."""
    return sorted(digest.hex() for digest in entry.document_digests)


def place_entry(
    entry: NewEntry,
    early: Row,
    *,
    log: OfficeLog,
    position: int,
    number: int,
    registered_at: datetime,
    wrapper: BaseDatabaseWrapper,
) -> LeafOfEntry:
    """R4: leaf and row of an entry whose place is known."""
    year = registered_at.astimezone(log.zone).year
    legal_date = entry.legal_date or entry.received_at.astimezone(log.zone).date()
    json = entry_json(
        office=log.label,
        book=entry.book,
        year=year,
        number=number,
        legal_date=legal_date,
        registered_at=registered_at,
        presented_at=entry.presented_at,
        received_at=entry.received_at,
        procedure_digest=entry.procedure_digest,
        answers_digest=entry.answers_digest,
        document_digests=document_digests(entry),
        channel=entry.channel,
    )
    commitment = entry_commitment(json, entry.salt)
    leaf = EntryLeaf(entry.book, year, number, json["legal_date"], commitment)
    late = (log.epoch, position, year, number, registered_at, legal_date, commitment)
    return LeafOfEntry(json, leaf.to_bytes(), _completed(early, late, wrapper))


def _completed(early: Row, late: tuple[Any, ...], wrapper: BaseDatabaseWrapper) -> Row:
    values = list(early.values)
    for (index, adapt), value in zip(_places(early.table), late, strict=True):
        values[index] = adapt(value, wrapper)
    return Row(early.table, tuple(values), early.size)


@cache
def _places(table: Table) -> tuple[tuple[int, Adapt], ...]:
    pairs = enumerate(zip(table.fields, table.adapt, strict=True))
    columns = {field.attname: (index, adapt) for index, (field, adapt) in pairs}
    return tuple(columns[name] for name in _LATE)


def place_record(
    record: NewRecord,
    *,
    log: OfficeLog,
    position: int,
    recorded_at: datetime,
    wrapper: BaseDatabaseWrapper,
) -> tuple[bytes, Row]:
    """Leaf and row of a public record."""
    row = LogRecord(
        id=record.id,
        office_id=log.office_id,
        epoch=log.epoch,
        position=position,
        kind=record.kind,
        name=record.name,
        digest=record.digest,
        recorded_at=recorded_at,
        statement=record.statement,
    )
    return record_leaf(record.kind, record.name, record.digest.hex()), ready(row, wrapper)
