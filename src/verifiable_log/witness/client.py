"""Asking a witness to cosign a checkpoint."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from ..checkpoints import Checkpoint
from ..encoding import from_decimal
from ..errors import FormatError, LogError
from ..keys import Verifier
from ..notes import Note, NoteSignature, open_note, parse_note, parse_signature, verified_signatures
from ..transport import Answer, check_url, request
from .request import AddCheckpoint
from .server import SIZE

#: `(old, new) -> proof`: a consistency proof of the log between two sizes.
Prove = Callable[[int, int], Sequence[bytes]]

_MAX_ANSWER_BYTES = 256 * 1024
_ATTEMPTS = 3


class WitnessError(LogError):
    """The witness answered, but not with a cosignature that holds."""


class WitnessAheadError(WitnessError):
    """The witness has cosigned a larger tree than the one submitted.

    For the log's own operator this means that the copy at hand is not the newest: stop appending.
    `size` is the number of entries the witness has seen.
    """

    def __init__(self, witness: str, size: int, submitted: int) -> None:
        super().__init__(
            f"The witness {witness} has already seen {size} entries of this log, not {submitted}.",
            expected="the newest copy of the log",
        )
        self.size = size


class WitnessClient:
    """One witness: its submission prefix and the keys it is known by."""

    def __init__(
        self, prefix: str, keys: Sequence[Verifier], *, timeout_seconds: float = 10.0
    ) -> None:
        if not keys:
            raise FormatError("A witness without a known key cannot be believed.")
        self._prefix = check_url(prefix)
        self._keys = tuple(keys)
        self._timeout = timeout_seconds

    def submit(self, note: str, *, old_size: int, prove: Prove) -> list[NoteSignature]:
        """Cosignature lines of this witness's known keys on the signed checkpoint, verified.

        `old_size`: the size it cosigned last, 0 if not known (it then tells, and is asked again).
        WitnessAheadError; WitnessError for other refusals; TransportError where it does not answer.
        """
        parsed = parse_note(note)
        size = Checkpoint.parse(parsed.text).size
        for _ in range(_ATTEMPTS):
            proof = tuple(prove(old_size, size)) if 0 < old_size < size else ()
            answer = self._post(AddCheckpoint(old_size, proof, note))
            if answer.status == 200:
                return self._cosignatures(parsed, answer)
            if answer.status != 409:
                raise self._refused(answer)
            old_size = self._size_told(answer)
            if old_size > size:
                raise WitnessAheadError(self._keys[0].name, old_size, size)
        raise WitnessError(f"The witness {self._keys[0].name} keeps changing its mind on the size.")

    def latest(self, origin: str, log_keys: Sequence[Verifier]) -> str | None:
        """The latest checkpoint note it cosigned, signed by the log and by it; None if none.

        The prefix must be its monitoring prefix too.
        """
        path = f"{self._prefix}/{sha256(origin.encode()).hexdigest()}/checkpoint"
        answer = request(path, max_bytes=_MAX_ANSWER_BYTES, timeout_seconds=self._timeout)
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise self._refused(answer)
        for keys in (log_keys, self._keys):
            text, _ = open_note(answer.body, keys)
        if Checkpoint.parse(text).origin != origin:
            raise WitnessError("The witness answered with the checkpoint of another log.")
        return answer.body.decode()

    def _post(self, body: AddCheckpoint) -> Answer:
        return request(
            f"{self._prefix}/add-checkpoint",
            body=body.to_bytes(),
            max_bytes=_MAX_ANSWER_BYTES,
            timeout_seconds=self._timeout,
        )

    def _cosignatures(self, note: Note, answer: Answer) -> list[NoteSignature]:
        try:
            text = answer.body.decode().removesuffix("\n")
        except UnicodeDecodeError:
            raise FormatError("The witness did not answer in UTF-8.") from None
        lines = [parse_signature(line) for line in text.split("\n")]
        signed = verified_signatures(Note(note.text, tuple(lines)), self._keys)
        known = {(item.key.name, item.key.key_id) for item in signed if item.timestamp}
        if not known:
            raise WitnessError(f"None of the known keys of {self._keys[0].name} cosigned.")
        return [line for line in lines if (line.name, line.key_id) in known]

    def _size_told(self, answer: Answer) -> int:
        if answer.content_type != SIZE:
            raise self._refused(answer)
        return from_decimal(answer.body.decode("ascii", "replace").removesuffix("\n"))

    def _refused(self, answer: Answer) -> WitnessError:
        reason = answer.body[:200].decode("utf-8", "replace").strip()
        return WitnessError(f"The witness refused with status {answer.status}: {reason}")
