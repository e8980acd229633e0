"""Keep a file: durable bytes, and a row that its owner writes in its own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.documents import store
from ventanilla.domains.documents.errors import (
    ArchiveBomb,
    EmptyFile,
    FileNameRefused,
    FileTooLarge,
    TypeRefused,
)
from ventanilla.domains.documents.models import Document, DocumentState
from ventanilla.domains.documents.ports import ScannerDown, scanner
from ventanilla.domains.documents.rules.archives import UnsafeArchive
from ventanilla.domains.documents.rules.file_names import clean_file_name
from ventanilla.domains.documents.rules.file_types import EXECUTABLE, HEAD, detect_type
from ventanilla.kernel import clock


def keep(
    *,
    office_id: UUID,
    name: str,
    content: bytes | BinaryIO,
    declared_type: str,
    limit: int,
    accept: Sequence[str] | None = None,
) -> Document:
    """Store one file and return its unsaved row.

    On return the bytes are durable (file and folder synced) whatever happens to the row.
    `limit` is in bytes. `accept` lists media types (`image/*` too); without it everything but
    programs is taken and the form decides. `declared_type` is what the sender said: it is never
    believed. Raises `FileNameRefused`, `EmptyFile`, `FileTooLarge`, `TypeRefused`, `ArchiveBomb`.
    """
    # 1. a name that can be kept
    cleaned = _name(name)
    try:
        with store.receive(office_id=office_id, content=content, limit=limit) as incoming:
            # 2. something, and not too much
            if incoming.size == 0:
                raise _empty(cleaned)
            # 3. what it is, by its bytes
            media_type = _type(cleaned, incoming, accept)
            # 4. durable under its digest
            store.put(office_id=office_id, incoming=incoming)
            # 5. judged at once where that costs nothing; else it waits in quarantine
            row = _row(office_id, cleaned, media_type, incoming)
    except store.OverLimit as error:
        raise _too_large(cleaned, limit) from error
    return row


def _name(name: str) -> str:
    cleaned = clean_file_name(name)
    if not cleaned:
        raise FileNameRefused(
            _("El archivo no tiene un nombre que se pueda guardar."),
            expected=_("Cambie el nombre del archivo por letras y números."),
            example="carta.pdf",
        )
    return cleaned


def _type(name: str, incoming: store.Incoming, accept: Sequence[str] | None) -> str:
    incoming.file.seek(0)
    head = incoming.file.read(HEAD)
    try:
        media_type = detect_type(head=head, name=name, file=incoming.file)
    except UnsafeArchive as error:
        raise _archive(name) from error
    if media_type in EXECUTABLE or not (accept is None or is_accepted(media_type, accept)):
        raise TypeRefused(
            _("El archivo «%(name)s» no es de un tipo que se admita aquí.") % {"name": name},
            expected=_("Envíe uno de estos tipos: %(types)s.")
            % {"types": ", ".join(accept or ("PDF", "JPEG", "PNG", "ODT", "DOCX"))},
            media_type=media_type,
        )
    return media_type


def is_accepted(media_type: str, accept: Sequence[str]) -> bool:
    """Whether a media type is in a list of types, of which some may be like `image/*`."""
    family = media_type.split("/")[0] + "/*"
    return media_type in accept or family in accept or "*/*" in accept


def _row(office_id: UUID, name: str, media_type: str, incoming: store.Incoming) -> Document:
    now = clock.now()
    row = Document(
        office_id=office_id,
        name=name,
        sha256=incoming.sha256,
        size=incoming.size,
        media_type=media_type,
        state=DocumentState.QUARANTINED,
        kept_at=now,
    )
    judge = scanner()
    if judge.immediate:
        _judge_now(row, incoming)
    return row


def _judge_now(row: Document, incoming: store.Incoming) -> None:
    incoming.file.seek(0)
    try:
        verdict = scanner().scan(incoming.file.read(HEAD))
    except ScannerDown:
        return
    row.state = DocumentState.CLEAN if verdict.clean else DocumentState.REFUSED
    row.verdict = verdict.name[:100]
    row.judged_at = row.kept_at


def _empty(name: str) -> EmptyFile:
    return EmptyFile(
        _("El archivo «%(name)s» está vacío: pesa 0 bytes.") % {"name": name},
        expected=_("Ábralo en su equipo, compruebe que tiene contenido y envíelo de nuevo."),
    )


def _too_large(name: str, limit: int) -> FileTooLarge:
    return FileTooLarge(
        _("El archivo «%(name)s» pesa más de %(limit)s MB, que es el máximo.")
        % {"name": name, "limit": f"{limit / 1_000_000:g}"},
        expected=_("Envíe uno más pequeño o repártalo en varios."),
        limit=limit,
    )


def _archive(name: str) -> ArchiveBomb:
    return ArchiveBomb(
        _("El archivo comprimido «%(name)s» no se puede revisar sin riesgo.") % {"name": name},
        expected=_("Envíe los documentos sin comprimir, uno a uno."),
    )
