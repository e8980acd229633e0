"""Receipts as `.tlog-proof` texts (C2SP tlog-proof): all it takes to verify an entry offline."""

from dataclasses import dataclass
from typing import Self

from .checkpoints import Checkpoint
from .encoding import from_base64, from_decimal, hash_from_base64, to_base64
from .errors import FormatError
from .notes import MAX_NOTE_BYTES, Note, parse_note
from .proofs import verify_inclusion

_HEADER = "c2sp.org/tlog-proof@v1"
_EXTRA = "extra "
_INDEX = "index "
MAX_PROOF_HASHES = 63


@dataclass(frozen=True, slots=True)
class Receipt:
    """Entry number `index` (from 0) of the log, its inclusion proof (32-byte hashes, sibling
    first), the signed checkpoint as published, and bytes of the application (None: no line).

    `extra` is signed by nobody: it is worth only what the leaf recomputed from it proves.
    """

    index: int
    proof: tuple[bytes, ...]
    checkpoint_note: str
    extra: bytes | None = None

    def to_text(self) -> str:
        """The `.tlog-proof` text."""
        extra = [] if self.extra is None else [_EXTRA + to_base64(self.extra)]
        hashes = (to_base64(value) for value in self.proof)
        lines = [_HEADER, *extra, f"{_INDEX}{self.index}", *hashes, "", self.checkpoint_note]
        return "\n".join(lines)

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """Inverse of `to_text`, strictly; nothing is verified. FormatError otherwise."""
        head, separator, note = _decoded(text).partition("\n\n")
        lines = head.split("\n")
        if lines.pop(0) != _HEADER or not separator:
            raise _bad_receipt("it does not begin like one, or has no checkpoint")
        extra = None
        if lines and lines[0].startswith(_EXTRA):
            extra = from_base64(lines.pop(0).removeprefix(_EXTRA))
        if not lines or not lines[0].startswith(_INDEX):
            raise _bad_receipt("the line with the index is missing")
        index = from_decimal(lines.pop(0).removeprefix(_INDEX))
        if len(lines) > MAX_PROOF_HASHES:
            raise _bad_receipt("its inclusion proof is too long")
        proof = tuple(hash_from_base64(line) for line in lines)
        Checkpoint.parse(parse_note(note).text)
        return cls(index, proof, note, extra)

    @property
    def note(self) -> Note:
        """The checkpoint note, split; no signature verified."""
        return parse_note(self.checkpoint_note)

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note says; as good as the signatures somebody verifies on it."""
        return Checkpoint.parse(self.note.text)

    def verify_inclusion(self, leaf_hash: bytes) -> None:
        """VerificationError unless the leaf is entry `index` under the checkpoint's root."""
        head = self.checkpoint
        verify_inclusion(self.index, head.size, leaf_hash, head.root, self.proof)


def _decoded(text: str | bytes) -> str:
    try:
        decoded = text if isinstance(text, str) else text.decode()
    except UnicodeError:
        raise _bad_receipt("it is not UTF-8 text") from None
    if len(decoded) > 2 * MAX_NOTE_BYTES:
        raise _bad_receipt("it is too long")
    return decoded


def _bad_receipt(reason: str) -> FormatError:
    return FormatError(
        f"This is not a receipt: {reason}.",
        expected="the unchanged .tlog-proof file, whose first line is " + _HEADER,
    )
