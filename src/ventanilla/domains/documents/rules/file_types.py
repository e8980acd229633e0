"""What a file is, by its bytes. Its name decides only between kinds of plain text."""

from __future__ import annotations

from typing import IO

from ventanilla.domains.documents.rules.archives import UnsafeArchive, inspect_archive

HEAD = 4096  # bytes that decide
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
    (b"#!", "text/x-script"),
)
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OOXML = "application/vnd.openxmlformats-officedocument."
_CONTAINERS = (
    ("word/document.xml", f"{_OOXML}wordprocessingml.document"),
    ("xl/workbook.xml", f"{_OOXML}spreadsheetml.sheet"),
    ("ppt/presentation.xml", f"{_OOXML}presentationml.presentation"),
    ("META-INF/MANIFEST.MF", "application/java-archive"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # one container for the old office formats
_OLE_KINDS = {"xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint"}
_SAME = {"image/heif": "image/heic"}  # names of the same format
_TEXTS = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}
EXECUTABLE = frozenset(
    {
        "application/vnd.microsoft.portable-executable",
        "application/x-executable",
        "application/java-archive",
        "text/x-script",
    }
)
UNKNOWN = "application/octet-stream"


def detect_type(*, head: bytes, name: str, file: IO[bytes]) -> str:
    """The media type of a file whose first bytes are `head`; `application/octet-stream` if unknown.

    Zip containers are inspected (never unpacked): raises `UnsafeArchive`.
    """
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _container_type(head, inspect_archive(file))
    if head.startswith(_OLE):
        return _OLE_KINDS.get(_extension(name), "application/msword")
    return _by_library(head) or _text_type(head, name) or UNKNOWN


def _container_type(head: bytes, names: list[str]) -> str:
    if head[30:38] == b"mimetype":  # OpenDocument and EPUB: stored first, not compressed
        length = int.from_bytes(head[18:22], "little")
        extra = int.from_bytes(head[28:30], "little")
        declared = head[38 + extra : 38 + extra + min(length, 100)]
        if declared.startswith(b"application/") and declared.isascii():
            return declared.decode("ascii").strip()
    present = set(names)
    return next((kind for part, kind in _CONTAINERS if part in present), "application/zip")


def _by_library(head: bytes) -> str:
    import puremagic

    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    best = next((guess for guess in guesses if guess.confidence >= 0.3), None)
    return _SAME.get(best.mime_type, best.mime_type) if best else ""


def _text_type(head: bytes, name: str) -> str:
    """Text is what decodes and holds no control signs; a last character may be cut in half."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(head) < HEAD or error.start < HEAD - 4:
            return ""
        text = head[: error.start].decode("utf-8")
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):
        return ""
    return _TEXTS.get(_extension(name), "text/plain")


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


__all__ = ["EXECUTABLE", "HEAD", "UNKNOWN", "UnsafeArchive", "detect_type"]
