"""Tiles and entry bundles of C2SP tlog-tiles: widths, cutting, and reading proofs from them."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from .errors import FormatError, VerificationError
from .frontier import TILE_HEIGHT, TILE_WIDTH
from .hashing import HASH_SIZE, perfect_root

#: `(level, index, width) -> bytes`, `width`·32 bytes long; what a store or a server answers.
ReadTile = Callable[[int, int, int], bytes]

#: An entry's length is written as uint16 in its bundle.
MAX_ENTRY_BYTES = 0xFFFF


def tile_width(level: int, index: int, size: int) -> int:
    """How many hashes the tile has in a log of `size` entries: 0 (no such tile) to 256."""
    return max(0, min(TILE_WIDTH, (size >> level * TILE_HEIGHT) - index * TILE_WIDTH))


def tiles_of(size: int) -> list[tuple[int, int, int]]:
    """Every (level, index, width) that a log of `size` entries has, partial ones included."""
    found = []
    level = 0
    while count := size >> level * TILE_HEIGHT:
        indexes = range(-(-count // TILE_WIDTH))
        found += [(level, index, tile_width(level, index, size)) for index in indexes]
        level += 1
    return found


class TileHashReader:
    """A HashReader over the tiles of a log of `size` entries.

    Tiles are checked for length only: what is read is as good as the root it is checked against.
    """

    def __init__(self, size: int, read_tile: ReadTile, *, cached_tiles: int = 64) -> None:
        self._size = size
        self._read_tile = read_tile
        self._tile = lru_cache(cached_tiles)(self._load)

    def _load(self, level: int, index: int) -> bytes:
        width = tile_width(level, index, self._size)
        data = self._read_tile(level, index, width)
        if len(data) != width * HASH_SIZE:
            raise VerificationError(
                f"Tile {index} of level {level} has {len(data)} bytes.",
                expected=f"{width * HASH_SIZE} bytes, {width} hashes",
            )
        return data

    def node(self, height: int, index: int) -> bytes:
        """Root of a complete subtree, as HashReader wants it; VerificationError if outside."""
        if (index + 1) << height > self._size:
            raise VerificationError(f"The log of {self._size} entries has no such subtree yet.")
        level, rest = divmod(height, TILE_HEIGHT)
        tile, first = divmod(index << rest, TILE_WIDTH)
        data = self._tile(level, tile)
        cells = range(first, first + (1 << rest))
        return perfect_root([data[i * HASH_SIZE : (i + 1) * HASH_SIZE] for i in cells])


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Entry bundle: each entry preceded by its length as uint16, big end first."""
    parts = []
    for entry in entries:
        if len(entry) > MAX_ENTRY_BYTES:
            raise FormatError(
                f"An entry of {len(entry)} bytes does not fit a bundle.",
                expected=f"at most {MAX_ENTRY_BYTES} bytes",
            )
        parts += [len(entry).to_bytes(2, "big"), entry]
    return b"".join(parts)


def decode_bundle(data: bytes) -> list[bytes]:
    """Entries of a bundle; FormatError where it is cut short or holds more than 256."""
    entries = []
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 2], "big")
        end = at + 2 + length
        if end > len(data) or at + 2 > len(data):
            raise FormatError("An entry bundle is cut short.", expected="uint16 length + entry")
        entries.append(data[at + 2 : end])
        at = end
    if len(entries) > TILE_WIDTH:
        raise FormatError(f"An entry bundle holds {len(entries)} entries.", expected="at most 256")
    return entries
