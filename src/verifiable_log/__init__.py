"""An append-only, publicly verifiable log: RFC 6962 trees in the C2SP formats.

Usable alone: it knows nothing of the platform and needs only `cryptography`, loaded when a
signature is made or checked. Start at README.md; from the command line, `python -m verifiable_log`.
Witnesses have a door of their own, `verifiable_log.witness`.

Everywhere: hashes are 32 bytes, sizes and indexes count entries from 0, times are POSIX seconds,
and what goes wrong is a `FormatError` (not in its form) or a `VerificationError` (does not hold).
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .checkpoints import Checkpoint
from .entries import (
    EntryLeaf,
    RecordLeaf,
    entry_commitment,
    entry_leaf,
    leaf_from_extra,
    parse_leaf,
    receipt_extra,
    record_leaf,
)
from .errors import FormatError, LogError, VerificationError
from .frontier import Extension, Frontier, Tile, TileHash
from .hashing import EMPTY_ROOT, leaf_hash, node_hash
from .keys import Algorithm, Verifier
from .notes import (
    Note,
    NoteSignature,
    Signed,
    format_note,
    open_note,
    parse_note,
    verified_signatures,
    with_signatures,
)
from .paths import TilePath, entries_path, parse_path, tile_path
from .proofs import (
    HashReader,
    consistency_proof,
    inclusion_proof,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from .receipts import Receipt
from .tiles import TileHashReader, decode_bundle, encode_bundle, tile_width, tiles_of

if TYPE_CHECKING:
    from .audit import AuditReport, audit_log
    from .policy import Policy
    from .signers import CheckpointSigner, Cosigner, Ed25519Cosigner, MLDSA44Cosigner, Signer
    from .sources import open_source
    from .verification import VerifiedReceipt, verify_receipt

#: Names whose module is loaded on first use: what signs, and what verifies as a whole.
_LAZY = {
    ".audit": ("AuditReport", "audit_log"),
    ".policy": ("Policy",),
    ".signers": (
        "CheckpointSigner",
        "Cosigner",
        "Ed25519Cosigner",
        "MLDSA44Cosigner",
        "Signer",
    ),
    ".sources": ("open_source",),
    ".verification": ("VerifiedReceipt", "verify_receipt"),
}
_MODULES = {name: module for module, names in _LAZY.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name], __name__), name)


__all__ = [
    "EMPTY_ROOT",
    "Algorithm",
    "AuditReport",
    "Checkpoint",
    "CheckpointSigner",
    "Cosigner",
    "Ed25519Cosigner",
    "EntryLeaf",
    "Extension",
    "FormatError",
    "Frontier",
    "HashReader",
    "LogError",
    "MLDSA44Cosigner",
    "Note",
    "NoteSignature",
    "Policy",
    "Receipt",
    "RecordLeaf",
    "Signed",
    "Signer",
    "Tile",
    "TileHash",
    "TileHashReader",
    "TilePath",
    "VerificationError",
    "VerifiedReceipt",
    "Verifier",
    "audit_log",
    "consistency_proof",
    "decode_bundle",
    "encode_bundle",
    "entries_path",
    "entry_commitment",
    "entry_leaf",
    "format_note",
    "inclusion_proof",
    "leaf_from_extra",
    "leaf_hash",
    "node_hash",
    "open_note",
    "open_source",
    "parse_leaf",
    "parse_note",
    "parse_path",
    "receipt_extra",
    "record_leaf",
    "tile_path",
    "tile_width",
    "tiles_of",
    "tree_root",
    "verified_signatures",
    "verify_consistency",
    "verify_inclusion",
    "verify_receipt",
    "with_signatures",
]
