"""Addresses and bundles of C2SP tlog-tiles: one spelling each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifiable_log import (
    FormatError,
    TilePath,
    decode_bundle,
    encode_bundle,
    entries_path,
    parse_path,
    tile_path,
    tile_width,
    tiles_of,
)


def test_the_examples_of_the_specification() -> None:
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tile_path(1, 1_234, 17) == "tile/1/x001/234.p/17"
    assert entries_path(7) == "tile/entries/007"
    assert entries_path(999, 1) == "tile/entries/999.p/1"
    assert entries_path(1_000) == "tile/entries/x001/000"


def test_the_tiles_of_a_log_of_70000_entries() -> None:
    found = tiles_of(70_000)
    assert len(found) == 273 + 1 + 1 + 1 + 1
    assert [tile for tile in found if tile[2] < 256] == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert tiles_of(256) == [(0, 0, 256), (1, 0, 1)]
    assert tiles_of(0) == []
    assert tile_width(0, 274, 70_000) == 0


@given(st.integers(0, 63), st.integers(0, 2**56 - 1), st.integers(1, 256))
def test_an_address_is_read_back_as_written(level: int, index: int, width: int) -> None:
    assert parse_path(tile_path(level, index, width)) == TilePath(level, index, width)
    assert parse_path("/" + entries_path(index, width)) == TilePath(None, index, width)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/001",
        "tile/0/x00/001",
        "tile/0/001/002",
        "tile/0/x001/x002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "tile/0/000\n",
        "//tile/0/000",
        "tile/0/٠٠٠",
        "tile/data/000",
        "tile/entries/../000",
        "tile/0/X001/000",
        "tile/0/" + "x999/" * 20 + "999",
    ],
)
def test_any_other_spelling_is_refused(path: str) -> None:
    with pytest.raises(FormatError, match="address of a tile"):
        parse_path(path)


@given(st.text(alphabet="tile/0x1234.p", max_size=24))
def test_what_is_accepted_is_what_is_written(path: str) -> None:
    try:
        found = parse_path(path)
    except FormatError:
        return
    assert found.level is not None
    assert tile_path(found.level, found.index, found.width) == path.removeprefix("/")


def test_impossible_addresses_are_not_written() -> None:
    for arguments in ((64, 0, 1), (-1, 0, 1), (0, -1, 1), (0, 0, 0), (0, 0, 257)):
        with pytest.raises(FormatError):
            tile_path(*arguments)


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_a_bundle_is_read_back_as_written(entries: list[bytes]) -> None:
    assert decode_bundle(encode_bundle(entries)) == entries


def test_spoiled_bundles_are_refused() -> None:
    for spoiled in (b"\x00", b"\x00\x05four", b"\x00\x00" * 257):
        with pytest.raises(FormatError):
            decode_bundle(spoiled)
    with pytest.raises(FormatError, match="65535"):
        encode_bundle([bytes(65_536)])
