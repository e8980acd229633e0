"""What is handed to the register, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.plaintext import stored_text

SALT_BYTES = 32
DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry before it has a number. Digests are 32 bytes; moments are aware.

    `presented_at`: when the person handed it in, wherever that was; `received_at`: last byte of
    the complete request here. `legal_date`: the day the law counts, if it is not that of
    `received_at` in the office's zone. `sealed_salt` is `salt` under the person's data key with
    `id.bytes` as associated data. `idempotency_scope` is the account, token or draft that the key
    belongs to; `request_digest` covers everything that was asked. Raises `UnstorableText`.
    """

    id: UUID = field(default_factory=uuid7)
    office_id: UUID
    book: str = "E"
    unit_id: UUID
    subject_id: UUID
    subject: str
    channel: str
    presented_at: datetime
    received_at: datetime
    procedure_digest: bytes
    answers_digest: bytes
    document_digests: tuple[bytes, ...] = ()
    representative_id: UUID | None = None
    origin_register: str = ""
    origin_number: str = ""
    physical_items: str = ""
    legal_date: date | None = None
    salt: bytes = field(repr=False)
    sealed_salt: bytes = field(repr=False)
    data_key_id: UUID
    idempotency_scope: str
    idempotency_key: str = field(repr=False)
    request_digest: bytes

    def __post_init__(self) -> None:
        for name, limit in _TEXTS.items():
            text = stored_text(getattr(self, name), max_length=limit)
            object.__setattr__(self, name, text)
        digests = (self.procedure_digest, self.answers_digest, self.request_digest)
        if any(len(d) != DIGEST_BYTES for d in (*digests, *self.document_digests)):
            raise ValueError("a digest has 32 bytes")
        if len(self.salt) != SALT_BYTES:
            raise ValueError("a salt has 32 bytes")
        if self.presented_at.tzinfo is None or self.received_at.tzinfo is None:
            raise ValueError("moments are aware")


_TEXTS = {
    "book": 8,
    "subject": 300,
    "channel": 20,
    "origin_register": 200,
    "origin_number": 80,
    "physical_items": 500,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """An entry in its book. `receipt` is the `.tlog-proof` text, None inside a transaction.

    `replayed`: the key had been used before, and this is the same first answer.
    """

    entry_id: UUID
    book: str
    year: int
    number: int
    registered_at: datetime
    presented_at: datetime
    received_at: datetime
    position: int
    replayed: bool = False
    receipt: str | None = field(default=None, repr=False)

    @property
    def label(self) -> str:
        """The number as people read it: `2026/E/000123`."""
        return label(book=self.book, year=self.year, number=self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A public record in the log."""

    record_id: UUID
    position: int
    recorded_at: datetime


def label(*, book: str, year: int, number: int) -> str:
    """`2026/E/000123`."""
    return f"{year}/{book}/{number:06d}"


def read_label(text: str) -> tuple[str, int, int] | None:
    """(book, year, number) of a number as a person typed it, or None."""
    parts = text.strip().upper().replace("-", "/").replace(" ", "").split("/")
    if len(parts) != 3 or not (parts[0].isascii() and parts[2].isascii()):
        return None
    if not (parts[0].isdigit() and parts[2].isdigit() and len(parts[2]) <= 9):
        return None
    return parts[1], int(parts[0]), int(parts[2])
