"""Being a witness: what to answer, as a pure function over a store; no web framework.

The promise of a witness: for each log it never cosigns two trees of which one does not begin as
the other. It holds as long as `WitnessStore.advance` is atomic and durable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from ..checkpoints import Checkpoint
from ..errors import FormatError, VerificationError
from ..hashing import EMPTY_ROOT
from ..keys import Verifier
from ..notes import Note, NoteSignature, format_note, verified_signatures
from ..proofs import verify_consistency
from ..signers import Cosigner
from .request import AddCheckpoint

#: HTTP status, media type, body.
Response = tuple[int, str, bytes]

PLAIN = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class WitnessedHead:
    """The latest tree cosigned for a log; `note` is its checkpoint with log and own signatures."""

    size: int
    root: bytes
    note: str


class WitnessStore(Protocol):
    """Where a witness keeps the latest head of each log, by origin. Only the witness writes it."""

    def latest(self, origin: str) -> WitnessedHead | None:
        """The head stored last, None where the log was never cosigned."""

    def advance(self, origin: str, *, expected: WitnessedHead | None, new: WitnessedHead) -> bool:
        """Replace `expected` (size and root; None: nothing stored) by `new`, atomically.

        True only once it is durable; False, and nothing changed, if another head is stored.
        """


class _RefusedError(Exception):
    def __init__(self, status: int, reason: str, content_type: str = PLAIN) -> None:
        super().__init__(reason)
        self.response: Response = (status, content_type, f"{reason}\n".encode())


def handle_add_checkpoint(
    body: bytes,
    store: WitnessStore,
    known_logs: Mapping[str, Sequence[Verifier]],
    signers: Sequence[Cosigner],
    now: int,
) -> Response:
    """Answer `POST <prefix>/add-checkpoint`.

    `known_logs`: trusted keys by origin; `signers`: the witness's keys, all sign; `now`: POSIX
    seconds, > 0. 200 carries signature lines; 400, 403, 404, 409 and 422 are as the specification
    has them.
    """
    try:
        request = _parsed(body)
        checkpoint = request.checkpoint
        log_lines = _log_signatures(request.note, checkpoint.origin, known_logs)
        if request.old_size > checkpoint.size:
            raise _RefusedError(400, "the old size is larger than the checkpoint")
        latest = store.latest(checkpoint.origin)
        _check_growth(request, checkpoint, latest)
        cosignatures = [signer.sign(checkpoint, now) for signer in signers]
        note = format_note(checkpoint.text(), [*log_lines, *cosignatures])
        new = WitnessedHead(checkpoint.size, checkpoint.root, note)
        if not store.advance(checkpoint.origin, expected=latest, new=new):
            raise _conflict(store.latest(checkpoint.origin))
    except _RefusedError as refusal:
        return refusal.response
    return 200, PLAIN, "".join(line.line() for line in cosignatures).encode()


def handle_checkpoint(
    origin_hash: str, store: WitnessStore, known_logs: Mapping[str, Sequence[Verifier]]
) -> Response:
    """Answer `GET <prefix>/<origin hash>/checkpoint`: the latest cosigned checkpoint, or 404."""
    for origin in known_logs:
        if sha256(origin.encode()).hexdigest() == origin_hash and (head := store.latest(origin)):
            return 200, PLAIN, head.note.encode()
    return 404, PLAIN, b"no such checkpoint\n"


def _parsed(body: bytes) -> AddCheckpoint:
    try:
        return AddCheckpoint.parse(body)
    except FormatError as error:
        raise _RefusedError(400, error.cause) from None


def _log_signatures(
    note: Note, origin: str, known_logs: Mapping[str, Sequence[Verifier]]
) -> list[NoteSignature]:
    """The signature lines of the log's trusted keys, verified."""
    if origin not in known_logs:
        raise _RefusedError(404, "this witness does not know the log")
    try:
        signed = verified_signatures(note, known_logs[origin])
    except VerificationError as error:
        raise _RefusedError(403, error.cause) from None
    if not signed:
        raise _RefusedError(403, "no trusted key of the log signed the checkpoint")
    known = {(item.key.name, item.key.key_id) for item in signed}
    return [line for line in note.signatures if (line.name, line.key_id) in known]


def _check_growth(
    request: AddCheckpoint, checkpoint: Checkpoint, latest: WitnessedHead | None
) -> None:
    size, root = (latest.size, latest.root) if latest else (0, EMPTY_ROOT)
    if request.old_size != size:
        raise _conflict(latest)
    try:
        verify_consistency(size, checkpoint.size, root, checkpoint.root, request.proof)
    except VerificationError as error:
        raise _RefusedError(422, error.cause) from None


def _conflict(latest: WitnessedHead | None) -> _RefusedError:
    return _RefusedError(409, str(latest.size if latest else 0), SIZE)
