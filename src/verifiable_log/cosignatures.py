"""What a cosignature signs (C2SP tlog-cosignature): the bytes, and the signature with its time."""

from struct import pack

from .checkpoints import Checkpoint
from .errors import FormatError

MAX_TIMESTAMP = (1 << 63) - 1
_TIMESTAMP_BYTES = 8
_LABEL = b"subtree/v1\n\x00"


def ed25519_message(text: str, timestamp: int) -> bytes:
    """Message of an Ed25519 cosignature (0x04): header, time line, the whole note text."""
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def ml_dsa_44_message(cosigner: str, timestamp: int, checkpoint: Checkpoint) -> bytes:
    """Message of an ML-DSA-44 cosignature (0x06) of a whole tree: its start is always 0."""
    return b"".join(
        (
            _LABEL,
            _opaque(cosigner, "name of the cosigner"),
            pack(">Q", timestamp),
            _opaque(checkpoint.origin, "origin of the log"),
            pack(">QQ", 0, checkpoint.size),
            checkpoint.root,
        )
    )


def join_timestamp(timestamp: int, signature: bytes) -> bytes:
    """`timestamped_signature`: POSIX seconds as uint64, then the signature."""
    if not 0 <= timestamp <= MAX_TIMESTAMP:
        raise FormatError(f"{timestamp} is not a time.", expected="seconds since 1970")
    return pack(">Q", timestamp) + signature


def split_timestamp(signature: bytes) -> tuple[int, bytes]:
    """Inverse of `join_timestamp`: (POSIX seconds, signature)."""
    timestamp = int.from_bytes(signature[:_TIMESTAMP_BYTES], "big")
    if len(signature) <= _TIMESTAMP_BYTES or timestamp > MAX_TIMESTAMP:
        raise FormatError("A cosignature is cut short or its time is out of range.")
    return timestamp, signature[_TIMESTAMP_BYTES:]


def _opaque(text: str, what: str) -> bytes:
    data = text.encode()
    if not 1 <= len(data) <= 0xFF:
        raise FormatError(f"The {what} has {len(data)} bytes.", expected="1 to 255 bytes")
    return bytes([len(data)]) + data
