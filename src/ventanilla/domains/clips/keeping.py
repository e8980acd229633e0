"""Adding a clip, taking it away, and reading those of a procedure."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.clips.errors import ClipRefused, ClipUnknown
from ventanilla.domains.clips.models import Clip, ClipKind
from ventanilla.domains.clips.rules.formats import EXAMPLE, HEAD, MOST_BYTES, NAMES, format_of
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock
from ventanilla.kernel.shapes import LANGUAGE_TAG

LONGEST_TRANSCRIPT = 20_000
LONGEST_TITLE = 120


def add_clip(
    *,
    office: Office,
    slug: str,
    kind: ClipKind,
    language: str,
    title: str,
    transcript: str,
    content: bytes,
    name: str,
    by: UUID | None,
    synthetic: bool = False,
) -> Clip:
    """Keep `content` as the clip of a procedure in a language, in place of the one before.

    `by` is the account of who adds it (None: the operator); whether they may is the caller's to
    ask. `synthetic` is for what a program spoke. Raises `ClipRefused` where the weight, the format
    or the transcript is not as expected, and what `documents.keep` raises.
    """
    media_type = _judged(kind=kind, content=content, language=language, transcript=transcript)
    document = documents.keep(
        office_id=office.id,
        name=name,
        content=content,
        declared_type=media_type,
        limit=MOST_BYTES[kind],
    )
    document.media_type = media_type
    now = clock.now()
    clip = Clip(
        office=office,
        slug=slug,
        kind=kind,
        language=language,
        title=" ".join(title.split())[:LONGEST_TITLE],
        transcript=transcript.strip(),
        synthetic=synthetic,
        document=document,
        added_at=now,
        added_by=by,
    )
    with transaction.atomic():
        Office.objects.select_for_update().get(id=office.id)
        _standing(office.id, slug).filter(kind=kind, language=language).update(removed_at=now)
        document.save(force_insert=True)
        clip.save(force_insert=True)
    return clip


def remove_clip(*, office_id: UUID, clip_id: UUID) -> None:
    """Hand it out no more. Raises `ClipUnknown`."""
    with transaction.atomic():
        found = Clip.objects.filter(office_id=office_id, id=clip_id, removed_at__isnull=True)
        if not found.update(removed_at=clock.now()):
            raise _unknown()


def clips_of(*, office_id: UUID, slug: str) -> list[Clip]:
    """The clips of a procedure that can be opened, by kind and language. One statement."""
    rows = _standing(office_id, slug).select_related("document")
    found = rows.filter(document__state=documents.DocumentState.CLEAN)
    return list(found.order_by("kind", "language"))


def clips(*, office_id: UUID) -> list[Clip]:
    """Every clip of an office that was not taken away, also what the scanner has not judged."""
    rows = Clip.objects.filter(office_id=office_id, removed_at__isnull=True)
    return list(rows.select_related("document").order_by("slug", "kind", "language"))


def clip(*, office_id: UUID, slug: str, clip_id: UUID) -> Clip:
    """One clip of a procedure. Raises `ClipUnknown`."""
    found = _standing(office_id, slug).select_related("document").filter(id=clip_id).first()
    if found is None:
        raise _unknown()
    return found


def _standing(office_id: UUID, slug: str) -> QuerySet[Clip]:
    return Clip.objects.filter(office_id=office_id, slug=slug, removed_at__isnull=True)


def _judged(*, kind: ClipKind, content: bytes, language: str, transcript: str) -> str:
    """The media type, once weight, format, language and transcript are as expected."""
    if len(content) > MOST_BYTES[kind]:
        raise ClipRefused(
            _("El archivo pesa %(size)s MB y el máximo es %(limit)s MB.")
            % {"size": f"{len(content) / 1e6:.1f}", "limit": f"{MOST_BYTES[kind] / 1e6:g}"},
            expected=_("Se espera un archivo que se pueda descargar con mala conexión."),
            remedy=_("Acorte la grabación o comprímala más."),
        )
    media_type = format_of(content[:HEAD], kind=kind)
    if not media_type:
        raise ClipRefused(
            _("El archivo no es de un formato que los navegadores reproduzcan solos."),
            expected=_("Se espera uno de estos: %s.") % NAMES[kind],
            example=EXAMPLE[kind],
        )
    if not LANGUAGE_TAG.fullmatch(language):
        raise ClipRefused(
            _("«%s» no es una etiqueta de lengua.") % language[:20],
            expected=_("Se espera una etiqueta BCP 47."),
            example="es",
        )
    if not 1 <= len(transcript.strip()) <= LONGEST_TRANSCRIPT:
        raise ClipRefused(
            _("Falta la transcripción, o pasa de %d caracteres.") % LONGEST_TRANSCRIPT,
            expected=_("Se espera por escrito todo lo que se oye o se seña."),
        )
    return media_type


def _unknown() -> ClipUnknown:
    return ClipUnknown(
        _("Esa grabación no está en esta sede."),
        remedy=_("Vuelva a la página del trámite: lo que dice está también por escrito."),
    )
