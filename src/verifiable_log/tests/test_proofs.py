"""Proofs hold for what they prove and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifiable_log import (
    FormatError,
    TileHashReader,
    VerificationError,
    consistency_proof,
    inclusion_proof,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from verifiable_log.tests.trees import NaiveHashes, leaves, naive_root

LEAVES = leaves(300)
HASHES = NaiveHashes(LEAVES)

inclusion_cases = st.integers(1, 300).flatmap(
    lambda size: st.tuples(st.integers(0, size - 1), st.just(size))
)
consistency_cases = st.integers(0, 300).flatmap(
    lambda new: st.tuples(st.integers(0, new), st.just(new))
)


def _flip(value: bytes, bit: int) -> bytes:
    bit %= len(value) * 8
    return (int.from_bytes(value, "big") ^ 1 << bit).to_bytes(len(value), "big")


def test_the_example_of_rfc_6962_section_2_1_3() -> None:
    d = LEAVES[:7]
    hash_ = NaiveHashes(d).node
    g, h, i, j = (hash_(1, 0), hash_(1, 1), hash_(1, 2), d[6])
    k = hash_(2, 0)
    ell = naive_root(d[4:])
    reader = NaiveHashes(d)
    assert inclusion_proof(0, 7, reader) == [d[1], h, ell]
    assert inclusion_proof(3, 7, reader) == [d[2], g, ell]
    assert inclusion_proof(4, 7, reader) == [d[5], j, k]
    assert inclusion_proof(6, 7, reader) == [i, k]
    assert consistency_proof(3, 7, reader) == [d[2], d[3], g, ell]
    assert consistency_proof(4, 7, reader) == [ell]
    assert consistency_proof(6, 7, reader) == [i, j, k]


@given(inclusion_cases, st.integers(0))
def test_inclusion_holds_and_every_alteration_fails(case: tuple[int, int], bit: int) -> None:
    index, size = case
    leaf, root = LEAVES[index], tree_root(size, HASHES)
    assert root == naive_root(LEAVES[:size])
    proof = inclusion_proof(index, size, HASHES)
    verify_inclusion(index, size, leaf, root, proof)
    altered = [
        (index, size, _flip(leaf, bit), root, proof),
        (index, size, leaf, _flip(root, bit), proof),
        (index, size, leaf, root, [*proof, root]),
        (index + 1, size, leaf, root, proof),
        (index - 1, size, leaf, root, proof),
        (size, size, leaf, root, proof),
        (index, 2 * size, leaf, root, proof),
        (index, size, leaf[1:], root, proof),
    ]
    for at in range(len(proof)):
        changed = [*proof[:at], _flip(proof[at], bit), *proof[at + 1 :]]
        altered += [(index, size, leaf, root, changed)]
        altered += [(index, size, leaf, root, proof[:at])]
    for arguments in altered:
        with pytest.raises(VerificationError):
            verify_inclusion(*arguments)


@given(consistency_cases, st.integers(0))
def test_consistency_holds_and_every_alteration_fails(case: tuple[int, int], bit: int) -> None:
    old, new = case
    before, after = naive_root(LEAVES[:old]), naive_root(LEAVES[:new])
    proof = consistency_proof(old, new, HASHES)
    verify_consistency(old, new, before, after, proof)
    altered = [
        (old, new, _flip(before, bit), after, proof),
        (old, new, before, after, [*proof, after]),
        (new + 1, new, before, after, proof),
        (old, new, before[1:], after, proof),
    ]
    if old:
        altered += [(old, new, before, _flip(after, bit), proof)]
    for at in range(len(proof)):
        changed = [*proof[:at], _flip(proof[at], bit), *proof[at + 1 :]]
        altered += [(old, new, before, after, changed), (old, new, before, after, proof[:at])]
    for arguments in altered:
        with pytest.raises(VerificationError):
            verify_consistency(*arguments)


@given(consistency_cases.filter(lambda case: 0 < case[0] < case[1]), st.integers(1, 300))
def test_consistency_with_another_old_size_fails(case: tuple[int, int], other: int) -> None:
    old, new = case
    if other == old or other > new:
        return
    proof = consistency_proof(old, new, HASHES)
    roots = naive_root(LEAVES[:old]), naive_root(LEAVES[:new])
    with pytest.raises(VerificationError):
        verify_consistency(other, new, *roots, proof)


def test_a_rewritten_past_is_told_as_such() -> None:
    forged = [LEAVES[1], *LEAVES[1:10]]
    proof = consistency_proof(4, 10, NaiveHashes(forged))
    with pytest.raises(VerificationError, match="rewritten"):
        verify_consistency(4, 10, naive_root(LEAVES[:4]), naive_root(forged), proof)


def test_impossible_proofs_cannot_be_asked_for() -> None:
    with pytest.raises(FormatError):
        inclusion_proof(3, 3, HASHES)
    with pytest.raises(FormatError):
        consistency_proof(4, 3, HASHES)


def test_a_reader_over_tiles_gives_the_same_proofs() -> None:
    many = leaves(1_000)
    size = len(many)

    def read_tile(level: int, index: int, width: int) -> bytes:
        step = 256**level
        first = index * 256
        rows = (many[n * step : (n + 1) * step] for n in range(first, first + width))
        return b"".join(naive_root(row) for row in rows)

    reader, naive = TileHashReader(size, read_tile), NaiveHashes(many)
    assert tree_root(size, reader) == naive_root(many)
    for index in (0, 255, 256, 700, 999):
        assert inclusion_proof(index, size, reader) == inclusion_proof(index, size, naive)
    for old in (1, 255, 256, 257, 768, 999):
        assert consistency_proof(old, size, reader) == consistency_proof(old, size, naive)
    with pytest.raises(VerificationError):
        reader.node(0, 1_000)
    with pytest.raises(VerificationError, match="bytes"):
        TileHashReader(size, lambda *_: b"short").node(0, 0)
