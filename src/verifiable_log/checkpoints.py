"""The text of a checkpoint (C2SP tlog-checkpoint): which log, how many entries, which root."""

from dataclasses import dataclass
from typing import Self

from .encoding import from_decimal, hash_from_base64, to_base64
from .errors import FormatError
from .frontier import MAX_SIZE
from .hashing import HASH_SIZE


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree head: `origin` names the log, `size` counts entries, `root` has 32 bytes.

    Extension lines are kept when read; this library writes none, as the ML-DSA-44 cosignature
    does not cover them.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size <= MAX_SIZE:
            raise FormatError(f"A log cannot have {self.size} entries.", expected="0 to 2^63 - 1")
        if len(self.root) != HASH_SIZE:
            raise FormatError("The root of a checkpoint does not have 32 bytes.")
        lines = (self.origin, *self.extensions)
        if not all(lines) or any(char < " " for line in lines for char in line):
            raise FormatError(
                "A line of the checkpoint is empty or holds control characters.",
                expected="an origin that reads like an address",
                example="sede.example.org/log",
            )

    def text(self) -> str:
        """The note text to sign, ending in a newline."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "\n".join(lines) + "\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Inverse of `text`: the signed text only, not the note; FormatError otherwise."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop():
            raise FormatError(
                "A checkpoint has at least three lines, each ended by a newline.",
                expected="origin, number of entries, root in base64",
            )
        origin, size, root, *extensions = lines
        return cls(origin, from_decimal(size), hash_from_base64(root), tuple(extensions))
