"""Verifying a receipt, step by step, with nothing from the office but its published keys."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .checkpoints import Checkpoint
from .encoding import hash_from_base64
from .entries import leaf_from_extra, parse_extra
from .errors import FormatError, LogError, VerificationError
from .hashing import leaf_hash
from .keys import Verifier
from .notes import NoteSignature, Signed, unchecked_signatures, verified_signatures
from .policy import NONE, Policy
from .receipts import Receipt

#: Enough to know the entry by and say when it was registered; all of it is inside the leaf.
_SHOWN = ("office", "book", "year", "number", "legal_date", "registered_at")


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """What a receipt proves. `index` counts from 0; `log_signatures` and `cosignatures` hold.

    `entry` is Ventanilla's own account of the entry where the receipt carries it, else None.
    `unchecked` are the signature lines of keys that were not given: nobody looked at their bytes.
    """

    checkpoint: Checkpoint
    index: int
    leaf_hash: bytes
    log_signatures: tuple[Signed, ...]
    cosignatures: tuple[Signed, ...]
    entry: dict[str, Any] | None
    unchecked: tuple[NoteSignature, ...] = ()

    @property
    def unchecked_of_log(self) -> tuple[NoteSignature, ...]:
        """Of those, what is signed in the log's own name."""
        return tuple(line for line in self.unchecked if line.name == self.checkpoint.origin)

    @property
    def stage(self) -> str:
        """ "witnessed" where a known witness signed too, else "immediate"."""
        return "witnessed" if self.cosignatures else "immediate"

    def as_json(self) -> dict[str, Any]:
        """The same for machines: texts, whole numbers and lists."""
        entry = None if self.entry is None else {key: self.entry[key] for key in _SHOWN}
        return {
            "verified": True,
            "stage": self.stage,
            "origin": self.checkpoint.origin,
            "size": self.checkpoint.size,
            "index": self.index,
            "leaf_hash": self.leaf_hash.hex(),
            "entry": entry,
            "log_signatures": [_signature_json(item) for item in self.log_signatures],
            "cosignatures": [_signature_json(item) for item in self.cosignatures],
            "unchecked": [
                {"name": line.name, "key_id": line.key_id.hex()} for line in self.unchecked
            ],
        }


def verify_receipt(
    text: str | bytes,
    keys: Sequence[Verifier],
    *,
    policy: Policy | None = None,
    leaf: bytes | None = None,
    expected_leaf_hash: bytes | None = None,
    all_signatures: bool = False,
) -> VerifiedReceipt:
    """Verify a `.tlog-proof` text; every one of `keys` must have signed its checkpoint.

    The leaf is recomputed from the receipt's `extra`; for other logs give `leaf` (its bytes) or
    `expected_leaf_hash` (32 bytes); what is given goes before what the receipt says. Log keys may
    come from the policy instead: then one of its logs suffices, as C2SP tlog-policy has it.
    Signatures of keys that were not given are left unchecked, as C2SP signed-note has it, and named
    in the result; `all_signatures` refuses a receipt that holds one.
    FormatError: unreadable, or no key, or no leaf. VerificationError: it does not hold. Both carry
    the `step` that failed, in this order: receipt, leaf, log, witnesses, inclusion,
    signatures.
    """
    policy = policy or Policy()
    with _step("receipt"):
        receipt = Receipt.parse(text)
    with _step("leaf"):
        value, entry = _leaf_of(receipt, leaf, expected_leaf_hash)
    with _step("log"):
        log_signatures = _verify_log(receipt, keys, policy)
    with _step("witnesses"):
        cosignatures = _verify_witnesses(receipt, policy)
    with _step("inclusion"):
        receipt.verify_inclusion(value)
    unchecked = unchecked_signatures(receipt.note, [*log_signatures, *cosignatures])
    with _step("signatures"):
        if all_signatures and unchecked:
            raise _left_unchecked(unchecked)
    return VerifiedReceipt(
        checkpoint=receipt.checkpoint,
        index=receipt.index,
        leaf_hash=value,
        log_signatures=tuple(log_signatures),
        cosignatures=tuple(cosignatures),
        entry=entry,
        unchecked=tuple(unchecked),
    )


def _left_unchecked(lines: Sequence[NoteSignature]) -> VerificationError:
    names = ", ".join(f"{line.name} ({line.key_id.hex()})" for line in lines)
    return VerificationError(
        f"Not every signature could be checked: {names}.",
        expected="the key of each, with --key for the log's and --witness for a witness's",
    )


@contextmanager
def _step(name: str) -> Iterator[None]:
    """Mark what fails inside with the name of the step."""
    try:
        yield
    except LogError as error:
        error.step = name
        raise


def _leaf_of(
    receipt: Receipt, leaf: bytes | None, expected: bytes | None
) -> tuple[bytes, dict[str, Any] | None]:
    if leaf is not None or expected is not None:
        value = leaf_hash(leaf) if leaf is not None else expected
        assert value is not None
        if expected is not None and value != expected:
            raise VerificationError("The leaf and the leaf hash given are not of the same entry.")
        return value, None
    if receipt.extra is None:
        raise FormatError(
            "The receipt does not say what was registered.",
            expected="the entry itself, beside the receipt",
            example="--leaf FILE or --leaf-hash HEX",
        )
    return leaf_hash(leaf_from_extra(receipt.extra)), parse_extra(receipt.extra)[0]


def _verify_log(receipt: Receipt, keys: Sequence[Verifier], policy: Policy) -> list[Signed]:
    if not keys and not policy.logs:
        raise FormatError("No key of the log was given.", example="--key 'name+12345678+AQ…'")
    origin = receipt.checkpoint.origin
    trusted = [key for key in (*keys, *policy.logs) if key.name == origin]
    if len([key for key in keys if key.name == origin]) != len(keys) or not trusted:
        raise VerificationError(
            f"The receipt is of the log {origin}, not of the log of the key.",
            expected=", ".join(sorted({key.name for key in (*keys, *policy.logs)})),
        )
    signed = verified_signatures(receipt.note, trusted)
    found = {item.key for item in signed}
    for key in keys:
        if key not in found:
            raise VerificationError(
                f"The checkpoint lacks the {key.algorithm.label} signature of {key.name} "
                f"({key.key_id.hex()})."
            )
    if not signed:
        raise VerificationError(f"The log {origin} did not sign the checkpoint with a known key.")
    return signed


def _verify_witnesses(receipt: Receipt, policy: Policy) -> list[Signed]:
    signed = verified_signatures(receipt.note, list(policy.witnesses.values()))
    timed = [item for item in signed if item.timestamp]
    if policy.quorum != NONE and not policy.is_met_by(item.key for item in timed):
        names = ", ".join(item.key.name for item in timed) or "none"
        raise VerificationError(
            f"Too few witnesses signed the checkpoint: {names}.", expected=policy.describe()
        )
    return timed


def _signature_json(signed: Signed) -> dict[str, Any]:
    return {
        "name": signed.key.name,
        "key_id": signed.key.key_id.hex(),
        "algorithm": signed.key.algorithm.label,
        "timestamp": signed.timestamp,
    }


def leaf_hash_from_text(text: str) -> bytes:
    """A leaf hash as people write it: 64 hexadecimal digits or base64; FormatError otherwise."""
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = hash_from_base64(text)
    if len(value) != 32:
        raise FormatError(f"{text[:70]!r} is not a leaf hash.", expected="64 hexadecimal digits")
    return value
