"""Where an audit reads a published log from, a folder or a web address, and copies it to."""

from collections.abc import Callable
from pathlib import Path

from .errors import FormatError, LogError, VerificationError
from .notes import MAX_NOTE_BYTES
from .transport import request

#: `path -> bytes`: a resource of the log, such as "checkpoint" or "tile/0/000".
Read = Callable[[str], bytes]

_MAX_BYTES = 256 * (2 + 0xFFFF)
_TIMEOUT_SECONDS = 30.0


class MissingError(VerificationError):
    """The log does not have this resource."""

    def __init__(self, path: str, place: str) -> None:
        super().__init__(f"{path} is missing from {place}.")


def open_source(location: str) -> Read:
    """A reader of the log at a web address or in a folder; FormatError if it is neither."""
    if location.startswith(("http://", "https://")):
        return lambda path: _fetch(location, path)
    folder = Path(location)
    if not folder.is_dir():
        raise FormatError(
            f"{location} is neither a folder nor a web address.",
            expected="where the log is published: what stands before /checkpoint",
            example="https://sede.example.org/log",
        )
    return lambda path: _load(folder, path)


def copying(read: Read, folder: Path) -> Read:
    """The same reader, which also writes what it reads under `folder`, in the same places."""

    def read_and_keep(path: str) -> bytes:
        data = read(path)
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise LogError(f"{target} cannot be written: {error.strerror}.") from None
        return data

    return read_and_keep


def _load(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError:
        raise MissingError(path, str(folder)) from None


def _fetch(prefix: str, path: str) -> bytes:
    limit = MAX_NOTE_BYTES if path == "checkpoint" else _MAX_BYTES
    url = f"{prefix.rstrip('/')}/{path}"
    answer = request(url, max_bytes=limit, timeout_seconds=_TIMEOUT_SECONDS)
    if answer.status != 200:
        raise MissingError(path, f"{prefix} (status {answer.status})")
    return answer.body
