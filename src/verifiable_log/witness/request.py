"""The body of an `add-checkpoint` request (C2SP tlog-witness)."""

from dataclasses import dataclass
from typing import Self

from ..checkpoints import Checkpoint
from ..encoding import from_decimal, hash_from_base64, to_base64
from ..errors import FormatError
from ..notes import MAX_NOTE_BYTES, Note, parse_note

MAX_PROOF_HASHES = 63
MAX_BODY_BYTES = MAX_NOTE_BYTES + 4096
_OLD = "old "


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """ "From the `old_size` you cosigned to this signed checkpoint, here is the proof" (32-byte
    hashes of RFC 6962, 2.1.2)."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint_note: str

    def to_bytes(self) -> bytes:
        """The request body."""
        hashes = (to_base64(value) for value in self.proof)
        lines = [f"{_OLD}{self.old_size}", *hashes, "", self.checkpoint_note]
        return "\n".join(lines).encode()

    @classmethod
    def parse(cls, body: bytes) -> Self:
        """Inverse of `to_bytes`, strictly; FormatError otherwise. Nothing is verified."""
        if len(body) > MAX_BODY_BYTES:
            raise FormatError(f"A request over {MAX_BODY_BYTES} bytes is refused.")
        try:
            head, separator, note = body.decode().partition("\n\n")
        except UnicodeDecodeError:
            raise FormatError("The request is not UTF-8 text.") from None
        first, *lines = head.split("\n")
        if not separator or not first.startswith(_OLD) or len(lines) > MAX_PROOF_HASHES:
            raise FormatError(
                "The request is not one of add-checkpoint.",
                expected="'old <size>', up to 63 proof lines, an empty line, a checkpoint",
            )
        proof = tuple(hash_from_base64(line) for line in lines)
        request = cls(from_decimal(first.removeprefix(_OLD)), proof, note)
        Checkpoint.parse(request.note.text)
        return request

    @property
    def note(self) -> Note:
        return parse_note(self.checkpoint_note)

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint.parse(self.note.text)
