"""Private keys, loaded once and kept: of a log, of a witness, and both kinds on a checkpoint."""

from abc import ABC, abstractmethod
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from .checkpoints import Checkpoint
from .cosignatures import ed25519_message, join_timestamp, ml_dsa_44_message
from .errors import FormatError
from .keys import Algorithm, Verifier
from .notes import NoteSignature, format_note

PRIVATE_KEY_BYTES = 32


class _Key:
    """What the three kinds of key share; a private key is 32 bytes in each."""

    algorithm: Algorithm
    _private: Ed25519PrivateKey | MLDSA44PrivateKey

    def __init__(self, name: str, private: Ed25519PrivateKey | MLDSA44PrivateKey) -> None:
        self._private = private
        self.verifier = Verifier(name, self.algorithm, private.public_key().public_bytes_raw())

    @classmethod
    def generate(cls, name: str) -> Self:
        """A new key from the system's random source."""
        return cls(name, cls._kind().generate())

    @classmethod
    def from_private_bytes(cls, name: str, private: bytes) -> Self:
        """A stored key: 32 bytes, for ML-DSA-44 the seed of FIPS 204."""
        if len(private) != PRIVATE_KEY_BYTES:
            raise FormatError(f"A private key has 32 bytes, this one {len(private)}.")
        kind = cls._kind()
        if issubclass(kind, Ed25519PrivateKey):
            return cls(name, kind.from_private_bytes(private))
        return cls(name, kind.from_seed_bytes(private))

    @classmethod
    def _kind(cls) -> type[Ed25519PrivateKey] | type[MLDSA44PrivateKey]:
        is_ml_dsa = cls.algorithm is Algorithm.ML_DSA_44_COSIGNATURE
        return MLDSA44PrivateKey if is_ml_dsa else Ed25519PrivateKey

    @property
    def private_bytes(self) -> bytes:
        """The 32 bytes to store, secretly."""
        return self._private.private_bytes_raw()

    @property
    def name(self) -> str:
        return self.verifier.name

    @property
    def vkey(self) -> str:
        """The public key as text, to publish."""
        return self.verifier.vkey

    def _line(self, signature: bytes) -> NoteSignature:
        return NoteSignature(self.name, self.verifier.key_id, signature)


class Signer(_Key):
    """An Ed25519 key for notes (type 0x01)."""

    algorithm = Algorithm.ED25519

    def sign(self, text: str) -> NoteSignature:
        """Signature line over a note text, which ends in a newline."""
        return self._line(self._private.sign(text.encode()))


class Cosigner(_Key, ABC):
    """A key that signs checkpoints with the time it saw them."""

    def sign(self, checkpoint: Checkpoint, timestamp: int) -> NoteSignature:
        """Signature line; `timestamp` in POSIX seconds."""
        signature = self._private.sign(self._message(checkpoint, timestamp))
        return self._line(join_timestamp(timestamp, signature))

    @abstractmethod
    def _message(self, checkpoint: Checkpoint, timestamp: int) -> bytes: ...


class Ed25519Cosigner(Cosigner):
    """Cosigner of type 0x04. Each cosigner needs a key of its own: the name is not signed."""

    algorithm = Algorithm.ED25519_COSIGNATURE

    def _message(self, checkpoint: Checkpoint, timestamp: int) -> bytes:
        return ed25519_message(checkpoint.text(), timestamp)


class MLDSA44Cosigner(Cosigner):
    """Cosigner of type 0x06, safe from quantum computers; extension lines are not signed."""

    algorithm = Algorithm.ML_DSA_44_COSIGNATURE

    def _message(self, checkpoint: Checkpoint, timestamp: int) -> bytes:
        return ml_dsa_44_message(self.name, timestamp, checkpoint)


class CheckpointSigner:
    """The two keys of a log: both sign every checkpoint, under the log's origin as key name.

    Loading keys is slow (tens of ms the first time), so hold the object; signing takes about
    1 ms. Safe to share between threads.
    """

    def __init__(self, ed25519: Signer, ml_dsa_44: MLDSA44Cosigner) -> None:
        if ed25519.name != ml_dsa_44.name:
            raise FormatError(
                "The two keys of a log have different names.",
                expected=f"the origin of the log, {ed25519.name}",
            )
        self._keys = (ed25519, ml_dsa_44)

    @classmethod
    def generate(cls, origin: str) -> Self:
        """New keys for a new log."""
        return cls(Signer.generate(origin), MLDSA44Cosigner.generate(origin))

    @classmethod
    def from_private_bytes(cls, origin: str, ed25519: bytes, ml_dsa_44: bytes) -> Self:
        """Stored keys, 32 bytes each, as `private_bytes` gave them."""
        return cls(
            Signer.from_private_bytes(origin, ed25519),
            MLDSA44Cosigner.from_private_bytes(origin, ml_dsa_44),
        )

    @property
    def origin(self) -> str:
        return self._keys[0].name

    @property
    def private_bytes(self) -> tuple[bytes, bytes]:
        """The two private keys to store, secretly: (Ed25519, ML-DSA-44), 32 bytes each."""
        return self._keys[0].private_bytes, self._keys[1].private_bytes

    @property
    def verifiers(self) -> tuple[Verifier, Verifier]:
        """The public keys: (Ed25519, ML-DSA-44)."""
        return self._keys[0].verifier, self._keys[1].verifier

    @property
    def vkeys(self) -> tuple[str, str]:
        """The public keys as text, to publish: (Ed25519, ML-DSA-44)."""
        return self._keys[0].vkey, self._keys[1].vkey

    def sign(self, checkpoint: Checkpoint, timestamp: int) -> str:
        """The signed note; `timestamp` in POSIX seconds goes into the ML-DSA-44 signature.

        FormatError if the checkpoint is of another log or has extension lines.
        """
        if checkpoint.origin != self.origin or checkpoint.extensions:
            raise FormatError(
                f"The keys of {self.origin} do not sign this checkpoint of {checkpoint.origin}.",
                expected="the origin of the keys, and no extension lines",
            )
        text = checkpoint.text()
        ed25519, ml_dsa_44 = self._keys
        return format_note(text, (ed25519.sign(text), ml_dsa_44.sign(checkpoint, timestamp)))
