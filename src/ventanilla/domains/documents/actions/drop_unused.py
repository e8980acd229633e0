"""Drop files that nothing refers to: of drafts that ran out, of answers that were changed, of what
was never filed. The row goes first. The file follows two days later, so that a backup which copied
the row before finds the file too."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, Model, OuterRef

from ventanilla.domains.documents import store
from ventanilla.domains.documents.models import Document
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.office_scope import every_office

GRACE = timedelta(days=2)  # whoever keeps a file refers to it within the same request
LOOKED_AT = 20_000
PARTS = 256


def drop_unused_rows(
    *, after: UUID | None = None, most: int = LOOKED_AT
) -> tuple[int, UUID | None]:
    """Look at so many rows, the oldest first from `after`, and delete those that no other table
    refers to; returns how many went, and where to go on (None: at the first)."""
    with every_office():
        rows = Document.objects.filter(kept_at__lt=clock.now() - GRACE).order_by("id")
        if after is not None:
            rows = rows.filter(id__gt=after)
        span = list(rows.values_list("id", flat=True)[:most])
        if not span:
            return 0, None
        loose = list(_loose(span[0], span[-1]))
        for row in loose:
            _forget(row)
    return len(loose), span[-1] if len(span) == most else None


def _loose(first: UUID, last: UUID) -> Sequence[Document]:
    rows = Document.objects.filter(id__range=(first, last), kept_at__lt=clock.now() - GRACE)
    for model, field in _references():
        places: Any = model._base_manager
        rows = rows.exclude(Exists(places.filter(**{field: OuterRef("id")})))
    return list(rows.only("id", "office_id", "sha256"))


def _references() -> Iterator[tuple[type[Model], str]]:
    """Every column of any table that refers to a document, hidden ones too."""
    for one in Document._meta.get_fields(include_hidden=True):
        if isinstance(one, ForeignObjectRel):
            yield one.related_model, one.field.name


def _forget(row: Document) -> None:
    """Refused by the database where something came to refer to it meanwhile. Its file counts as
    kept at this moment."""
    with transaction.atomic():
        Document.objects.filter(id=row.id).delete()
    store.keep_again(office_id=row.office_id, sha256=bytes(row.sha256))


def drop_unused_files(*, part: int) -> int:
    """Delete the files of one of 256 folders of each office that have no row; returns how many."""
    before = time.time() - GRACE.total_seconds()
    with every_office():
        return sum(
            _drop_files(
                office.id, store.unused_since(office_id=office.id, part=part, moment=before)
            )
            for office in offices.offices()
        )


def _drop_files(office_id: UUID, contents: Collection[bytes]) -> int:
    before = time.time() - GRACE.total_seconds()
    rows = Document.objects.filter(office_id=office_id, sha256__in=contents)
    kept = {bytes(one) for one in rows.values_list("sha256", flat=True)}
    return sum(
        store.drop(office_id=office_id, sha256=one, before=before)
        for one in contents
        if one not in kept
    )
