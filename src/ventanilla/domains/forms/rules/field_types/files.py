"""Files: the answer is not among the answers, it is a list of what was uploaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.rules.field_types.base import (
    ABSENT,
    FieldType,
    Load,
    Wrong,
    field_type,
)
from ventanilla.kernel.shapes import Choice, Flag, Key, Many, Whole

_MEGABYTE = 1_000_000
_KINDS = {
    "pdf": ("application/pdf",),
    "image": ("image/jpeg", "image/png", "image/webp", "image/heic", "image/tiff"),
    "text": ("text/plain", "text/csv"),
    "document": (
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/msword",
        "application/rtf",
    ),
    "sheet": (
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
    ),
}
_NAMES = {
    "pdf": _("PDF"),
    "image": _("imágenes"),
    "text": _("texto sin formato"),
    "document": _("documentos de texto"),
    "sheet": _("hojas de cálculo"),
}


class FileRef(Protocol):
    """What a form needs to know of an uploaded file; `sha256` in hex or bytes."""

    name: str
    size: int
    media_type: str
    sha256: Any


@field_type
class File(FieldType):
    """One file or several of the kinds that the form admits, up to a size each."""

    name = "file"
    cel = "int"
    is_file = True
    keys: ClassVar[Mapping[str, Key]] = {
        "accept": Key(Many(Choice(tuple(_KINDS)), least=1)),
        "max_bytes": Key(Whole(1, 200 * _MEGABYTE)),
        "max_files": Key(Whole(1, 50)),
        "one_document": Key(Flag(), default=False),  # several photos are the pages of one document
    }

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self.kinds: tuple[str, ...] = tuple(settings.get("accept") or _KINDS)
        self.accept: tuple[str, ...] = tuple(t for kind in self.kinds for t in _KINDS[kind])
        self.max_bytes: int = settings.get("max_bytes") or 10 * _MEGABYTE
        self.max_files: int = settings.get("max_files") or 1
        self.one_document: bool = bool(settings.get("one_document"))

    @property
    def kinds_in_words(self) -> str:
        """What may be attached, as people call it, in the reader's language."""
        return ", ".join(str(_NAMES[kind]) for kind in self.kinds)

    def clean(self, value: Any) -> Any:
        raise among_answers()

    def refuse_wrong(self, files: Sequence[FileRef]) -> None:
        """Wrong for too many files, or for the first one too large or of another kind."""
        if len(files) > self.max_files:
            raise Wrong(
                "too_many_files",
                _("En «%(label)s» hay %(count)s archivos y el máximo es %(limit)s."),
                expected=_("Quite los que sobran o reúnalos en un documento."),
                count=len(files),
                limit=self.max_files,
            )
        for file in files:
            self._refuse(file)

    def _refuse(self, file: FileRef) -> None:
        if file.size > self.max_bytes:
            raise Wrong(
                "file_too_large",
                _("El archivo «%(name)s» pesa %(size)s MB y el máximo es %(limit)s MB."),
                expected=_("Redúzcalo o envíe varias partes."),
                name=file.name,
                size=-(-file.size // _MEGABYTE),
                limit=self.max_bytes // _MEGABYTE,
            )
        if file.size == 0:
            raise Wrong("empty_file", _("El archivo «%(name)s» está vacío."), name=file.name)
        if file.media_type.partition(";")[0].strip().lower() not in self.accept:
            raise Wrong(
                "file_type",
                _("El archivo «%(name)s» no es de un tipo que se pueda recibir aquí."),
                expected=_("Se aceptan: %(kinds)s."),
                example="informe.pdf",
                name=file.name,
                kinds=[_NAMES[kind] for kind in self.kinds],
            )

    def missing(self) -> Any:
        return _("Adjunte un archivo en «%(label)s».")

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        return ABSENT

    def schema(self, lang: str) -> dict[str, Any]:
        return {"type": "array", "maxItems": self.max_files}


def among_answers() -> Wrong:
    """Somebody wrote among the answers what goes with the files."""
    return Wrong(
        "file_among_answers",
        _("«%(label)s» es un archivo y no va entre las respuestas."),
        expected=_("Adjúntelo como archivo."),
    )
