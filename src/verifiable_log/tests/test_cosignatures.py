"""Cosignatures of both kinds; ML-DSA-44 is judged by a second implementation, dilithium-py."""

from struct import pack

import pytest
from dilithium_py.ml_dsa import ML_DSA_44

from verifiable_log import (
    Algorithm,
    Checkpoint,
    Ed25519Cosigner,
    FormatError,
    MLDSA44Cosigner,
    NoteSignature,
    VerificationError,
    Verifier,
    format_note,
    leaf_hash,
    open_note,
)
from verifiable_log.cosignatures import (
    ed25519_message,
    join_timestamp,
    ml_dsa_44_message,
    split_timestamp,
)
from verifiable_log.encoding import from_base64

HEAD = Checkpoint("example.com/behind-the-sofa", 20_852_163, leaf_hash(b""))
NOW = 1_679_315_147
WITNESS = "witness.example.com/w1"

# The checkpoint and cosignature printed in C2SP tlog-cosignature.
SPEC_TEXT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
SPEC_COSIGNATURE = (
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe"
    "+mbIUBkBIfZ+qnA=="
)


def _message_by_hand(name: str, timestamp: int, head: Checkpoint) -> bytes:
    """cosigned_message, field by field as the specification lists them."""
    message = b"subtree/v1\n\0"
    message += bytes([len(name)]) + name.encode()
    message += pack(">Q", timestamp)
    message += bytes([len(head.origin)]) + head.origin.encode()
    return message + pack(">Q", 0) + pack(">Q", head.size) + head.root


def test_the_example_of_the_specification_holds_the_time_it_prints() -> None:
    line = from_base64(SPEC_COSIGNATURE)
    timestamp, signature = split_timestamp(line[4:])
    assert timestamp == NOW
    assert len(signature) == 64
    assert ed25519_message(SPEC_TEXT, timestamp) == (
        f"cosignature/v1\ntime 1679315147\n{SPEC_TEXT}".encode()
    )


@pytest.mark.parametrize("kind", [Ed25519Cosigner, MLDSA44Cosigner])
def test_a_cosignature_verifies_and_gives_its_time(
    kind: type[Ed25519Cosigner] | type[MLDSA44Cosigner],
) -> None:
    signer = kind.generate(WITNESS)
    same = kind.from_private_bytes(WITNESS, signer.private_bytes)
    assert same.vkey == signer.vkey
    note = format_note(HEAD.text(), [same.sign(HEAD, NOW)])
    _, signed = open_note(note, [Verifier.parse(signer.vkey)])
    assert [(item.key.algorithm, item.timestamp) for item in signed] == [(kind.algorithm, NOW)]


@pytest.mark.parametrize("kind", [Ed25519Cosigner, MLDSA44Cosigner])
@pytest.mark.parametrize("byte", [0, 7, 8, 40, -1])
def test_a_spoiled_cosignature_or_time_fails(
    kind: type[Ed25519Cosigner] | type[MLDSA44Cosigner], byte: int
) -> None:
    signer = kind.generate(WITNESS)
    spoiled = bytearray(signer.sign(HEAD, NOW).signature)
    spoiled[byte] ^= 1
    with pytest.raises(VerificationError):
        signer.verifier.verify(HEAD.text(), bytes(spoiled))


def test_each_kind_of_key_has_an_id_of_its_own_for_the_same_public_key() -> None:
    public = Ed25519Cosigner.generate(WITNESS).verifier.public_key
    ids = {
        Verifier(WITNESS, algorithm, public).key_id
        for algorithm in (Algorithm.ED25519, Algorithm.ED25519_COSIGNATURE)
    }
    assert len(ids) == 2


def test_the_second_implementation_verifies_what_this_one_signs() -> None:
    signer = MLDSA44Cosigner.generate(WITNESS)
    timestamp, signature = split_timestamp(signer.sign(HEAD, NOW).signature)
    public = signer.verifier.public_key
    message = _message_by_hand(WITNESS, timestamp, HEAD)
    assert message == ml_dsa_44_message(WITNESS, NOW, HEAD)
    assert ML_DSA_44.verify(public, message, signature)
    spoiled = bytes([signature[0] ^ 1]) + signature[1:]
    assert not ML_DSA_44.verify(public, message, spoiled)
    assert not ML_DSA_44.verify(public, message[:-1] + b"\x00", signature)
    later = _message_by_hand(WITNESS, timestamp + 1, HEAD)
    assert not ML_DSA_44.verify(public, later, signature)


def test_this_implementation_verifies_what_the_second_one_signs() -> None:
    seed = bytes(range(32))
    public, private = ML_DSA_44.key_derive(seed)
    key = MLDSA44Cosigner.from_private_bytes(WITNESS, seed)
    assert key.verifier.public_key == public
    signature = ML_DSA_44.sign(private, _message_by_hand(WITNESS, NOW, HEAD))
    line = NoteSignature(WITNESS, key.verifier.key_id, join_timestamp(NOW, signature))
    assert open_note(format_note(HEAD.text(), [line]), [key.verifier])[1][0].timestamp == NOW
    foreign = ML_DSA_44.sign(private, _message_by_hand("another.example", NOW, HEAD))
    with pytest.raises(VerificationError):
        key.verifier.verify(HEAD.text(), join_timestamp(NOW, foreign))


def test_an_ml_dsa_signature_does_not_pass_for_another_tree() -> None:
    signer = MLDSA44Cosigner.generate(WITNESS)
    signature = signer.sign(HEAD, NOW).signature
    for other in (
        Checkpoint(HEAD.origin, HEAD.size + 1, HEAD.root),
        Checkpoint(HEAD.origin + "x", HEAD.size, HEAD.root),
        Checkpoint(HEAD.origin, HEAD.size, leaf_hash(b"x")),
    ):
        with pytest.raises(VerificationError):
            signer.verifier.verify(other.text(), signature)
    with pytest.raises(VerificationError, match="unusable"):
        signer.verifier.verify("not a checkpoint\n", signature)


def test_times_and_names_out_of_range_are_refused() -> None:
    signer = MLDSA44Cosigner.generate("n" * 256)
    with pytest.raises(FormatError, match="256 bytes"):
        signer.sign(HEAD, NOW)
    with pytest.raises(FormatError, match="not a time"):
        Ed25519Cosigner.generate(WITNESS).sign(HEAD, -1)
    with pytest.raises(FormatError):
        split_timestamp(pack(">Q", 1 << 63) + bytes(64))
    with pytest.raises(FormatError):
        split_timestamp(bytes(8))
    with pytest.raises(FormatError):
        MLDSA44Cosigner.from_private_bytes(WITNESS, bytes(31))
