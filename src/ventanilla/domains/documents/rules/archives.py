"""Zip files judged by their central directory alone: nothing is ever unpacked.

Source of the limits: the known bombs (42.zip nests archives; Fifield's 2019 construction
overlaps entries; plain ones promise gigabytes from kilobytes).
"""

from __future__ import annotations

import struct
import zipfile
from typing import IO

MAX_ENTRIES = 5_000
MAX_UNPACKED = 1_000_000_000  # bytes that all entries together may promise
MAX_RATIO = 200  # promised bytes per stored byte, once more than FREE_UNPACKED
FREE_UNPACKED = 20_000_000
_END = b"PK\x05\x06"
_TAIL = 22 + 65_535
_DIRECTORY_LIMIT = MAX_ENTRIES * 400
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".tar", ".jar", ".cab")


class UnsafeArchive(Exception):  # noqa: N818 - a judgement
    """Why the archive is refused, in a word for the log: never shown alone."""


def inspect_archive(file: IO[bytes]) -> list[str]:
    """The names of the entries of a zip file. Raises `UnsafeArchive`. Moves the file's position."""
    size = file.seek(0, 2)
    _check_directory_size(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, UnicodeDecodeError, OSError) as error:
        raise UnsafeArchive("unreadable") from error
    _check_entries(entries, size)
    return [entry.filename for entry in entries]


def _check_directory_size(file: IO[bytes], size: int) -> None:
    """Before a library reads the directory: its own end record says how much that would be."""
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise UnsafeArchive("unreadable")
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if entries > MAX_ENTRIES or directory > _DIRECTORY_LIMIT:
        raise UnsafeArchive("entries")


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnsafeArchive("entries")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked > max(FREE_UNPACKED, size * MAX_RATIO):
        raise UnsafeArchive("ratio")
    if any(entry.filename.lower().endswith(_ARCHIVES) for entry in entries):
        raise UnsafeArchive("nested")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise UnsafeArchive("overlap")
        end = entry.header_offset + entry.compress_size
