"""Public keys as text (C2SP signed-note *vkeys*) and the check of one signature."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from hashlib import sha256
from typing import Self

from .checkpoints import Checkpoint
from .cosignatures import ed25519_message, ml_dsa_44_message, split_timestamp
from .encoding import from_base64, to_base64
from .errors import FormatError, VerificationError

_KEY_ID = re.compile("[0-9a-f]{8}")


class Algorithm(IntEnum):
    """Signature type byte of C2SP signed-note."""

    ED25519 = 0x01
    ED25519_COSIGNATURE = 0x04
    ML_DSA_44_COSIGNATURE = 0x06

    @property
    def public_key_bytes(self) -> int:
        return 1312 if self is Algorithm.ML_DSA_44_COSIGNATURE else 32

    @property
    def label(self) -> str:
        return "ML-DSA-44" if self is Algorithm.ML_DSA_44_COSIGNATURE else "Ed25519"


def check_key_name(name: str) -> str:
    """The name itself if a note may carry it, else FormatError."""
    if not name or "+" in name or any(map(_unfit_for_a_name, name)):
        raise FormatError(
            f"{name!r} cannot name a key.",
            expected="an address without spaces, control characters or '+'",
            example="sede.example.org/log",
        )
    return name


@dataclass(frozen=True)
class Verifier:
    """A public key with its name and the one kind of signature it makes."""

    name: str
    algorithm: Algorithm
    public_key: bytes

    def __post_init__(self) -> None:
        check_key_name(self.name)
        if len(self.public_key) != self.algorithm.public_key_bytes:
            raise FormatError(
                f"A {self.algorithm.label} public key has {self.algorithm.public_key_bytes} bytes, "
                f"this one {len(self.public_key)}."
            )

    @classmethod
    def parse(cls, vkey: str) -> Self:
        """A key from `<name>+<8 hex digits>+<base64>`: types 0x01, 0x04 and 0x06."""
        parts = vkey.strip().split("+", 2)
        if len(parts) != 3 or not _KEY_ID.fullmatch(parts[1]):
            raise _bad_vkey(vkey)
        material = from_base64(parts[2])
        if material[:1] not in (b"\x01", b"\x04", b"\x06"):
            raise _bad_vkey(vkey)
        key = cls(parts[0], Algorithm(material[0]), material[1:])
        if key.key_id.hex() != parts[1]:
            raise FormatError(
                f"The key of {key.name} was altered: its number {parts[1]} does not fit it.",
                expected=key.key_id.hex(),
            )
        return key

    @cached_property
    def key_id(self) -> bytes:
        """First 4 bytes of SHA-256(name ‖ newline ‖ type ‖ public key)."""
        material = bytes([self.algorithm]) + self.public_key
        return sha256(self.name.encode() + b"\n" + material).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as text, to publish: `<name>+<8 hex digits>+<base64>`."""
        material = bytes([self.algorithm]) + self.public_key
        return f"{self.name}+{self.key_id.hex()}+{to_base64(material)}"

    def verify(self, text: str, signature: bytes) -> int | None:
        """Check what follows the key id in a signature line over the note `text`.

        Returns the POSIX seconds the signature states (None for type 0x01, which states none);
        VerificationError where the signature is not of this key over this text.
        """
        if self.algorithm is Algorithm.ED25519:
            self._check(signature, text.encode())
            return None
        try:
            timestamp, signature = split_timestamp(signature)
            message = self._cosigned_message(text, timestamp)
        except FormatError as error:
            raise VerificationError(f"The signature of {self.name} is unusable.") from error
        self._check(signature, message)
        return timestamp

    def _cosigned_message(self, text: str, timestamp: int) -> bytes:
        checkpoint = Checkpoint.parse(text)
        if self.algorithm is Algorithm.ED25519_COSIGNATURE:
            return ed25519_message(text, timestamp)
        return ml_dsa_44_message(self.name, timestamp, checkpoint)

    def _check(self, signature: bytes, message: bytes) -> None:
        from cryptography.exceptions import InvalidSignature

        try:
            self._public_key.verify(signature, message)
        except InvalidSignature:
            raise VerificationError(
                f"The {self.algorithm.label} signature of {self.name} is false, "
                "or the text was altered after signing."
            ) from None

    @cached_property
    def _public_key(self):  # type: ignore[no-untyped-def]  # cryptography is loaded on first use
        if self.algorithm is Algorithm.ML_DSA_44_COSIGNATURE:
            from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

            return MLDSA44PublicKey.from_public_bytes(self.public_key)
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(self.public_key)


def _unfit_for_a_name(char: str) -> bool:
    is_surrogate = "\ud800" <= char <= "\udfff"
    return char.isspace() or char < " " or is_surrogate


def _bad_vkey(vkey: str) -> FormatError:
    return FormatError(
        f"{vkey[:80]!r} is not the public key of a log or a witness.",
        expected="name+8 hexadecimal digits+base64, of type 1, 4 or 6",
        example="example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    )
