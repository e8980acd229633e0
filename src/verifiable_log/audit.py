"""Auditing a published log whole: signatures, every entry and tile, growth, and the numbers.

Nothing published is believed: root and tiles are computed again from the entries.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .checkpoints import Checkpoint
from .entries import EntryLeaf, RecordLeaf, parse_leaf
from .errors import FormatError, VerificationError
from .frontier import TILE_WIDTH, Frontier
from .hashing import EMPTY_ROOT, HASH_SIZE, leaf_hash
from .keys import Verifier
from .notes import Signed, parse_note, verified_signatures
from .paths import entries_path, tile_path
from .policy import NONE, Policy
from .sources import MissingError, Read
from .tiles import decode_bundle, tile_width, tiles_of


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit that found nothing wrong has checked.

    `books`: last number of each (book, year), all numbers from 1 to it are there; `since`: size
    of the earlier checkpoint the log was shown to continue, None where none was given.
    """

    checkpoint: Checkpoint
    signatures: tuple[Signed, ...]
    books: dict[tuple[str, int], int]
    records: int
    foreign: int
    since: int | None

    def as_json(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "verified": True,
            "origin": self.checkpoint.origin,
            "size": self.checkpoint.size,
            "root": self.checkpoint.root.hex(),
            "signed_by": [item.key.name for item in self.signatures],
            "books": [
                {"book": book, "year": year, "last_number": last}
                for (book, year), last in sorted(self.books.items())
            ],
            "records": self.records,
            "foreign_leaves": self.foreign,
            "since": self.since,
        }


