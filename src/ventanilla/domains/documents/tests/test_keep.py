"""Keeping files: durable bytes, honest types, clear refusals."""

import hashlib
import io
import os
import zipfile
from pathlib import Path
from uuid import UUID

import pytest

from ventanilla.domains.documents import store
from ventanilla.domains.documents.api import (
    ArchiveBomb,
    ContentDamaged,
    DocumentState,
    EmptyFile,
    FileNameRefused,
    FileTooLarge,
    Quarantined,
    TypeRefused,
    content,
    keep,
)
from ventanilla.domains.documents.ports import ScannerDown

OFFICE = UUID("01890000-0000-7000-8000-000000000001")
PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


class SlowScanner:
    immediate = False

    def scan(self, content):
        raise AssertionError("asked while keeping")


class BrokenScanner:
    immediate = True

    def scan(self, content):
        raise ScannerDown("down")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def kept(content=PDF, name="carta.pdf", limit=1000, **options):
    return keep(
        office_id=OFFICE,
        name=name,
        content=content,
        declared_type="application/pdf",
        limit=limit,
        **options,
    )


def test_a_kept_file_is_found_by_its_digest_and_reads_back():
    row = kept()
    assert bytes(row.sha256) == hashlib.sha256(PDF).digest()
    assert (row.size, row.media_type, row.state) == (len(PDF), "application/pdf", "clean")
    assert row._state.adding
    assert content(row) == PDF


def test_a_stream_and_bytes_of_the_same_content_are_one_file(files):
    assert bytes(kept(io.BytesIO(PDF)).sha256) == bytes(kept(PDF).sha256)
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1


def test_each_office_has_files_of_its_own(files):
    kept()
    keep(office_id=UUID(int=7), name="a.pdf", content=PDF, declared_type="", limit=1000)
    assert len([path for path in files.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize("make", [bytes, io.BytesIO])
def test_a_file_of_no_bytes_is_refused(make):
    with pytest.raises(EmptyFile):
        kept(make(b""))


@pytest.mark.parametrize("make", [bytes, io.BytesIO])
def test_one_byte_over_the_limit_is_refused_and_leaves_nothing(make, files):
    assert kept(make(PDF), limit=len(PDF)).size == len(PDF)
    with pytest.raises(FileTooLarge):
        kept(make(PDF + b"x"), limit=len(PDF))
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1


def test_a_name_of_which_nothing_remains_is_refused():
    with pytest.raises(FileNameRefused):
        kept(name="../..")


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("foto.jpg", PNG, "image/png"),
        ("carta.pdf", b"Estimados:\n", "text/plain"),
        ("datos.csv", b"a;b\n1;2\n", "text/csv"),
        ("nota.txt", "ñ".encode() * 3000, "text/plain"),
        ("nota.txt", b"a" + "ñ".encode() * 3000, "text/plain"),
        ("cuentas.XLS", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), "application/vnd.ms-excel"),
        ("raro", bytes(range(256)), "application/octet-stream"),
        ("foto.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
    ],
)
def test_the_type_is_what_the_bytes_say(name, data, media_type):
    assert kept(data, name=name, limit=100_000).media_type == media_type


@pytest.mark.parametrize(
    ("first", "media_type"),
    [
        ("word/document.xml", "wordprocessingml.document"),
        ("xl/workbook.xml", "spreadsheetml.sheet"),
        ("otro.txt", "application/zip"),
    ],
)
def test_a_zip_container_is_named_by_its_parts(first, media_type):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(first, "x")
    assert kept(file.getvalue()).media_type.endswith(media_type)


def test_an_open_document_is_named_by_its_own_declaration():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert kept(file.getvalue()).media_type == "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("data", [b"MZ\x90\0" + bytes(60), b"\x7fELF" + bytes(60), b"#!/bin/sh\n"])
def test_programs_are_refused_whatever_they_are_called(data):
    with pytest.raises(TypeRefused):
        kept(data, name="carta.pdf")


def test_a_type_that_the_field_does_not_take_is_refused():
    assert kept(PNG, accept=["image/*"]).media_type == "image/png"
    with pytest.raises(TypeRefused):
        kept(PNG, accept=["application/pdf"])


def test_a_zip_bomb_is_refused_and_leaves_nothing(files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(60_000_000))
    with pytest.raises(ArchiveBomb):
        kept(file.getvalue(), limit=1_000_000)
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_file_then_folder_are_synced_before_keep_returns(monkeypatch):
    synced, real = [], os.fsync

    def watched(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    row = kept()
    path = store.path_of(office_id=OFFICE, sha256=bytes(row.sha256))
    assert synced[-1] == path.parent
    assert synced[-2].parent == path.parent  # the partial file, before it was renamed


def test_a_disk_without_room_is_an_error_and_no_file(monkeypatch, files):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    kept(b"%PDF-first")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        kept(PDF)
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1


def test_what_a_slow_scanner_has_not_judged_does_not_open(monkeypatch):
    monkeypatch.setattr("ventanilla.domains.documents.actions.keep.scanner", SlowScanner)
    row = kept()
    assert row.state == DocumentState.QUARANTINED
    with pytest.raises(Quarantined):
        content(row)


def test_a_scanner_that_is_down_does_not_block_keeping(monkeypatch):
    monkeypatch.setattr("ventanilla.domains.documents.actions.keep.scanner", BrokenScanner)
    assert kept().state == DocumentState.QUARANTINED


def test_altered_or_missing_bytes_are_noticed():
    row = kept()
    path = store.path_of(office_id=OFFICE, sha256=bytes(row.sha256))
    path.write_bytes(b"%PDF-other")
    with pytest.raises(ContentDamaged):
        content(row)
    path.unlink()
    with pytest.raises(ContentDamaged):
        content(row)
