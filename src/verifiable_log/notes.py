"""Signed notes (C2SP signed-note): a text, an empty line, one signature per line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .encoding import from_base64, to_base64
from .errors import FormatError, VerificationError
from .keys import Verifier, check_key_name

MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100
_MARK = "\N{EM DASH} "
_KEY_ID_BYTES = 4


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: who says to have signed (`name`, 4 bytes of `key_id`) and the bytes."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """The signature line, ended by a newline."""
        return f"{_MARK}{self.name} {to_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text (ending in a newline) with its signatures, none of them verified yet."""

    text: str
    signatures: tuple[NoteSignature, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that holds: whose, and the POSIX seconds it states (None for type 0x01)."""

    key: Verifier
    timestamp: int | None


def format_note(text: str, signatures: Iterable[NoteSignature]) -> str:
    """The note as it is published."""
    return text + "\n" + "".join(signature.line() for signature in signatures)


def with_signatures(note: str, signatures: Iterable[NoteSignature]) -> str:
    """The note with these signatures added; a key's older signature gives way to its new one."""
    parsed = parse_note(note)
    merged = {(line.name, line.key_id): line for line in (*parsed.signatures, *signatures)}
    return format_note(parsed.text, merged.values())


def parse_note(note: str | bytes) -> Note:
    """Split a note, strictly as the specification has it; nothing is verified.

    FormatError: not UTF-8, control characters, over 1 MB, no signature or more than 100.
    """
    text = _decoded(note)
    body, separator, tail = text.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        raise FormatError(
            "The text is not a signed note.",
            expected="a text, an empty line, and a line '— name signature' per signature",
        )
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise FormatError(f"A note with over {MAX_SIGNATURES} signatures is refused.")
    return Note(body + "\n", tuple(parse_signature(line) for line in lines))


def parse_signature(line: str) -> NoteSignature:
    """One signature line, without its newline."""
    name, space, encoded = line.removeprefix(_MARK).partition(" ")
    if not line.startswith(_MARK) or not space:
        raise FormatError(
            f"{line[:60]!r} is not a signature line.", expected="— name base64, parted by spaces"
        )
    data = from_base64(encoded)
    if len(data) <= _KEY_ID_BYTES:
        raise FormatError(f"The signature of {name} is cut short.")
    return NoteSignature(check_key_name(name), data[:_KEY_ID_BYTES], data[_KEY_ID_BYTES:])


def verified_signatures(note: Note, keys: Sequence[Verifier]) -> list[Signed]:
    """The signatures of `note` made by `keys`, each verified; those of other keys are ignored.

    VerificationError if a signature that claims one of the keys is false: such a note is
    rejected whole. An empty list means that none of the keys signed.
    """
    known = {(key.name, key.key_id): key for key in keys}
    found = []
    for line in note.signatures:
        key = known.get((line.name, line.key_id))
        if key is not None:
            found.append(Signed(key, key.verify(note.text, line.signature)))
    return found


def unchecked_signatures(note: Note, signed: Iterable[Signed]) -> list[NoteSignature]:
    """The lines of `note` that none of `signed` is: nothing is known of them, not even that they
    are signatures. A false one is refused before, by `verified_signatures`."""
    checked = {(item.key.name, item.key.key_id) for item in signed}
    return [line for line in note.signatures if (line.name, line.key_id) not in checked]


def open_note(note: str | bytes, keys: Sequence[Verifier]) -> tuple[str, list[Signed]]:
    """The text of a note that at least one of `keys` signed, and who of them did."""
    parsed = parse_note(note)
    signed = verified_signatures(parsed, keys)
    if not signed:
        raise VerificationError(
            "None of the trusted keys signed this text.",
            expected=", ".join(f"{key.name} ({key.key_id.hex()})" for key in keys),
        )
    return parsed.text, signed


def _decoded(note: str | bytes) -> str:
    try:
        raw = note.encode() if isinstance(note, str) else note
        text = raw.decode()
    except UnicodeError:
        raise FormatError("The note is not UTF-8 text.") from None
    if len(raw) > MAX_NOTE_BYTES:
        raise FormatError(f"A note over {MAX_NOTE_BYTES} bytes is refused.")
    if any(char < " " and char != "\n" for char in text):
        raise FormatError("The note holds control characters.", expected="only newlines")
    return text
