"""A ZIP written while it is read: what is held is one chunk, whatever the file holds.

`zipfile` of the standard library writes to what cannot be rewound. Documents are stored as they
are, for they are compressed already; texts are deflated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = datetime(1980, 1, 1)  # of the format
_MODE = 0o644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class ZipMember:
    """One file: `at` in the office's own time, `size` in bytes as it is known before."""

    path: str
    at: datetime
    size: int
    chunks: Callable[[], Iterable[bytes]]
    stored: bool = False


def zip_stream(members: Iterable[ZipMember]) -> Iterator[bytes]:
    """The bytes of the ZIP. What `chunks` raises breaks it off before its directory is written, so
    that no reader takes what came for a whole."""
    sink = _Sink()
    with ZipFile(sink, "w") as archive:  # type: ignore[call-overload]  # it is only written to
        for member in members:
            with archive.open(_info(member), "w") as target:
                for chunk in member.chunks():
                    target.write(chunk)
                    yield from sink.taken()
    yield from sink.taken()


def _info(member: ZipMember) -> ZipInfo:
    at = max(member.at.replace(tzinfo=None), _EARLIEST)
    info = ZipInfo(member.path, date_time=at.timetuple()[:6])
    info.compress_type = ZIP_STORED if member.stored else ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _MODE
    info.file_size = member.size
    return info


class _Sink:
    """What `zipfile` writes into and is emptied at once. It has no `tell`: it cannot be rewound."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        return None

    def taken(self) -> Iterator[bytes]:
        parts, self._parts = self._parts, []
        yield from parts
