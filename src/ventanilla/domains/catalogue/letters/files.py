"""The files of an import: a packed folder, a folder or one file, never unpacked on disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from ventanilla.domains.catalogue.letters.xml_reader import LARGEST_BYTES, LetterRefused

MOST_FILES = 200_000
MOST_BYTES = 2_000_000_000  # unpacked, of one archive

Given = tuple[str, "bytes | LetterRefused"]  # the name of a file, its bytes or why not


def letter_files(path: Path) -> Iterator[Given]:
    """Every `.xml` at `path`, by name; what is not a plain file, or too large, comes with why.

    A packed folder that breaks off gives what came before, and then why it ends.
    """
    if not path.exists():
        yield str(path), LetterRefused(_("No existe."))
    elif path.is_dir():
        yield from _of_folder(path)
    elif tarfile.is_tarfile(path):
        yield from _of_archive(path)
    else:
        yield path.name, _content(path)


def _of_folder(folder: Path) -> Iterator[Given]:
    for count, path in enumerate(sorted(folder.rglob("*.xml"))):
        name = str(path.relative_to(folder))
        if count >= MOST_FILES:
            yield name, LetterRefused(_("Son más de %d archivos.") % MOST_FILES)
            return
        if path.is_symlink() or not path.is_file():
            yield name, LetterRefused(_("No es un archivo corriente."))
        else:
            yield name, _content(path)


def _content(path: Path) -> bytes | LetterRefused:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return _too_large(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        return LetterRefused(_("No se puede leer: %s.") % error.strerror)


def _of_archive(path: Path) -> Iterator[Given]:
    given, unpacked = 0, 0
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                if not member.name.endswith(".xml") or member.isdir():
                    continue
                given += 1
                unpacked += member.size if member.isfile() else 0
                if given > MOST_FILES or unpacked > MOST_BYTES:
                    yield path.name, LetterRefused(_("El archivo empaquetado es demasiado grande."))
                    return
                yield member.name, _member(archive, member)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        yield path.name, LetterRefused(_("El archivo empaquetado está roto: %s.") % error)


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes | LetterRefused:
    if not member.isfile():
        return LetterRefused(_("No es un archivo corriente."))
    if member.size > LARGEST_BYTES:
        return _too_large(member.size)
    taken = archive.extractfile(member)
    assert taken is not None
    return taken.read()


def _too_large(size: int) -> LetterRefused:
    return LetterRefused(
        _("El archivo pesa %(size)d KB y el máximo es %(limit)d KB.")
        % {"size": size // 1000, "limit": LARGEST_BYTES // 1000}
    )
