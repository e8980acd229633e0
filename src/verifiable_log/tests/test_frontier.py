"""A frontier grown in any batches is the tree of the definition, with a proof for each leaf."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifiable_log import (
    EMPTY_ROOT,
    FormatError,
    Frontier,
    TileHash,
    inclusion_proof,
    verify_inclusion,
)
from verifiable_log.tests.trees import NaiveHashes, leaves, naive_root

LEAVES = leaves(70_300)


def test_known_roots_of_the_certificate_transparency_vectors() -> None:
    from verifiable_log import leaf_hash

    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    inputs.append("606162636465666768696a6b6c6d6e6f")
    roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    frontier = Frontier.empty()
    assert frontier.root() == EMPTY_ROOT
    assert EMPTY_ROOT.hex().startswith("e3b0c44298fc1c149afb")
    for data, root in zip(inputs, roots, strict=True):
        frontier = frontier.extend([leaf_hash(bytes.fromhex(data))]).frontier
        assert frontier.root().hex() == root


@given(st.lists(st.integers(0, 40), max_size=8))
def test_batches_of_any_size_give_the_tree_of_the_definition(batches: list[int]) -> None:
    frontier = Frontier.empty()
    for count in batches:
        batch = LEAVES[frontier.size : frontier.size + count]
        extension = frontier.extend(batch)
        start, frontier = frontier.size, extension.frontier
        known = LEAVES[: frontier.size]
        assert extension.root == frontier.root() == naive_root(known)
        for i, leaf in enumerate(batch):
            proof = extension.inclusion(i)
            assert proof == inclusion_proof(start + i, frontier.size, NaiveHashes(known))
            verify_inclusion(start + i, frontier.size, leaf, extension.root, proof)


@pytest.mark.parametrize("batch", [257, 1_024, 70_300])
def test_tile_hashes_and_complete_tiles_are_those_of_the_tree(batch: int) -> None:
    stored: dict[int, list[bytes]] = {0: [], 1: [], 2: []}
    tiles = []
    frontier = Frontier.empty()
    for start in range(0, len(LEAVES), batch):
        extension = frontier.extend(LEAVES[start : start + batch])
        tiles += extension.complete_tiles(lambda level, a, b: b"".join(stored[level][a:b]))
        frontier = extension.frontier
        stored[0] += extension.leaf_hashes
        for tile_hash in extension.tile_hashes:
            assert tile_hash.index == len(stored[tile_hash.level])
            stored[tile_hash.level].append(tile_hash.hash)
    assert stored[1] == [naive_root(a) for a in _chunks(LEAVES, 256)]
    assert stored[2] == [naive_root(a) for a in _chunks(LEAVES, 65_536)]
    expected = {(0, n): b"".join(row) for n, row in enumerate(_chunks(LEAVES, 256))}
    expected[1, 0] = b"".join(stored[1][:256])
    assert {(tile.level, tile.index): tile.data for tile in tiles} == expected
    assert len(tiles) == len(expected)


def _chunks(hashes: list[bytes], width: int) -> list[list[bytes]]:
    whole = range(0, len(hashes) - width + 1, width)
    return [hashes[start : start + width] for start in whole]


def test_a_batch_that_completes_nothing_yields_no_tile_hash() -> None:
    frontier = Frontier.empty().extend(LEAVES[:255]).frontier
    assert frontier.extend([]).tile_hashes == ()
    completed = frontier.extend(LEAVES[255:256]).tile_hashes
    assert completed == (TileHash(1, 0, naive_root(LEAVES[:256])),)


@given(st.integers(0, 600))
def test_stored_bytes_give_the_same_frontier(size: int) -> None:
    frontier = Frontier.empty().extend(LEAVES[:size]).frontier
    assert Frontier.from_bytes(frontier.to_bytes()) == frontier


@pytest.mark.parametrize("damaged", [b"", bytes(7), bytes(40), (1).to_bytes(8, "big"), bytes(9)])
def test_damaged_stored_bytes_are_refused(damaged: bytes) -> None:
    with pytest.raises(FormatError):
        Frontier.from_bytes(damaged)


def test_a_hash_of_another_length_is_refused() -> None:
    with pytest.raises(FormatError, match="32 bytes"):
        Frontier.empty().extend([b"short"])
    with pytest.raises(FormatError):
        Frontier(1, (b"short",))
    with pytest.raises(FormatError):
        Frontier(-1, ())


def test_a_leaf_outside_the_batch_has_no_proof() -> None:
    extension = Frontier.empty().extend(LEAVES[:3])
    for outside in (-1, 3):
        with pytest.raises(IndexError):
            extension.inclusion(outside)


def test_a_batch_of_256_with_all_its_proofs_takes_a_few_milliseconds() -> None:
    frontier = Frontier.empty().extend(LEAVES[:70_001]).frontier

    def once() -> float:
        start = time.perf_counter()
        extension = frontier.extend(LEAVES[70_001:70_257])
        for i in range(256):
            extension.inclusion(i)
        return time.perf_counter() - start

    assert min(once() for _ in range(20)) < 0.005


def test_every_prefix_root_differs() -> None:
    frontier = Frontier.empty()
    roots = [frontier.root()]
    for leaf in LEAVES[:300]:
        frontier = frontier.extend([leaf]).frontier
        roots.append(frontier.root())
    assert all(a != b for a, b in pairwise(roots))
    assert len(set(roots)) == len(roots)
