"""A new folder made like another: what has to be decided again is marked so."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.errors import FolderError, FolderInvalid
from ventanilla.domains.catalogue.rules.check import PROCEDURE_FILE
from ventanilla.domains.catalogue.rules.folder import read_folder
from ventanilla.domains.catalogue.rules.procedure_file import SLUG
from ventanilla.kernel import clock

_SLUG_LINE = re.compile(r"^slug:.*$", re.MULTILINE)
_REVIEW_LINE = re.compile(r"^review_date:.*$", re.MULTILINE)
_FOUND = re.compile(r"\bstatus: found\b")


def new_folder(*, like: Path, into: Path, slug: str) -> Path:
    """Copy the folder `like` to `into` (which may not exist yet) as the procedure `slug`.

    Comments and order are kept. Every norm becomes `status: known`, since nobody has read it for
    the new procedure; the review date is today's. Raises FolderInvalid for a folder that does not
    read, a name that will not do, or a place that is taken.
    """
    source = read_folder(like)
    errors = list(source.errors)
    if not SLUG.fullmatch(slug):
        errors.append(_refusal(slug, _("Este nombre no sirve para la dirección web.")))
    if into.exists():
        errors.append(_refusal(str(into), _("Esta carpeta ya existe.")))
    if PROCEDURE_FILE not in source.files:
        errors.append(FolderError(PROCEDURE_FILE, None, _("Falta este archivo en la carpeta.")))
    if errors:
        raise FolderInvalid(errors)
    for name, content in source.files.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_renewed(name, content.decode(), slug), encoding="utf-8")
    return into


def _renewed(name: str, text: str, slug: str) -> str:
    if not name.endswith(".yaml"):
        return text
    if name == PROCEDURE_FILE:
        text = _SLUG_LINE.sub(f"slug: {slug}", text, count=1)
        text = _REVIEW_LINE.sub(f"review_date: {clock.now().date()}", text, count=1)
    return _FOUND.sub("status: known", text)


def _refusal(where: str, message: object) -> FolderError:
    return FolderError(where, None, message, "", "tenencia-responsable")
