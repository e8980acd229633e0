"""What Ventanilla writes into a log: frozen leaf formats, version 1.

`ventanilla-entry/v1` is a registered entry. Its leaf says book, year, number, legal day and a
commitment, and no more: the log is public and holds no personal data. What the commitment hides
travels in the receipt's `extra`, with the salt, so whoever holds the receipt recomputes the leaf.

    ventanilla-entry/v1␊ book␊ year␊ number␊ YYYY-MM-DD␊ base64(commitment)␊      (no spaces)
    commitment = SHA-256("ventanilla-entry-commitment/v1" ‖ 0x00 ‖ salt[32] ‖ JCS(entry))

`ventanilla-record/v1` commits something public by its digest: a procedure version, a calendar,
a day's indicators, a key.

    ventanilla-record/v1␊ kind␊ id␊ hex(SHA-256)␊                                  (no spaces)

These bytes never change (tests/test_entries.py holds the vectors); another form is another version.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from .canonical_json import canonical_json, parse_canonical_json
from .encoding import from_base64, from_decimal, hash_from_base64, to_base64
from .errors import FormatError

ENTRY_V1 = "ventanilla-entry/v1"
RECORD_V1 = "ventanilla-record/v1"
SALT_BYTES = 32
_COMMITMENT_TAG = b"ventanilla-entry-commitment/v1\x00"

#: What an entry says of itself; a name or an identifier has no place in it.
ENTRY_FIELDS = frozenset(
    {
        "office",
        "book",
        "year",
        "number",
        "legal_date",
        "registered_at",
        "presented_at",
        "received_at",
        "procedure_digest",
        "answers_digest",
        "document_digests",
        "channel",
    }
)
_WORD = re.compile(r"[^\x00-\x20\x7f]{1,128}")
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class EntryLeaf:
    """A registered entry as the public log shows it; `commitment` has 32 bytes."""

    book: str
    year: int
    number: int
    legal_date: str
    commitment: bytes

    def __post_init__(self) -> None:
        _check_word("book", self.book)
        if not (1 <= self.year <= 9999 and self.number >= 1 and len(self.commitment) == 32):
            raise FormatError("The year or number of an entry, or its commitment, is out of range.")
        _check_day(self.legal_date)

    def to_bytes(self) -> bytes:
        """The leaf of the log."""
        lines = (ENTRY_V1, self.book, self.year, self.number, self.legal_date)
        return ("\n".join(map(str, lines)) + f"\n{to_base64(self.commitment)}\n").encode()


@dataclass(frozen=True, slots=True)
class RecordLeaf:
    """Something public, committed by its SHA-256 in lowercase hexadecimal."""

    kind: str
    id: str
    digest: str

    def __post_init__(self) -> None:
        _check_word("kind", self.kind)
        _check_word("id", self.id)
        if not _DIGEST.fullmatch(self.digest):
            raise FormatError("A digest has 64 lowercase hexadecimal digits.")

    def to_bytes(self) -> bytes:
        """The leaf of the log."""
        return f"{RECORD_V1}\n{self.kind}\n{self.id}\n{self.digest}\n".encode()


def entry_commitment(entry: Mapping[str, object], salt: bytes) -> bytes:
    """32 bytes that bind the entry without showing it. `salt`: 32 secret random bytes."""
    if len(salt) != SALT_BYTES:
        raise FormatError(f"The salt of an entry has 32 bytes, this one {len(salt)}.")
    return sha256(_COMMITMENT_TAG + salt + canonical_json(dict(entry))).digest()


def entry_leaf(entry: Mapping[str, Any], salt: bytes) -> bytes:
    """Leaf bytes of an entry, a JSON object with exactly the keys `ENTRY_FIELDS`.

    `book` text; `year`, `number` whole numbers; `legal_date` "YYYY-MM-DD"; the rest any JSON
    without fractions. FormatError says what is missing, unknown or of another type.
    """
    if entry.keys() != ENTRY_FIELDS:
        wrong = ", ".join(sorted(entry.keys() ^ ENTRY_FIELDS))
        raise FormatError(
            f"The entry lacks these fields or does not take them: {wrong}.",
            expected=", ".join(sorted(ENTRY_FIELDS)),
        )
    for key, kind in (("book", str), ("year", int), ("number", int), ("legal_date", str)):
        if type(entry[key]) is not kind:
            raise FormatError(f"The field {key} of an entry is not a {kind.__name__}.")
    leaf = EntryLeaf(
        book=entry["book"],
        year=entry["year"],
        number=entry["number"],
        legal_date=entry["legal_date"],
        commitment=entry_commitment(entry, salt),
    )
    return leaf.to_bytes()


def record_leaf(kind: str, id: str, digest: str) -> bytes:
    """Leaf bytes of a public record; kind and id without spaces, digest in hexadecimal."""
    return RecordLeaf(kind, id, digest).to_bytes()


def receipt_extra(entry: Mapping[str, object], salt: bytes) -> bytes:
    """The `extra` of an entry's receipt: canonical JSON of {"v", "salt", "entry"}."""
    return canonical_json({"v": ENTRY_V1, "salt": to_base64(salt), "entry": dict(entry)})


def parse_extra(extra: bytes) -> tuple[dict[str, Any], bytes]:
    """(entry, salt) of a receipt's `extra`; FormatError if it is not one of Ventanilla's."""
    value = parse_canonical_json(extra)
    if not isinstance(value, dict) or value.keys() != {"v", "salt", "entry"}:
        raise FormatError("The extra data of the receipt is not an entry of Ventanilla.")
    if value["v"] != ENTRY_V1 or not isinstance(value["salt"], str):
        raise FormatError("The receipt is of an unknown version.", expected=ENTRY_V1)
    if not isinstance(value["entry"], dict):
        raise FormatError("The entry in the receipt is not a JSON object.")
    return value["entry"], from_base64(value["salt"])


def leaf_from_extra(extra: bytes) -> bytes:
    """The leaf recomputed from a receipt's `extra`, to be found in the log."""
    return entry_leaf(*parse_extra(extra))


def parse_leaf(data: bytes) -> EntryLeaf | RecordLeaf | None:
    """What a leaf says; None for leaves of other formats; FormatError for spoiled ones."""
    try:
        version, *fields = data.decode().split("\n")
    except UnicodeDecodeError:
        return None
    leaf: EntryLeaf | RecordLeaf
    if version == ENTRY_V1 and len(fields) == 6:
        book, year, number, day, commitment, _ = fields
        leaf = EntryLeaf(
            book, from_decimal(year), from_decimal(number), day, hash_from_base64(commitment)
        )
    elif version == RECORD_V1 and len(fields) == 4:
        leaf = RecordLeaf(*fields[:3])
    elif version in (ENTRY_V1, RECORD_V1):
        raise FormatError(f"A leaf of format {version} is cut short or too long.")
    else:
        return None
    if leaf.to_bytes() != data:
        raise FormatError(f"A leaf of format {version} is not written as its format has it.")
    return leaf


def _check_word(what: str, word: str) -> None:
    if not _WORD.fullmatch(word):
        raise FormatError(
            f"{word[:60]!r} cannot be the {what} of a leaf.", expected="1 to 128 signs, no spaces"
        )


def _check_day(day: str) -> None:
    try:
        valid = date.fromisoformat(day).isoformat() == day
    except ValueError:
        valid = False
    if not valid:
        raise FormatError(
            f"{day[:20]!r} is not a day.", expected="YYYY-MM-DD", example="2026-11-23"
        )
