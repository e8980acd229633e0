"""A receipt proves its entry offline; one changed byte of what is signed and it proves nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifiable_log import (
    CheckpointSigner,
    Cosigner,
    Ed25519Cosigner,
    FormatError,
    LogError,
    MLDSA44Cosigner,
    Receipt,
    VerificationError,
    Verifier,
)
from verifiable_log.notes import parse_note, with_signatures
from verifiable_log.policy import Policy
from verifiable_log.tests.published import NOW, ORIGIN, checkpoint, entry_leaves, receipt
from verifiable_log.verification import verify_receipt

LEAVES = entry_leaves(300)
SIGNER = CheckpointSigner.generate(ORIGIN)
KEYS = SIGNER.verifiers
HEAD = checkpoint(LEAVES)
NOTE = SIGNER.sign(HEAD, NOW)
RECEIPT = receipt(LEAVES, 42, NOTE)
TEXT = RECEIPT.to_text()
WITNESSES = [Ed25519Cosigner.generate("w1.example"), MLDSA44Cosigner.generate("w2.example")]
THIRD = Ed25519Cosigner.generate("w3.example").verifier


def _witnessed(*signers: Cosigner) -> str:
    note = with_signatures(NOTE, [signer.sign(HEAD, NOW + 60) for signer in signers])
    return receipt(LEAVES, 42, note).to_text()


def test_a_receipt_is_read_back_as_written() -> None:
    assert Receipt.parse(TEXT) == RECEIPT
    assert Receipt.parse(TEXT.encode()) == RECEIPT
    assert TEXT.startswith("c2sp.org/tlog-proof@v1\nextra ")
    bare = Receipt(0, (), NOTE)
    assert Receipt.parse(bare.to_text()) == bare
    assert "extra" not in bare.to_text()


@given(st.integers(1, 300), st.binary(max_size=20) | st.none())
@settings(max_examples=20)
def test_any_entry_has_a_receipt_that_holds(number: int, extra: bytes | None) -> None:
    found = receipt(LEAVES, number, NOTE)
    verified = verify_receipt(found.to_text(), KEYS)
    assert (verified.index, verified.stage) == (number, "immediate")
    assert verified.entry is not None
    assert verified.entry["number"] == number
    foreign = Receipt(found.index, found.proof, NOTE, extra)
    assert Receipt.parse(foreign.to_text()) == foreign
    assert verify_receipt(foreign.to_text(), KEYS, leaf=LEAVES[number]).entry is None


@given(st.data())
@settings(max_examples=300)
def test_one_byte_changed_anywhere_and_it_does_not_hold(data: st.DataObject) -> None:
    raw = TEXT.encode()
    position = data.draw(st.integers(0, len(raw) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda value: value != raw[position]))
    changed = raw[:position] + bytes([value]) + raw[position + 1 :]
    with pytest.raises(LogError):
        verify_receipt(changed, KEYS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("index 42", "index 042"),
        ("index 42", "index -1"),
        ("index 42\n", ""),
        ("\n\nsede", "\nsede"),
        ("extra ", "extra  "),
        ("\nindex", "\r\nindex"),
    ],
)
def test_spoiled_receipts_are_refused_at_the_first_step(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(FormatError) as caught:
        verify_receipt(TEXT.replace(old, new, 1), KEYS)
    assert caught.value.step == "receipt"


def test_a_proof_longer_than_any_tree_is_high_is_refused() -> None:
    long = Receipt(42, (bytes(32),) * 64, NOTE)
    with pytest.raises(FormatError, match="too long"):
        Receipt.parse(long.to_text())


def test_every_key_given_must_have_signed() -> None:
    other = CheckpointSigner.generate(ORIGIN).verifiers
    for keys in ([KEYS[0], other[1]], [other[0]], [*KEYS, other[0]]):
        with pytest.raises(VerificationError, match="lacks") as caught:
            verify_receipt(TEXT, keys)
        assert caught.value.step == "log"
    with pytest.raises(VerificationError, match="is of the log"):
        verify_receipt(TEXT, CheckpointSigner.generate("other.example").verifiers)
    with pytest.raises(FormatError, match="No key"):
        verify_receipt(TEXT, [])


def test_without_the_entry_the_leaf_must_be_given() -> None:
    bare = Receipt(42, RECEIPT.proof, NOTE).to_text()
    with pytest.raises(FormatError) as caught:
        verify_receipt(bare, KEYS)
    assert caught.value.step == "leaf"
    assert verify_receipt(bare, KEYS, leaf=LEAVES[42]).index == 42
    with pytest.raises(VerificationError) as false:
        verify_receipt(bare, KEYS, leaf=LEAVES[43])
    assert false.value.step == "inclusion"
    with pytest.raises(VerificationError, match="same entry"):
        verify_receipt(bare, KEYS, leaf=LEAVES[42], expected_leaf_hash=bytes(32))


@pytest.mark.parametrize(
    ("rule", "signers", "enough"),
    [
        ("any", 0, False),
        ("any", 1, True),
        ("all", 2, False),
        ("2", 1, False),
        ("2", 2, True),
        ("3", 2, False),
    ],
)
def test_the_policy_decides_how_many_witnesses_are_enough(
    rule: str, signers: int, enough: bool
) -> None:
    policy = Policy.of_witnesses(rule, [*(w.verifier for w in WITNESSES), THIRD])
    text = _witnessed(*WITNESSES[:signers])
    if enough:
        verified = verify_receipt(text, KEYS, policy=policy)
        assert verified.stage == "witnessed"
        assert [item.timestamp for item in verified.cosignatures] == [NOW + 60] * signers
    else:
        with pytest.raises(VerificationError) as caught:
            verify_receipt(text, KEYS, policy=policy)
        assert caught.value.step == "witnesses"


def test_a_witness_nobody_knows_does_not_make_the_receipt_witnessed() -> None:
    assert verify_receipt(_witnessed(*WITNESSES), KEYS).stage == "immediate"


def test_a_cosignature_without_time_does_not_count() -> None:
    note = with_signatures(NOTE, [WITNESSES[0].sign(HEAD, 0)])
    policy = Policy.of_witnesses("any", [WITNESSES[0].verifier])
    with pytest.raises(VerificationError, match="Too few"):
        verify_receipt(receipt(LEAVES, 42, note).to_text(), KEYS, policy=policy)


def test_a_new_cosignature_takes_the_place_of_the_old_one_of_its_key() -> None:
    first = with_signatures(NOTE, [WITNESSES[0].sign(HEAD, NOW + 1)])
    second = with_signatures(first, [WITNESSES[0].sign(HEAD, NOW + 2)])
    assert len(parse_note(second).signatures) == 3
    policy = Policy.of_witnesses("any", [WITNESSES[0].verifier])
    found = verify_receipt(receipt(LEAVES, 42, second).to_text(), KEYS, policy=policy)
    assert [item.timestamp for item in found.cosignatures] == [NOW + 2]


def test_the_logs_of_a_policy_file_are_trusted_without_further_keys() -> None:
    policy = Policy.parse(f"log {SIGNER.vkeys[0]}\nlog {SIGNER.vkeys[1]}\nquorum none\n")
    assert len(verify_receipt(TEXT, [], policy=policy).log_signatures) == 2
    other = Policy.parse(f"log {CheckpointSigner.generate(ORIGIN).vkeys[0]}\nquorum none\n")
    with pytest.raises(VerificationError, match="did not sign"):
        verify_receipt(TEXT, [], policy=other)


def test_a_verified_receipt_says_when_the_log_signed() -> None:
    machine = verify_receipt(TEXT, [Verifier.parse(vkey) for vkey in SIGNER.vkeys]).as_json()
    assert [item["timestamp"] for item in machine["log_signatures"]] == [None, NOW]
    assert machine["entry"]["number"] == 42
    assert (machine["size"], machine["index"]) == (301, 42)


def _signature_line(number: int) -> tuple[int, int]:
    """Where the bytes of a signature stand in the receipt, after name and key id."""
    line = TEXT.split("\n\n")[-1].split("\n")[number]
    start = TEXT.index(line)
    return start + len(f"— {ORIGIN} ") + 6, start + len(line)


def _classes() -> dict[str, tuple[int, int]]:
    """Each kind of content of a receipt with its place: all of it must count."""
    lines = TEXT.split("\n")
    proof = lines[3]
    root = TEXT.split("\n\n")[1].split("\n")[2]
    spans = {
        "extra": (len("c2sp.org/tlog-proof@v1\nextra "), TEXT.index("\nindex")),
        "index": (TEXT.index("index 42") + 6, TEXT.index("index 42") + 8),
        "hashes": (TEXT.index(proof), TEXT.index("\n\n")),
        "root": (TEXT.index(root), TEXT.index(root) + len(root)),
    }
    return spans | {"Ed25519": _signature_line(0), "ML-DSA-44": _signature_line(1)}


def _flipped(position: int) -> str:
    """The receipt with one character changed into another that base64 and numbers know."""
    old = TEXT[position]
    new = "7" if old != "7" else "3"
    return TEXT[:position] + new + TEXT[position + 1 :]


@pytest.mark.parametrize("kind", _classes())
def test_with_both_keys_every_byte_of_every_part_counts(kind: str) -> None:
    start, end = _classes()[kind]
    step = max(1, (end - start) // 40)
    for position in range(start, end, step):
        if TEXT[position].isalnum():
            with pytest.raises(LogError):
                verify_receipt(_flipped(position), KEYS)


@pytest.mark.parametrize("kind", _classes())
def test_with_one_key_what_was_not_checked_is_named(kind: str) -> None:
    start, end = _classes()[kind]
    changed = _flipped((start + end) // 2)
    if kind != "ML-DSA-44":
        with pytest.raises(LogError):
            verify_receipt(changed, KEYS[:1])
        return
    found = verify_receipt(changed, KEYS[:1])
    assert [line.key_id for line in found.unchecked_of_log] == [KEYS[1].key_id]
    assert found.as_json()["unchecked"] == [{"name": ORIGIN, "key_id": KEYS[1].key_id.hex()}]


def test_all_signatures_refuses_what_cannot_be_checked() -> None:
    with pytest.raises(VerificationError, match="Not every signature") as caught:
        verify_receipt(TEXT, KEYS[:1], all_signatures=True)
    assert caught.value.step == "signatures"
    assert verify_receipt(TEXT, KEYS, all_signatures=True).unchecked == ()
    with pytest.raises(VerificationError, match=r"w1\.example"):
        verify_receipt(_witnessed(WITNESSES[0]), KEYS, all_signatures=True)
    policy = Policy.of_witnesses("any", [WITNESSES[0].verifier])
    text = _witnessed(WITNESSES[0])
    assert verify_receipt(text, KEYS, policy=policy, all_signatures=True).unchecked == ()
