"""A ZIP is written a chunk at a time, is read by others, and is broken off rather than false."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.domains.archive.rules.entry_names import LONGEST, entry_name
from ventanilla.domains.archive.zip_stream import ZipMember, zip_stream

AT = datetime(2026, 3, 2, 10, 30)
MEBIBYTE = bytes(1 << 20)


def ten_mebibytes() -> Iterator[bytes]:
    for _ in range(10):
        yield MEBIBYTE


def test_a_hundred_documents_of_ten_mebibytes_are_never_held() -> None:
    members = [
        ZipMember(f"f/{n:03d}.pdf", AT, 10 << 20, ten_mebibytes, stored=True) for n in range(100)
    ]
    tracemalloc.start()
    try:
        sizes = [len(chunk) for chunk in zip_stream(members)]
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(sizes) > 1000 << 20
    assert max(sizes) <= 1 << 20
    assert peak < 8 << 20


def test_what_is_written_is_read_back_with_its_names_and_days() -> None:
    members = [
        ZipMember("f/á.txt", AT, 4, lambda: (b"ho", b"la")),
        ZipMember("f/b.bin", datetime(1971, 1, 1), 3, lambda: (b"abc",), stored=True),
    ]
    with zipfile.ZipFile(io.BytesIO(b"".join(zip_stream(members)))) as read:
        assert read.testzip() is None
        assert read.namelist() == ["f/á.txt", "f/b.bin"]
        assert read.read("f/á.txt") == b"hola"
        assert read.infolist()[0].date_time == (2026, 3, 2, 10, 30, 0)
        assert read.infolist()[1].date_time[0] == 1980


def test_one_that_is_broken_off_is_no_zip() -> None:
    def damaged() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the disk")

    came = bytearray()
    with pytest.raises(OSError, match="the disk"):
        for chunk in zip_stream([ZipMember("f/a", AT, 8, damaged, stored=True)]):
            came += chunk
    assert not zipfile.is_zipfile(io.BytesIO(bytes(came)))


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(name: str) -> None:
    path = entry_name("documents", 7, name)
    folder, _slash, file = path.partition("/")
    assert folder == "documents"
    assert file.startswith("0007-")
    assert not set(file) & set('/\\:*?"<>|\n\r\0 ')
    assert ".." not in file
    assert len(file) <= LONGEST + len("0007-")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("plano.pdf", "plano.pdf"),
        ("../../etc/passwd", "etc_passwd"),
        ("..\\..\\CON.pdf", "CON.pdf"),
        ("", "file"),
        ("\u202egnp.exe", "gnp.exe"),
        ("ñandú año.pdf", "ñandú_año.pdf"),
        ("a" * 200 + ".pdf", "a" * 76 + ".pdf"),
    ],
)
def test_hostile_names_become_plain_ones(name: str, kept: str) -> None:
    assert entry_name("documents", 7, name) == f"documents/0007-{kept}"
