"""Freezing an edition: everything held at a moment, under a name and a digest that can be cited."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.errors import EditionExists, EditionUnknown
from ventanilla.domains.observatory.exports.tables import TABLES, Table, table
from ventanilla.domains.observatory.models import Edition
from ventanilla.domains.observatory.rules.differences import Difference, differences
from ventanilla.kernel import clock

FORMAT = "ventanilla-observatory-edition/v1"
KEYS = {
    "facts": ("key",),
    "figures": ("indicator", "country", "year"),
    "office-figures": ("endpoint", "measure", "period"),
}
_NAME = re.compile(r"^\d{4}-\d{1,2}$")


def freeze_edition(name: str) -> Edition:
    """Freeze what is held now as `name` (year and number: `2026-1`). Raises `EditionExists`."""
    if not _NAME.match(name):
        raise EditionExists(
            _("«%s» no es el nombre de una edición.") % name,
            expected=_("El año y un número."),
            example="2026-1",
        )
    held = {kind: table(kind).records() for kind in KEYS}
    content = json.dumps(
        {"format": FORMAT, **held}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    edition = Edition(
        name=name,
        frozen_at=clock.now(),
        digest=hashlib.sha256(content).digest(),
        content=zlib.compress(content, 9),
    )
    try:
        with transaction.atomic():
            Edition.objects.bulk_create([edition])
    except IntegrityError as error:
        raise EditionExists(
            _("La edición %s ya está congelada.") % name, expected=_("Elija otro número.")
        ) from error
    return edition


def editions() -> list[Edition]:
    """Every edition, newest first, without its content."""
    return list(Edition.objects.defer("content").order_by("-frozen_at"))


def edition(name: str) -> Edition:
    """The edition of that name, its digest checked. Raises `EditionUnknown`."""
    found = Edition.objects.filter(name=name).first()
    if found is None:
        raise EditionUnknown(
            _("No hay ninguna edición «%s».") % name, expected=_("Elija una de la lista.")
        )
    if hashlib.sha256(edition_bytes(found)).digest() != bytes(found.digest):
        raise EditionUnknown(_("La edición %s está dañada: no coincide con su huella.") % name)
    return found


def edition_bytes(found: Edition) -> bytes:
    """The canonical JSON of an edition: what its digest is taken of."""
    return zlib.decompress(bytes(found.content))


def edition_table(found: Edition, kind: str) -> Table:
    """One of the three stores as it was frozen."""
    records = json.loads(edition_bytes(found))[kind]
    columns = TABLES[kind].columns
    return Table(name=kind, columns=columns, rows=[tuple(r[c] for c in columns) for r in records])


def changes(before: Edition, after: Edition | None) -> dict[str, list[Difference]]:
    """What changed from one edition to another (None: to what is held now), store by store."""
    old = json.loads(edition_bytes(before))
    new: dict[str, Any] = (
        json.loads(edition_bytes(after))
        if after
        else {kind: table(kind).records() for kind in KEYS}
    )
    return {kind: differences(old[kind], new[kind], by=by) for kind, by in KEYS.items()}
