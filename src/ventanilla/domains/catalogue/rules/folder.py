"""A procedure's folder: which files it may have, read within limits, and its digest."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.errors import FolderError
from ventanilla.domains.catalogue.rules.fragments import (
    FORM_FILE,
    Borrowed,
    expand,
    named_fragments,
)
from ventanilla.domains.catalogue.rules.overlays import OFFICE_FILE
from ventanilla.domains.catalogue.rules.yaml_reader import MAX_BYTES, ReadYaml, read_yaml
from ventanilla.domains.forms.api import canonical
from ventanilla.kernel.shapes import Path

TAG = b"ventanilla-procedure/v1\x00"
MAX_FILES = 300
_ALLOWED = re.compile(
    r"(procedure|form|handling|office)\.yaml|README(\.[a-z]{2})?\.md"
    r"|(examples|decisions|templates|fragments)/[a-z0-9][a-z0-9_-]*\.yaml"
    r"|lists/[a-z][a-z0-9_]*\.csv"
)
_KEPT_OUT = re.compile(r"(^|/)\.|~$|\.sw[op]$")  # editors' and systems' own files


@dataclass(slots=True)
class Folder:
    """The files of one folder by relative path, the YAML among them read, what is wrong so far."""

    files: dict[str, bytes]
    documents: dict[str, ReadYaml] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    errors: list[FolderError] = field(default_factory=list)
    borrowed: dict[Path, Borrowed] = field(default_factory=dict)  # of form.yaml, by path

    def named(self, kind: str) -> list[tuple[str, ReadYaml]]:
        """The readable documents of a sub-folder (`decisions`), by name."""
        return [
            (file.removeprefix(f"{kind}/").removesuffix(".yaml"), read)
            for file, read in sorted(self.documents.items())
            if file.startswith(f"{kind}/") and not read.errors
        ]

    def placed(self, file: str, path: Path) -> tuple[str, int | None]:
        """The file and line where what stands at `path` was written: a fragment's own, if so."""
        for length in range(len(path), 0, -1) if file == FORM_FILE else ():
            if found := self.borrowed.get(path[:length]):
                inside = (*found.path, *path[length:])
                lines = self.documents[found.file].lines
                nearest = (inside[:n] for n in range(len(inside), -1, -1))
                return found.file, next((lines[p] for p in nearest if p in lines), None)
        return file, None

    def document(self, file: str) -> Any:
        """The data of a YAML file, None if it is missing or unreadable."""
        read = self.documents.get(file)
        return read.value if read else None

    @property
    def digest(self) -> bytes:
        """SHA-256 over a domain tag and the canonical map of paths to SHA-256 of contents."""
        return digest_of(self.files)

    @property
    def texts(self) -> dict[str, str]:
        """The files as they are stored with a version: text, byte for byte."""
        return {name: content.decode() for name, content in sorted(self.files.items())}


def digest_of(files: Mapping[str, bytes]) -> bytes:
    """The digest of a folder's files (paths with `/`, contents as they are)."""
    named = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return hashlib.sha256(TAG + canonical(named)).digest()


def read_folder(root: FilePath, *, local: FilePath | None = None) -> Folder:
    """The folder at `root`; what may not be there is an error, not an exception.

    Fragments that its form names come from `fragments/` beside the folder unless it has its own;
    `local` is an office.yaml from elsewhere.
    """
    folder = Folder({})
    if not root.is_dir():
        folder.errors.append(
            FolderError(
                str(root),
                None,
                _("Esta carpeta no existe."),
                _("Se espera la carpeta de un trámite."),
                "procedures/cl-acceso-informacion",
            )
        )
        return folder
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if _KEPT_OUT.search(name) or (path.is_dir() and not path.is_symlink()):
            continue
        _take(folder, name, path)
    if local is not None:
        _take(folder, OFFICE_FILE, local)
    _take_fragments(folder, root.parent / "fragments")
    return parsed(folder)


def _take_fragments(folder: Folder, shared: FilePath) -> None:
    form = read_yaml(folder.files.get(FORM_FILE, b""))
    for name in sorted(named_fragments(form.value)):
        file = f"fragments/{name}.yaml"
        path = shared / f"{name}.yaml"
        if file not in folder.files and _ALLOWED.fullmatch(file) and path.is_file():
            _take(folder, file, path)


def folder_of(texts: Mapping[str, str]) -> Folder:
    """The folder of a stored version."""
    return parsed(Folder({name: text.encode() for name, text in texts.items()}))


def parsed(folder: Folder) -> Folder:
    """`folder` with its YAML and its lists read."""
    for name, content in folder.files.items():
        if name.endswith(".yaml"):
            read = folder.documents[name] = read_yaml(content)
            folder.errors += [
                FolderError(name, e.line, e.message, e.expected, e.example) for e in read.errors
            ]
        elif name.startswith("lists/"):
            stem = name.removeprefix("lists/").removesuffix(".csv")
            folder.lists[stem] = _read_list(name, content, folder.errors)
    _join_fragments(folder)
    return folder


def _join_fragments(folder: Folder) -> None:
    form = folder.documents.get(FORM_FILE)
    if form is None or form.value is None:
        return
    fragments = dict(folder.named("fragments"))
    form.value, form.lines, folder.borrowed, errors = expand(form.value, form.lines, fragments)
    folder.errors += errors


def _take(folder: Folder, name: str, path: FilePath) -> None:
    if path.is_symlink() or not path.is_file() or not _ALLOWED.fullmatch(name):
        folder.errors.append(
            FolderError(
                name,
                None,
                _("Este archivo no tiene lugar en la carpeta de un trámite."),
                _("Se esperan procedure.yaml, form.yaml, handling.yaml, examples y lists."),
            )
        )
        return
    if len(folder.files) >= MAX_FILES or path.stat().st_size > MAX_BYTES:
        folder.errors.append(
            FolderError(
                name,
                None,
                _("El archivo es demasiado grande, o hay demasiados."),
                _("El máximo es 1 MB por archivo y 300 archivos."),
            )
        )
        return
    content = path.read_bytes()
    if _is_text(folder, name, content):
        folder.files[name] = content


def _is_text(folder: Folder, name: str, content: bytes) -> bool:
    """Only text is kept with a version; what is not text is refused here, once."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        folder.errors.append(FolderError(name, line, _("El archivo no está en UTF-8.")))
        return False
    return True


def _read_list(name: str, content: bytes, errors: list[FolderError]) -> list[dict[str, Any]]:
    """`value,label_es,label_pt,label_en`: one option per row."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")))
    labels = {c: c.removeprefix("label_") for c in rows.fieldnames or [] if c.startswith("label_")}
    if "value" not in (rows.fieldnames or []) or not labels:
        errors.append(
            FolderError(
                name,
                1,
                _("A la lista le faltan columnas."),
                _("Se esperan «value» y una columna de nombre por idioma."),
                "value,label_es,label_pt,label_en",
            )
        )
        return []
    found, seen = [], set()
    for row in rows:
        value = (row["value"] or "").strip()
        label = {lang: (row[column] or "").strip() for column, lang in labels.items()}
        if not value or value in seen or not all(label.values()):
            errors.append(
                FolderError(
                    name,
                    rows.line_num,
                    _("A esta fila le falta algo, o su valor ya está en la lista."),
                    _("Se espera un valor distinto y un nombre en cada idioma."),
                    "valparaiso,Valparaíso,Valparaíso,Valparaíso",
                )
            )
            continue
        seen.add(value)
        found.append({"value": value, "label": label})
    return found
