"""Zip files that promise too much are refused without unpacking anything."""

import io
import struct
import zipfile

import pytest

from ventanilla.domains.documents.rules.archives import UnsafeArchive, inspect_archive


def zipped(*entries, compress=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compress) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file


def test_an_ordinary_archive_gives_its_names():
    assert inspect_archive(zipped(("a.txt", "x"), ("b/c.txt", "y"))) == ["a.txt", "b/c.txt"]


def test_kilobytes_that_promise_megabytes_are_refused():
    bomb = zipped(("zeros", bytes(60_000_000)))
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(UnsafeArchive, match="ratio"):
        inspect_archive(bomb)


def test_archives_within_archives_are_refused():
    with pytest.raises(UnsafeArchive, match="nested"):
        inspect_archive(zipped(("inner.ZIP", zipped(("a", "b")).getvalue())))


def test_more_entries_than_anyone_reads_are_refused_before_they_are_listed():
    many = zipped(*((f"{n}", "") for n in range(5_001)), compress=zipfile.ZIP_STORED)
    with pytest.raises(UnsafeArchive, match="entries"):
        inspect_archive(many)


def test_entries_that_share_their_bytes_are_refused():
    honest = zipped(("a", b"x" * 100), ("b", b"y" * 100), compress=zipfile.ZIP_STORED).getvalue()
    second = honest.index(b"PK\x01\x02", honest.index(b"PK\x01\x02") + 1)
    overlapping = bytearray(honest)
    overlapping[second + 42 : second + 46] = struct.pack("<I", 0)
    with pytest.raises(UnsafeArchive, match="overlap"):
        inspect_archive(io.BytesIO(bytes(overlapping)))


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(200), b"PK\x05\x06"])
def test_a_broken_archive_is_refused(content):
    with pytest.raises(UnsafeArchive, match="unreadable"):
        inspect_archive(io.BytesIO(content))


def test_every_cut_of_an_archive_is_judged_without_another_error():
    whole = zipped(("a.txt", "hola"), ("b.txt", "adiós")).getvalue()
    for length in range(len(whole)):
        with pytest.raises(UnsafeArchive):
            inspect_archive(io.BytesIO(whole[:length]))
