"""Taking in service letters: each file read or refused, the same again changes nothing."""

from __future__ import annotations

import hashlib
import json
import tarfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ventanilla.domains.catalogue.finding.entries import of_letter
from ventanilla.domains.catalogue.finding.index import index_entries
from ventanilla.domains.catalogue.letters.files import letter_files
from ventanilla.domains.catalogue.letters.gov_br import Letter, read_letter
from ventanilla.domains.catalogue.letters.leaving import (
    Standing,
    gone_from,
    standing_letters,
    withdraw_letters,
)
from ventanilla.domains.catalogue.letters.letter import PublishedLetter
from ventanilla.domains.catalogue.letters.queries import published_letter
from ventanilla.domains.catalogue.letters.xml_reader import LetterRefused
from ventanilla.domains.catalogue.models import LetterVersion
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock

KINDS: dict[str, Callable[..., Letter]] = {"cartas-de-servico": read_letter}
SOURCES = {"cartas-de-servico": "Cartas de serviço, servicos.gov.br (XML v3)"}
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class FileSaid:
    """What is said of one file: `line` counts from 1, None where it is of the whole file."""

    file: str
    line: int | None
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


@dataclass(slots=True)
class LettersImported:
    """What came of an import. `read` = new + changed + unchanged; each file is read or refused."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    returned: int = 0  # withdrawn once, and there again: counted among `changed` too
    withdrawn: list[str] = field(default_factory=list)  # slugs that are gone from the source
    kept_back: int = 0  # gone too, but half of the source or more: nothing was withdrawn
    refused: list[FileSaid] = field(default_factory=list)
    notes: list[FileSaid] = field(default_factory=list)
    versions: list[tuple[str, int, bytes]] = field(default_factory=list)  # slug, number, digest

    @property
    def read(self) -> int:
        return self.new + self.changed + self.unchanged

    @property
    def digest(self) -> bytes:
        """Of all that this import wrote and withdrew: what the office's log commits."""
        lines = [f"{slug}/{number} {digest.hex()}" for slug, number, digest in self.versions]
        lines += [f"{slug} withdrawn" for slug in self.withdrawn]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).digest()


def import_letters(
    *,
    office_id: uuid.UUID,
    kind: str,
    path: Path,
    source: str = "",
    withdraw: bool = True,
    withdraw_most: bool = False,
) -> LettersImported:
    """Every letter at `path` (a tar, a folder, one file) as a version of the office's catalogue.

    A letter whose content is that of its newest version is left alone; another content makes the
    next version. What a whole source no longer brings is withdrawn (`leaving`), unless `withdraw`
    is false, or it is half of it or more and `withdraw_most` is false. Written in batches, so an
    import that is cut short may be run again. The caller appends `digest` to the office's log.
    Raises KeyError for a `kind` that is not in `KINDS`.
    """
    read = KINDS[kind]
    said = LettersImported()
    newest = standing_letters(office_id)
    named, brought = (source or SOURCES[kind])[:200], set[str]()
    batch: list[LetterVersion] = []
    for file, letter in _read_once(path, read, said):
        brought.add(letter.slug)
        row = _version(office_id, letter, newest, said)
        if row is not None:
            row.file, row.source = file[-300:], named
            batch.append(row)
        if len(batch) >= _AT_ONCE:
            _write(office_id, batch, said)
            batch = []
    _write(office_id, batch, said)
    if withdraw and brought and is_whole(path, said.refused):
        refused = {one.file[-300:] for one in said.refused}
        gone, most = gone_from(newest.values(), source=named, brought=brought, refused=refused)
        if most and not withdraw_most:
            said.kept_back = len(gone)
        elif gone:
            withdraw_letters(office_id=office_id, gone=gone)
            said.withdrawn = sorted(one.slug for one in gone)
    return said


def is_whole(path: Path, refused: list[FileSaid]) -> bool:
    """Whether `path` held a source to its end: not one file, nor a packed folder that broke off."""
    single = path.is_file() and not tarfile.is_tarfile(path)
    return not single and not any(one.file in {path.name, str(path)} for one in refused)


def _read_once(
    path: Path, read: Callable[..., Letter], said: LettersImported
) -> Iterator[tuple[str, Letter]]:
    """Each letter read; a file that repeats the id of an earlier one is refused."""
    first: dict[str, str] = {}
    for file, content in letter_files(path):
        try:
            if isinstance(content, LetterRefused):
                raise content
            letter = read(content, name=file)
            if letter.slug in first:
                raise LetterRefused(
                    _("El id «%(id)s» ya vino en %(file)s.")
                    % {"id": letter.slug, "file": first[letter.slug]}
                )
        except LetterRefused as refused:
            said.refused.append(FileSaid(file, refused.line, refused.reason))
            continue
        first[letter.slug] = file
        said.notes += [FileSaid(file, line, text) for line, text in letter.notes]
        yield file, letter


def _version(
    office_id: uuid.UUID,
    letter: Letter,
    newest: dict[str, Standing],
    said: LettersImported,
) -> LetterVersion | None:
    plain = json.dumps(letter.content, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(plain.encode()).digest()
    held = newest.get(letter.slug)
    if held and held.withdrawn:
        said.returned += 1
    elif held and held.digest == digest:
        said.unchanged += 1
        return None
    return LetterVersion(
        office_id=office_id,
        slug=letter.slug,
        number=held.number + 1 if held else 1,
        digest=digest,
        content=letter.content,
        imported_at=clock.now(),
    )


def _write(office_id: uuid.UUID, batch: list[LetterVersion], said: LettersImported) -> None:
    if not batch:
        return
    with transaction.atomic():
        Office.objects.select_for_update().get(id=office_id)  # versions of one office, one by one
        LetterVersion.objects.bulk_create(batch)
        letters: list[PublishedLetter] = [published_letter(row) for row in batch]
        index_entries(office_id=office_id, entries=[of_letter(letter) for letter in letters])
    for row in batch:
        said.new += row.number == 1
        said.changed += row.number > 1
        said.versions.append((row.slug, row.number, bytes(row.digest)))
