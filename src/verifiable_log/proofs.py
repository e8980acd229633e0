"""Inclusion and consistency proofs of RFC 6962, sections 2.1.1 and 2.1.2: made and checked."""

from collections.abc import Sequence
from typing import Protocol

from .errors import FormatError, VerificationError
from .hashing import EMPTY_ROOT, HASH_SIZE, node_hash


class HashReader(Protocol):
    """Gives the hash of a complete subtree of the log."""

    def node(self, height: int, index: int) -> bytes:
        """Root (32 bytes) over the leaves `index·2^height` up to `(index + 1)·2^height`."""


def tree_root(size: int, hashes: HashReader) -> bytes:
    """Merkle tree hash of the first `size` leaves, 32 bytes."""
    return _subtree(0, size, hashes) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, hashes: HashReader) -> list[bytes]:
    """Audit path of leaf `index` (from 0) in the tree of `size` leaves, sibling first."""
    if not 0 <= index < size:
        raise FormatError(f"A tree of {size} leaves has no leaf {index}.", expected="index < size")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_subtree(middle, end, hashes))
            end = middle
        else:
            proof.append(_subtree(start, middle, hashes))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, hashes: HashReader) -> list[bytes]:
    """Proof that the tree of `old` leaves is the beginning of the tree of `new` leaves.

    Empty where the sizes are equal or `old` is 0: there is nothing to prove.
    """
    if not 0 <= old <= new:
        raise FormatError(f"No tree of {new} leaves contains one of {old}.", expected="old ≤ new")
    if old in (0, new):
        return []
    proof: list[bytes] = []
    start, end = 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_subtree(middle, end, hashes))
            end = middle
        else:
            proof.append(_subtree(start, middle, hashes))
            start = middle
    if start:
        proof.append(_subtree(start, end, hashes))
    return proof[::-1]


def verify_inclusion(
    index: int, size: int, leaf_hash: bytes, root: bytes, proof: Sequence[bytes]
) -> None:
    """Return if the leaf is number `index` of the tree with this size and root, else raise.

    VerificationError where it is not; the climb is that of RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        raise VerificationError(f"A tree of {size} entries has no entry {index}.")
    _check_hashes([leaf_hash, root, *proof])
    node, last, value = index, size - 1, leaf_hash
    for sibling in proof:
        if last == 0:
            raise VerificationError("The inclusion proof is too long.")
        if node & 1 or node == last:
            value = node_hash(sibling, value)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise VerificationError("The inclusion proof is too short.")
    if value != root:
        raise VerificationError("The entry is not in the log: the proof leads to another root.")


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Return if the old tree is the beginning of the new one, else raise VerificationError.

    The climb is that of RFC 9162, section 2.1.4.2.
    """
    if not 0 <= old <= new:
        raise VerificationError(f"A log of {new} entries cannot follow one of {old}: it shrank.")
    _check_hashes([old_root, new_root, *proof])
    if old in (0, new):
        _verify_without_proof(old, new, old_root, new_root, proof)
        return
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        raise VerificationError("The consistency proof is too short.")
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise VerificationError("The consistency proof is too long.")
        if node & 1 or node == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise VerificationError("The consistency proof is too short.")
    if before != old_root or after != new_root:
        raise VerificationError("The log was rewritten: the later tree does not begin as the old.")


def _verify_without_proof(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    if proof:
        raise VerificationError("The consistency proof should be empty for these sizes.")
    if old == new and old_root != new_root:
        raise VerificationError(f"Two different logs of the same size ({new}) have been signed.")
    if (old == 0 and old_root != EMPTY_ROOT) or (new == 0 and new_root != EMPTY_ROOT):
        raise VerificationError("The root of an empty log is not the hash of nothing.")


def _check_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(value) != HASH_SIZE for value in hashes):
        raise VerificationError("A hash does not have 32 bytes.")


def _split(count: int) -> int:
    """Largest power of two smaller than `count` (> 1)."""
    return 1 << (count - 1).bit_length() - 1


def _subtree(start: int, end: int, hashes: HashReader) -> bytes:
    """Hash over the leaves start..end, where `start` begins a subtree of the whole tree."""
    count = end - start
    if count & (count - 1) == 0:
        height = count.bit_length() - 1
        return hashes.node(height, start >> height)
    middle = start + _split(count)
    return node_hash(_subtree(start, middle, hashes), _subtree(middle, end, hashes))
