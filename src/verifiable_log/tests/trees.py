"""The tree of RFC 6962 written as its definition reads: the measure for the fast code."""

from collections.abc import Sequence

from verifiable_log import EMPTY_ROOT, leaf_hash, node_hash


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(b"entry %d" % number) for number in range(count)]


def naive_root(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(naive_root(hashes[:split]), naive_root(hashes[split:]))


class NaiveHashes:
    """A HashReader over leaf hashes held in memory."""

    def __init__(self, hashes: Sequence[bytes]) -> None:
        self._hashes = hashes

    def node(self, height: int, index: int) -> bytes:
        row = self._hashes[index << height : (index + 1) << height]
        assert len(row) == 1 << height
        return naive_root(row)
