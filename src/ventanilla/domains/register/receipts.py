"""Receipts, rebuilt whenever somebody asks: nothing of them is stored but the sealed salt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ventanilla.domains.privacy.api import open_data_key
from ventanilla.domains.register.appender.signing import sign_checkpoint
from ventanilla.domains.register.appender.trust import check_copy
from ventanilla.domains.register.errors import CopyDistrusted
from ventanilla.domains.register.log_store import LogStore
from ventanilla.domains.register.logs import log_of_epoch
from ventanilla.domains.register.models import (
    Batch,
    Cosignature,
    Entry,
    PublishedCheckpoint,
)
from ventanilla.domains.register.queries import entry as entry_with_id
from ventanilla.domains.register.rules.leaf import entry_json
from verifiable_log import Receipt, receipt_extra
from verifiable_log.notes import parse_signature, with_signatures

IMMEDIATE, WITNESSED = "immediate", "witnessed"
_NEXT_COSIGNATURES = 40


@dataclass(frozen=True, slots=True)
class ReceiptText:
    """`.tlog-proof` texts of one entry. `witnessed` is None until a witness has cosigned."""

    immediate: str
    witnessed: str | None

    @property
    def stage(self) -> str:
        """ "witnessed" or "immediate"."""
        return WITNESSED if self.witnessed else IMMEDIATE

    @property
    def best(self) -> str:
        """The strongest that there is."""
        return self.witnessed or self.immediate


def receipt(entry_id: UUID) -> ReceiptText:
    """Both stages of an entry's receipt. Raises `EntryUnknown`, `DataErased`.

    Where this copy of the database is not to be trusted it signs nothing new: then
    `CopyDistrusted`, unless a checkpoint published before contains the entry.
    """
    entry = entry_with_id(entry_id)
    extra = receipt_extra(json_of(entry), _salt_of(entry))
    store = LogStore(entry.office_id, entry.epoch)

    def text(size: int, note: str) -> str:
        proof = tuple(store.inclusion(entry.position, size))
        return Receipt(entry.position, proof, note, extra).to_text()

    witnessed = _cosigned(entry)
    return ReceiptText(
        immediate=text(*_signed(entry)), witnessed=text(*witnessed) if witnessed else None
    )


def json_of(entry: Entry) -> dict[str, Any]:
    """The entry as its leaf commits to it, from its row."""
    return entry_json(
        office=log_of_epoch(entry.office_id, entry.epoch).label,
        book=entry.book,
        year=entry.year,
        number=entry.number,
        legal_date=entry.legal_date,
        registered_at=entry.registered_at,
        presented_at=entry.presented_at,
        received_at=entry.received_at,
        procedure_digest=bytes(entry.procedure_digest),
        answers_digest=bytes(entry.answers_digest),
        document_digests=entry.document_digests,
        channel=entry.channel,
    )


def _salt_of(entry: Entry) -> bytes:
    key = open_data_key(entry.data_key_id)
    return key.decrypt(bytes(entry.sealed_salt), entry.id.bytes)


def _signed(entry: Entry) -> tuple[int, str]:
    """Size and signed note of the entry's batch."""
    batch = (
        Batch.objects.filter(office_id=entry.office_id, epoch=entry.epoch, size__gt=entry.position)
        .order_by("size")
        .first()
    )
    try:
        if batch is None:
            raise CopyDistrusted("the batch of an entry is missing")
        check_copy(entry.office_id)
    except CopyDistrusted as distrust:
        return _published(entry, distrust)
    log = log_of_epoch(entry.office_id, entry.epoch)
    return batch.size, sign_checkpoint(log, size=batch.size, root=bytes(batch.root))


def _published(entry: Entry, distrust: CopyDistrusted) -> tuple[int, str]:
    published = PublishedCheckpoint.objects.filter(
        office_id=entry.office_id, epoch=entry.epoch, size__gt=entry.position
    ).first()
    if published is None:
        raise distrust
    return published.size, published.note


def _cosigned(entry: Entry) -> tuple[int, str] | None:
    """The next cosigned checkpoint that contains the entry; among several, most witnesses."""
    rows = Cosignature.objects.filter(
        office_id=entry.office_id, epoch=entry.epoch, size__gt=entry.position
    ).order_by("size")[:_NEXT_COSIGNATURES]
    sizes: dict[int, list[Cosignature]] = defaultdict(list)
    for row in rows:
        sizes[row.size].append(row)
    if not sizes:
        return None
    size = max(sizes, key=lambda size: (len(sizes[size]), -size))
    lines = [line for row in sizes[size] for line in row.signatures.splitlines()]
    note = with_signatures(sizes[size][0].note, [parse_signature(line) for line in lines])
    return size, note
