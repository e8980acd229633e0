"""Whatever bytes come, the answer is an error of this library, never another exception."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifiable_log import (
    Algorithm,
    Checkpoint,
    CheckpointSigner,
    FormatError,
    Frontier,
    LogError,
    Policy,
    Receipt,
    VerificationError,
    Verifier,
    decode_bundle,
    leaf_from_extra,
    parse_leaf,
    parse_note,
    parse_path,
)
from verifiable_log.tests.published import NOW, ORIGIN, checkpoint, entry_leaves, receipt
from verifiable_log.witness import AddCheckpoint

LEAVES = entry_leaves(5)
SIGNER = CheckpointSigner.generate(ORIGIN)
NOTE = SIGNER.sign(checkpoint(LEAVES), NOW)
POLICY = f"log {SIGNER.vkeys[0]}\nquorum none\n"
GOOD = receipt(LEAVES, 3, NOTE)
assert GOOD.extra is not None

READERS: list[tuple[Callable[[bytes], Any], bytes]] = [
    (parse_note, NOTE.encode()),
    (Receipt.parse, GOOD.to_text().encode()),
    (AddCheckpoint.parse, AddCheckpoint(1, (bytes(32),), NOTE).to_bytes()),
    (Policy.parse, POLICY.encode()),
    (parse_leaf, LEAVES[1]),
    (parse_leaf, LEAVES[0]),
    (leaf_from_extra, GOOD.extra),
    (decode_bundle, b"\x00\x01a\x00\x00"),
    (Frontier.from_bytes, Frontier.empty().extend([bytes(32)] * 5).frontier.to_bytes()),
    (lambda data: Checkpoint.parse(_text(data)), checkpoint(LEAVES).text().encode()),
    (lambda data: Verifier.parse(_text(data)), SIGNER.vkeys[0].encode()),
    (lambda data: parse_path(_text(data)), b"tile/0/x001/234.p/17"),
]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize(("reader", "good"), READERS, ids=map(str, range(len(READERS))))
@given(data=st.data())
@settings(max_examples=150)
def test_damage_is_either_harmless_or_told(
    reader: Callable[[bytes], Any], good: bytes, data: st.DataObject
) -> None:
    reader(good)
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(len(good), start + 40)))
    damage = data.draw(st.binary(max_size=12) | st.sampled_from([b"\n\n", b"\n", b" ", b"+", b"0"]))
    try:
        reader(good[:start] + damage + good[end:])
    except LogError as error:
        assert error.cause


@pytest.mark.parametrize("reader", [r for r, _ in READERS], ids=map(str, range(len(READERS))))
@given(junk=st.binary(max_size=80))
@settings(max_examples=50)
def test_junk_is_told(reader: Callable[[bytes], Any], junk: bytes) -> None:
    try:
        reader(junk)
    except LogError as error:
        assert error.cause


@pytest.mark.parametrize("algorithm", list(Algorithm))
@given(key=st.data(), signature=st.binary(max_size=90))
@settings(max_examples=20)
def test_any_public_key_and_signature_only_fail_to_verify(
    algorithm: Algorithm, key: st.DataObject, signature: bytes
) -> None:
    size = algorithm.public_key_bytes
    public = key.draw(st.binary(min_size=32, max_size=32)) * (size // 32)
    verifier = Verifier(ORIGIN, algorithm, public)
    for attempt in (signature, signature + bytes(2428 - len(signature)), bytes(72)):
        with pytest.raises(VerificationError):
            verifier.verify(checkpoint(LEAVES).text(), attempt)


def test_names_that_cannot_be_written_are_refused() -> None:
    for name in ("", "a b", "a+b", "a\nb", "a\ud800", "a\N{NO-BREAK SPACE}"):
        with pytest.raises(FormatError):
            Verifier(name, Algorithm.ED25519, bytes(32))
