"""Opening documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.documents import store
from ventanilla.domains.documents.errors import ContentDamaged, Quarantined
from ventanilla.domains.documents.models import Document, DocumentState


def documents_kept(office_id: UUID) -> int:
    """How many documents of the office are kept under their digest. One statement."""
    return Document.objects.filter(office_id=office_id).count()


def content(document: Document) -> bytes:
    """The bytes of a document that was judged clean, compared with its digest.

    Raises `Quarantined` before the judgement or when it was found harmful, `ContentDamaged`
    when the stored file is missing or altered.
    """
    if document.state != DocumentState.CLEAN:
        raise _closed(document)
    try:
        data = store.read(office_id=document.office_id, sha256=bytes(document.sha256))
    except FileNotFoundError as error:
        raise _damaged() from error
    if hashlib.sha256(data).digest() != bytes(document.sha256):
        raise _damaged()
    return data


def content_chunks(document: Document) -> Iterator[bytes]:
    """The same bytes a mebibyte at a time. Compared with the digest at the end: `ContentDamaged`
    then, so whoever passes them on breaks off. Raises what `content` raises."""
    if document.state != DocumentState.CLEAN:
        raise _closed(document)
    digest = hashlib.sha256()
    try:
        for chunk in store.chunks(office_id=document.office_id, sha256=bytes(document.sha256)):
            digest.update(chunk)
            yield chunk
    except FileNotFoundError as error:
        raise _damaged() from error
    if digest.digest() != bytes(document.sha256):
        raise _damaged()


def why_closed(document: Document) -> str:
    """Why its bytes are not handed out: `quarantined`, `refused`, `damaged`; empty where they are.
    Looks at the size only: the digest is compared when they are read."""
    if document.state != DocumentState.CLEAN:
        return str(document.state)
    kept = store.size_kept(office_id=document.office_id, sha256=bytes(document.sha256))
    return "" if kept == document.size else "damaged"


def _closed(document: Document) -> Quarantined:
    if document.state == DocumentState.REFUSED:
        return Quarantined(
            _("El antivirus encontró algo dañino en este archivo y no se puede abrir."),
            expected=_("Pida a la persona que lo envíe de nuevo desde otro equipo."),
        )
    return Quarantined(
        _("El archivo está recibido, pero el antivirus todavía no lo ha revisado."),
        expected=_("Vuelva a intentarlo dentro de unos minutos."),
    )


def _damaged() -> ContentDamaged:
    return ContentDamaged(
        _("El archivo guardado falta o no es igual al que se recibió."),
        expected=_("Avise a quien administra la sede: hay que recuperarlo de la copia."),
    )