def audit_log(
    read: Read,
    keys: Sequence[Verifier],
    *,
    policy: Policy | None = None,
    since: str | bytes | None = None,
) -> AuditReport:
    """Audit the log that `read` reads; `keys` must all have signed its checkpoint.

    `since` is a checkpoint note kept from before, signed by the same keys. Raises
    VerificationError or FormatError with what is wrong. Memory stays small: 32 bytes for each 256
    entries. Time is one pass over all entries.
    """
    if not keys:
        raise FormatError("No key of the log was given.", example="--key 'name+12345678+AQ…'")
    policy = policy or Policy()
    checkpoint, signatures = _open_checkpoint(read("checkpoint"), keys, policy)
    earlier = _open_checkpoint(since, keys, Policy())[0] if since is not None else None
    if earlier is not None and earlier.size > checkpoint.size:
        raise VerificationError(
            f"The log has {checkpoint.size} entries and had {earlier.size} before: it shrank."
        )
    scan = _Scan(earlier)
    for start, entries in _bundles(read, checkpoint.size):
        scan.add(start, entries, _read_tile(read, 0, start // TILE_WIDTH, checkpoint.size))
    scan.finish(checkpoint)
    _check_upper_tiles(read, checkpoint.size, scan.upper)
    return AuditReport(
        checkpoint=checkpoint,
        signatures=tuple(signatures),
        books=scan.books,
        records=scan.records,
        foreign=scan.foreign,
        since=earlier.size if earlier else None,
    )


@dataclass(slots=True)
class _Scan:
    """What is known after each bundle; `upper` holds the computed hashes of levels 1 and above."""

    earlier: Checkpoint | None
    frontier: Frontier = field(default_factory=Frontier.empty)
    upper: dict[int, list[bytes]] = field(default_factory=dict)
    books: dict[tuple[str, int], int] = field(default_factory=dict)
    records: int = 0
    foreign: int = 0

    def add(self, start: int, entries: list[bytes], tile: bytes) -> None:
        hashes = [leaf_hash(entry) for entry in entries]
        if b"".join(hashes) != tile:
            raise VerificationError(
                f"The level 0 tile from entry {start} on does not belong to its entries."
            )
        self._check_earlier(start, hashes)
        extension = self.frontier.extend(hashes)
        self.frontier = extension.frontier
        for found in extension.tile_hashes:
            self.upper.setdefault(found.level, []).append(found.hash)
        for index, entry in enumerate(entries, start):
            self._count(index, entry)

    def _check_earlier(self, start: int, hashes: list[bytes]) -> None:
        if self.earlier and start < self.earlier.size <= start + len(hashes):
            root = self.frontier.extend(hashes[: self.earlier.size - start]).root
            if root != self.earlier.root:
                raise VerificationError(
                    f"The log was rewritten: its first {self.earlier.size} entries are not those "
                    "of the earlier checkpoint."
                )

    def _count(self, index: int, entry: bytes) -> None:
        try:
            leaf = parse_leaf(entry)
        except FormatError as error:
            raise VerificationError(f"Entry {index} is spoiled: {error.cause}") from error
        if isinstance(leaf, EntryLeaf):
            book = (leaf.book, leaf.year)
            expected = self.books.get(book, 0) + 1
            if leaf.number != expected:
                raise VerificationError(
                    f"The numbers of book {leaf.book}, {leaf.year}, do not run on: "
                    f"{leaf.number} stands at entry {index} of the log.",
                    expected=f"number {expected}",
                )
            self.books[book] = leaf.number
        elif isinstance(leaf, RecordLeaf):
            self.records += 1
        else:
            self.foreign += 1

    def finish(self, checkpoint: Checkpoint) -> None:
        if self.earlier and self.earlier.size == 0 and self.earlier.root != EMPTY_ROOT:
            raise VerificationError("The root of the earlier, empty log is false.")
        if self.frontier.root() != checkpoint.root:
            raise VerificationError("The entries do not lead to the root that the log signed.")


def _open_checkpoint(
    note: str | bytes, keys: Sequence[Verifier], policy: Policy
) -> tuple[Checkpoint, list[Signed]]:
    parsed = parse_note(note)
    checkpoint = Checkpoint.parse(parsed.text)
    signed = verified_signatures(parsed, [*keys, *policy.witnesses.values()])
    found = {item.key for item in signed}
    for key in keys:
        if key not in found or key.name != checkpoint.origin:
            raise VerificationError(
                f"The checkpoint of {checkpoint.origin} lacks the {key.algorithm.label} signature "
                f"of {key.name} ({key.key_id.hex()})."
            )
    if policy.quorum != NONE and not policy.is_met_by(i.key for i in signed if i.timestamp):
        raise VerificationError(
            "Too few witnesses signed the checkpoint.", expected=policy.describe()
        )
    return checkpoint, signed


def _bundles(read: Read, size: int) -> Iterator[tuple[int, list[bytes]]]:
    for index in range(-(-size // TILE_WIDTH)):
        width = tile_width(0, index, size)
        data = _read_either(read, entries_path(index, width), entries_path(index))
        entries = decode_bundle(data)
        if len(entries) < width:
            raise VerificationError(
                f"Entry bundle {index} holds {len(entries)} entries.", expected=str(width)
            )
        yield index * TILE_WIDTH, entries[:width]


def _read_tile(read: Read, level: int, index: int, size: int) -> bytes:
    width = tile_width(level, index, size)
    data = _read_either(read, tile_path(level, index, width), tile_path(level, index))
    return data if len(data) != TILE_WIDTH * HASH_SIZE else data[: width * HASH_SIZE]


def _read_either(read: Read, partial: str, full: str) -> bytes:
    """The partial resource, or the full one that may have taken its place since."""
    try:
        return read(partial)
    except MissingError:
        if partial == full:
            raise
    try:
        return read(full)
    except MissingError:
        return read(partial)


def _check_upper_tiles(read: Read, size: int, upper: dict[int, list[bytes]]) -> None:
    for level, index, width in tiles_of(size):
        if level == 0:
            continue
        first = index * TILE_WIDTH
        expected = b"".join(upper[level][first : first + width])
        if _read_tile(read, level, index, size) != expected:
            raise VerificationError(
                f"Tile {tile_path(level, index, width)} does not belong to the entries."
            )
