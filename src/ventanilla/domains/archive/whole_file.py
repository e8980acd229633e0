"""The whole file of a case as one ZIP that anyone checks offline (ES: Ley 39/2015, arts 53.1 a and
70.3; other countries in `index_law.yaml`).

    expediente-2026-E-000123/
      SHA256SUMS            `sha256sum -c` reads it; names every file but itself
      index.json            folio, act, what, when, who, size, digest; what is left out and why
      index.html index.pdf  the same to read, with the digest of index.json
      acts/ documents/ receipts/ notices/
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ventanilla.domains.archive.contents import Contents, Item, Reader, Words, contents
from ventanilla.domains.archive.index_page import index_html
from ventanilla.domains.archive.index_pdf import index_pdf
from ventanilla.domains.archive.index_record import index_bytes, index_record
from ventanilla.domains.archive.zip_stream import ZipMember, zip_stream
from ventanilla.domains.casefiles.api import CaseNow
from ventanilla.kernel import clock


@dataclass(frozen=True, slots=True)
class WholeFile:
    """`chunks` is read once, outside any transaction: it asks the database for nothing more.
    `index_digest` is the SHA-256 of `index.json` in hexadecimal."""

    name: str
    index_digest: str
    contents: Contents
    chunks: Iterator[bytes]


def whole_file(now: CaseNow, *, reader: Reader, lang: str, words: Words) -> WholeFile:
    """The file of `now` for `reader`, in `lang`; who may have it, the caller has looked.

    Everything but the documents' bytes is ready when it returns. Raises `ContentDamaged` from
    `chunks` where a document is not what was received: the ZIP is then cut short and unreadable.
    """
    made_at = clock.now()
    found = contents(now, reader=reader, words=words)
    record = index_record(now, found, reader=reader, lang=lang, made_at=made_at)
    index = index_bytes(record)
    digest = hashlib.sha256(index).hexdigest()
    texts = [
        ("index.json", index),
        ("index.html", index_html(now, found, record, digest=digest).encode()),
        ("index.pdf", index_pdf(now, found, record, digest=digest, made_at=made_at)),
    ]
    stem = f"expediente-{now.view.label.replace('/', '-')}"
    texts.append(("SHA256SUMS", _sums(texts, found.items)))
    zone = now.view.office.zone
    members = [
        *(_text(f"{stem}/{name}", data, made_at.astimezone(zone)) for name, data in texts),
        *(_member(stem, item, item.at.astimezone(zone)) for item in found.items),
    ]
    return WholeFile(f"{stem}.zip", digest, found, zip_stream(members))


def _sums(texts: Iterable[tuple[str, bytes]], items: Iterable[Item]) -> bytes:
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in texts]
    return "".join([*lines, *(f"{item.sha256}  {item.path}\n" for item in items)]).encode()


def _text(path: str, data: bytes, at: datetime) -> ZipMember:
    return ZipMember(path, at, len(data), _all_of(data))


def _all_of(data: bytes) -> Callable[[], Iterable[bytes]]:
    return lambda: (data,)


def _member(stem: str, item: Item, at: datetime) -> ZipMember:
    stored = item.kind == "document"
    return ZipMember(f"{stem}/{item.path}", at, item.size, item.chunks, stored)
