"""The frozen bytes of Ventanilla's leaves. A change here is a new version of the format."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifiable_log import (
    EntryLeaf,
    FormatError,
    RecordLeaf,
    entry_commitment,
    entry_leaf,
    leaf_from_extra,
    leaf_hash,
    parse_leaf,
    receipt_extra,
    record_leaf,
)
from verifiable_log.canonical_json import canonical_json, parse_canonical_json

SALT = bytes(range(32))
ENTRY = {
    "office": "sanroque",
    "book": "entrada",
    "year": 2026,
    "number": 1042,
    "legal_date": "2026-11-23",
    "registered_at": "2026-11-23T10:15:30.000001-06:00",
    "presented_at": None,
    "received_at": "2026-11-23T10:15:29.998000-06:00",
    "procedure_digest": sha256(b"procedure").hexdigest(),
    "answers_digest": sha256(b"answers").hexdigest(),
    "document_digests": [sha256(b"first").hexdigest(), sha256(b"second").hexdigest()],
    "channel": "web",
}
COMMITMENT = "d0abdee4e6a7ba74f663042e47582fa3482b9048453b78fe803c8154a231c0db"
LEAF_HASH = "3440c54729201865ca030887d1fde3e0a7766c0969ecf554add34e11eea4fb32"


def test_the_bytes_of_an_entry_never_change() -> None:
    assert entry_commitment(ENTRY, SALT).hex() == COMMITMENT
    leaf = entry_leaf(ENTRY, SALT)
    lines = leaf.decode().split("\n")
    assert lines[:5] == ["ventanilla-entry/v1", "entrada", "2026", "1042", "2026-11-23"]
    assert lines[6:] == [""]
    assert leaf_hash(leaf).hex() == LEAF_HASH


def test_the_commitment_is_what_the_format_says() -> None:
    ordered = json.dumps(ENTRY, sort_keys=True, separators=(",", ":")).encode()
    expected = sha256(b"ventanilla-entry-commitment/v1\x00" + SALT + ordered).digest()
    assert entry_commitment(ENTRY, SALT) == expected


def test_the_bytes_of_a_record_never_change() -> None:
    digest = sha256(b"").hexdigest()
    leaf = record_leaf("procedure", "padron@3", digest)
    assert leaf == f"ventanilla-record/v1\nprocedure\npadron@3\n{digest}\n".encode()
    assert parse_leaf(leaf) == RecordLeaf("procedure", "padron@3", digest)


def test_the_leaf_is_rebuilt_from_the_receipt() -> None:
    extra = receipt_extra(ENTRY, SALT)
    assert leaf_from_extra(extra) == entry_leaf(ENTRY, SALT)
    parsed = parse_leaf(leaf_from_extra(extra))
    assert isinstance(parsed, EntryLeaf)
    assert (parsed.book, parsed.year, parsed.number) == ("entrada", 2026, 1042)


def test_the_public_leaf_shows_nothing_but_number_and_day() -> None:
    leaf = entry_leaf(ENTRY, SALT)
    for hidden in (b"sanroque", b"10:15", b"web", sha256(b"answers").hexdigest().encode()):
        assert hidden not in leaf


@given(st.integers(0))
def test_one_bit_changed_in_the_extra_gives_another_leaf_or_none(bit: int) -> None:
    extra = receipt_extra(ENTRY, SALT)
    bit %= len(extra) * 8
    changed = (int.from_bytes(extra, "big") ^ 1 << bit).to_bytes(len(extra), "big")
    try:
        assert leaf_from_extra(changed) != entry_leaf(ENTRY, SALT)
    except FormatError:
        return


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Ana"},
        {"year": "2026"},
        {"year": True},
        {"number": 0},
        {"legal_date": "20261123"},
        {"legal_date": "2026-02-30"},
        {"book": "en\ntrada"},
        {"book": ""},
        {"channel": 1.5},
        {"channel": "\ud800"},
    ],
)
def test_entries_of_another_shape_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(FormatError):
        entry_leaf({**ENTRY, **change}, SALT)


def test_an_entry_without_a_field_or_a_whole_salt_is_refused() -> None:
    with pytest.raises(FormatError, match="channel"):
        entry_leaf({key: value for key, value in ENTRY.items() if key != "channel"}, SALT)
    with pytest.raises(FormatError, match="32 bytes"):
        entry_leaf(ENTRY, SALT[:31])


@pytest.mark.parametrize(
    "extra",
    [b"", b"\xff", b"{}", b"[]", b"{ }", b'{"entry":{},"salt":"","v":"ventanilla-entry/v2"}',
     b'{"entry":[],"salt":"","v":"ventanilla-entry/v1"}', b"[" * 5000],
)  # fmt: skip
def test_foreign_extra_data_is_refused(extra: bytes) -> None:
    with pytest.raises(FormatError):
        leaf_from_extra(extra)


@pytest.mark.parametrize(
    "leaf",
    [
        b"ventanilla-entry/v1\nentrada\n",
        entry_leaf(ENTRY, SALT).replace(b"\n1042\n", b"\n01042\n"),
        entry_leaf(ENTRY, SALT) + b"\n",
        b"ventanilla-record/v1\na\nb\nnothex\n",
        entry_leaf(ENTRY, SALT) + b"x",
        entry_leaf(ENTRY, SALT)[:-1],
        record_leaf("a", "b", "0" * 64)[:-1] + b"x",
        record_leaf("a", "b", "0" * 64) + b"x",
    ],
)
def test_spoiled_leaves_are_refused(leaf: bytes) -> None:
    with pytest.raises(FormatError):
        parse_leaf(leaf)


def test_leaves_of_others_are_left_alone() -> None:
    assert parse_leaf(b"something else") is None
    assert parse_leaf(b"\xff\xff") is None


def test_canonical_json_orders_keys_by_utf16_units() -> None:
    value = {"\ue000": 1, "\U0001f600": 2, "a": [True, None, '\x0f\n\u20ac"\\/'], "": {}}
    expected = '{"":{},"a":[true,null,"\\u000f\\n€\\"\\\\/"],"\U0001f600":2,"\ue000":1}'
    assert canonical_json(value) == expected.encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_canonical_json_agrees_with_an_independent_implementation(value: object) -> None:
    import rfc8785

    assert canonical_json(value) == rfc8785.dumps(value)  # type: ignore[arg-type]
    assert parse_canonical_json(canonical_json(value)) == value


@pytest.mark.parametrize(
    "data",
    [b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'{"a": 1}', b'"\\u0061"', b"1.0", b"1e2", b"NaN", b"-0"],
)
def test_json_in_any_other_form_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        parse_canonical_json(data)


@pytest.mark.parametrize("value", [1.0, 2**53, {1: 2}, b"bytes", float("nan")])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(FormatError):
        canonical_json(value)
