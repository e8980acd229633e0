"""The right edge of a growing tree: all that an append needs to know of what is already there.

A frontier holds one hash per one-bit of the size, so it takes at most 2 KB for any tree; a batch
is appended, and every inclusion proof of its leaves made, without reading anything else.

What a store must keep to serve the whole log (C2SP tlog-tiles):

- the frontier, replaced in the transaction that inserts the batch;
- each entry's bytes in order: level 0 tiles and entry bundles are cut from them;
- each hash of `Extension.tile_hashes` (one per 256 entries, one more per 65,536…), under its
  (level, index). The tile `index` of `level`, `width` wide, is the hashes `256·index` up to
  `256·index + width` of that level one after the other, whole or partial; a full tile may be
  stored as one blob once `Extension.complete_tiles` gives it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from struct import pack, unpack_from

from .errors import FormatError
from .hashing import EMPTY_ROOT, HASH_SIZE, fold_right, node_hash

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
MAX_SIZE = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class TileHash:
    """One hash of a tile: `level` counts tiles (height 8), `index` counts hashes in the level."""

    level: int
    index: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Tile:
    """A full tile: 256 hashes, 8,192 bytes."""

    level: int
    index: int
    data: bytes


#: `(level, start, stop) -> bytes`: the stored hashes of a tile level, 32 bytes each.
EarlierHashes = Callable[[int, int, int], bytes]


@dataclass(frozen=True, slots=True)
class Frontier:
    """Roots of the perfect subtrees of a tree of `size` leaves, largest (leftmost) first."""

    size: int
    hashes: tuple[bytes, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.size <= MAX_SIZE:
            raise FormatError(f"A tree cannot have {self.size} leaves.", expected="0 to 2^63 - 1")
        if len(self.hashes) != self.size.bit_count():
            raise FormatError(
                f"A frontier of {len(self.hashes)} hashes does not fit {self.size} leaves.",
                expected=f"{self.size.bit_count()} hashes of 32 bytes",
            )
        if any(len(value) != HASH_SIZE for value in self.hashes):
            raise FormatError("A hash of the frontier does not have 32 bytes.")

    @classmethod
    def empty(cls) -> "Frontier":
        return cls(0, ())

    def root(self) -> bytes:
        """Merkle tree hash of the whole tree, 32 bytes."""
        return fold_right(self.hashes) if self.hashes else EMPTY_ROOT

    def to_bytes(self) -> bytes:
        """Size as 8 bytes, big end first, then the hashes."""
        return pack(">Q", self.size) + b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Frontier":
        """Inverse of `to_bytes`; FormatError where length and size disagree."""
        if len(data) < 8 or len(data) % HASH_SIZE != 8:
            raise FormatError(
                f"A stored frontier cannot have {len(data)} bytes.", expected="8 + 32·n bytes"
            )
        (size,) = unpack_from(">Q", data)
        return cls(size, tuple(data[i : i + HASH_SIZE] for i in range(8, len(data), HASH_SIZE)))

    def extend(self, leaf_hashes: Sequence[bytes]) -> "Extension":
        """The tree with `leaf_hashes` (32 bytes each) appended; this frontier is not changed."""
        if any(len(value) != HASH_SIZE for value in leaf_hashes):
            raise FormatError(
                "A leaf hash does not have 32 bytes.", expected="the output of leaf_hash(data)"
            )
        return Extension(self, leaf_hashes)


@dataclass(frozen=True)
class Extension:
    """A batch appended to a frontier: the new frontier and root, and a proof for each new leaf.

    It knows the nodes from the old right edge onwards: `_rows[h]` holds the complete nodes of
    height h from number `(before.size >> h) & ~1` on, and `_edge[h]` the last node of height h,
    complete or not (empty for an empty batch, which has nothing to prove).
    """

    before: Frontier
    leaf_hashes: Sequence[bytes]
    frontier: Frontier = field(init=False)
    root: bytes = field(init=False)
    _rows: list[list[bytes]] = field(init=False, repr=False)
    _edge: list[bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        size = self.before.size + len(self.leaf_hashes)
        rows = self._grow(size)
        hashes = tuple(
            row[((size >> height) - 1) - self._base(height)]
            for height, row in reversed(list(enumerate(rows)))
            if size >> height & 1
        )
        frontier = Frontier(size, hashes)
        edge = self._right_edge(rows, size) if self.leaf_hashes else []
        for name, value in (("_rows", rows), ("_edge", edge), ("frontier", frontier)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "root", edge[-1] if edge else self.before.root())

    def _base(self, height: int) -> int:
        return self.before.size >> height & ~1

    def _grow(self, size: int) -> list[list[bytes]]:
        """Complete nodes of each height, from the old right edge to the new one."""
        old = list(self.before.hashes)
        rows = []
        new = list(self.leaf_hashes)
        for height in range(size.bit_length()):
            row = [old.pop(), *new] if self.before.size >> height & 1 else new
            rows.append(row)
            new = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        return rows

    def _right_edge(self, rows: list[list[bytes]], size: int) -> list[bytes]:
        """Last node of each height; where it is incomplete and lone, its child is carried up."""
        edge = [rows[0][-1]]
        for height in range((size - 1).bit_length()):
            last = (size - 1) >> height
            if last & 1:
                edge.append(node_hash(rows[height][last - 1 - self._base(height)], edge[-1]))
            else:
                edge.append(edge[-1])
        return edge

    def inclusion(self, i: int) -> list[bytes]:
        """Inclusion proof (RFC 6962, 2.1.1) of the i-th leaf of the batch in the new tree.

        Hashes of 32 bytes from the leaf's sibling upwards; IndexError outside the batch.
        """
        if not 0 <= i < len(self.leaf_hashes):
            raise IndexError(f"leaf {i} of a batch of {len(self.leaf_hashes)}")
        node = self.before.size + i
        last = self.frontier.size - 1
        base = self.before.size
        proof = []
        for row, edge in zip(self._rows, self._edge, strict=False):
            if node & 1:
                proof.append(row[node - 1 - (base & ~1)])
            elif node < last:
                proof.append(edge if node + 1 == last else row[node + 1 - (base & ~1)])
            node >>= 1
            last >>= 1
            base >>= 1
        return proof

    @cached_property
    def tile_hashes(self) -> tuple[TileHash, ...]:
        """Hashes of tile levels 1 and above that this batch completed; the store must keep them."""
        return tuple(self._new_hashes(range(1, len(self._rows) // TILE_HEIGHT + 1)))

    def _new_hashes(self, levels: range) -> Iterator[TileHash]:
        for level in levels:
            height = level * TILE_HEIGHT
            if height >= len(self._rows):
                return
            first = self.before.size >> height
            row = self._rows[height][first - self._base(height) :]
            yield from (TileHash(level, first + i, value) for i, value in enumerate(row))

    def complete_tiles(self, earlier: EarlierHashes) -> list[Tile]:
        """Full tiles of every level that this batch completed, level 0 included.

        `earlier` is asked for the hashes of the level's unfinished tile that were there before.
        """
        tiles = []
        for level in range(len(self._rows) // TILE_HEIGHT + 1):
            old, new = (s >> TILE_HEIGHT * level for s in (self.before.size, self.frontier.size))
            first, end = old >> TILE_HEIGHT, new >> TILE_HEIGHT
            if first == end:
                break
            start = first << TILE_HEIGHT
            hashes = earlier(level, start, old) if start < old else b""
            hashes += b"".join(h.hash for h in self._new_hashes(range(level, level + 1)))
            tiles += [Tile(level, n, _cut(hashes, n - first)) for n in range(first, end)]
        return tiles


def _cut(hashes: bytes, number: int) -> bytes:
    width = TILE_WIDTH * HASH_SIZE
    return hashes[number * width : (number + 1) * width]
