"""A log published in a folder, as its web address would serve it, with receipts for its entries."""

from collections.abc import Sequence
from pathlib import Path

from verifiable_log import (
    Checkpoint,
    CheckpointSigner,
    Frontier,
    Receipt,
    encode_bundle,
    entries_path,
    entry_leaf,
    leaf_hash,
    receipt_extra,
    record_leaf,
    tile_path,
    tiles_of,
)

ORIGIN = "sede.example.org/log"
NOW = 1_790_000_000
DIGEST = "ab" * 32


def entry(number: int, book: str = "entrada", year: int = 2026) -> dict[str, object]:
    return {
        "office": "sanroque",
        "book": book,
        "year": year,
        "number": number,
        "legal_date": f"{year}-11-23",
        "registered_at": f"{year}-11-23T10:15:30.000001-06:00",
        "presented_at": None,
        "received_at": f"{year}-11-23T10:15:29.998000-06:00",
        "procedure_digest": DIGEST,
        "answers_digest": DIGEST,
        "document_digests": [],
        "channel": "web",
    }


def salt(number: int) -> bytes:
    return number.to_bytes(32, "big")


def entry_leaves(count: int) -> list[bytes]:
    """`count` entries of one book, after one public record."""
    numbered = [entry_leaf(entry(number), salt(number)) for number in range(1, count + 1)]
    return [record_leaf("procedure", "padron@1", DIGEST), *numbered]


def checkpoint(leaves: Sequence[bytes], origin: str = ORIGIN) -> Checkpoint:
    frontier = Frontier.empty().extend([leaf_hash(leaf) for leaf in leaves]).frontier
    return Checkpoint(origin, frontier.size, frontier.root())


def receipt(leaves: Sequence[bytes], number: int, note: str) -> Receipt:
    """Receipt of the entry `number`, which is leaf `number`, as a single batch would issue it."""
    extension = Frontier.empty().extend([leaf_hash(leaf) for leaf in leaves])
    proof = tuple(extension.inclusion(number))
    return Receipt(number, proof, note, receipt_extra(entry(number), salt(number)))


def publish(folder: Path, leaves: Sequence[bytes], signer: CheckpointSigner) -> str:
    """Write checkpoint, tiles and entry bundles under `folder`; returns the checkpoint note."""
    extension = Frontier.empty().extend([leaf_hash(leaf) for leaf in leaves])
    rows: dict[int, list[bytes]] = {0: list(extension.leaf_hashes)}
    for found in extension.tile_hashes:
        rows.setdefault(found.level, []).append(found.hash)
    for level, index, width in tiles_of(len(leaves)):
        cells = slice(index * 256, index * 256 + width)
        _write(folder / tile_path(level, index, width), b"".join(rows[level][cells]))
        if level == 0:
            _write(folder / entries_path(index, width), encode_bundle(leaves[cells]))
    note = signer.sign(checkpoint(leaves, signer.origin), NOW)
    _write(folder / "checkpoint", note.encode())
    return note


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
