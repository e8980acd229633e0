"""The log as its rows hold it: hashes of tiles and bytes of entries, at any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ventanilla.domains.register.models import Entry, LogRecord, TileHash
from verifiable_log import (
    EntryLeaf,
    TileHashReader,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    record_leaf,
)

TILE_WIDTH = 256


@dataclass(frozen=True, slots=True)
class LogStore:
    """Reads one log of an office. Rows never change, so no transaction is needed."""

    office_id: UUID
    epoch: int

    def leaves(self, start: int, stop: int) -> list[bytes]:
        """Leaf bytes of the positions `start` up to `stop`; shorter where the log ends."""
        span = {
            "office_id": self.office_id,
            "epoch": self.epoch,
            "position__gte": start,
            "position__lt": stop,
        }
        entries = Entry.objects.filter(**span).values_list(
            "position", "book", "year", "number", "legal_date", "commitment"
        )
        found = {
            position: EntryLeaf(book, year, number, day.isoformat(), bytes(commitment)).to_bytes()
            for position, book, year, number, day, commitment in entries
        }
        if len(found) < stop - start:
            records = LogRecord.objects.filter(**span)
            for position, kind, name, digest in records.values_list(
                "position", "kind", "name", "digest"
            ):
                found[position] = record_leaf(kind, name, bytes(digest).hex())
        return [found[position] for position in sorted(found)]

    def tile(self, level: int, index: int, width: int) -> bytes:
        """`width` hashes of 32 bytes; level 0 is cut from the entries."""
        start = index * TILE_WIDTH
        if level == 0:
            return b"".join(map(leaf_hash, self.leaves(start, start + width)))
        hashes = TileHash.objects.filter(
            office_id=self.office_id,
            epoch=self.epoch,
            level=level,
            index__gte=start,
            index__lt=start + width,
        ).order_by("index")
        return b"".join(bytes(value) for value in hashes.values_list("hash", flat=True))

    def inclusion(self, position: int, size: int) -> Sequence[bytes]:
        """Proof that the leaf at `position` is in the tree of `size` leaves."""
        return inclusion_proof(position, size, TileHashReader(size, self.tile))

    def consistency(self, old: int, new: int) -> Sequence[bytes]:
        """Proof that the tree of `old` leaves is the beginning of the one of `new`."""
        return consistency_proof(old, new, TileHashReader(new, self.tile))
