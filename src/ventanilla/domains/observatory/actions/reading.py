"""Reading a CSV file row by row, with the line of each, before anything is written."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.errors import FileUnreadable, RowError
from ventanilla.domains.observatory.rules.rows import RowRefusedError

MAX_BYTES = 20_000_000
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class ReadRow(Generic[R]):
    """A good row and the line it stands on."""

    line: int
    row: R


@dataclass(kw_only=True)
class ReadFile(Generic[R]):
    """A file as read: its good rows, its refused ones."""

    name: str
    digest: bytes
    rows: list[ReadRow[R]] = field(default_factory=list)
    refused: list[RowError] = field(default_factory=list)


def read_csv(
    path: Path,
    *,
    columns: Sequence[str],
    judge: Callable[[Mapping[str, str | None]], R],
) -> ReadFile[R]:
    """The file's rows, each judged. Raises `FileUnreadable` if it is no such file at all."""
    content = _content(path)
    found: ReadFile[R] = ReadFile(name=path.name, digest=hashlib.sha256(content).digest())
    reader = csv.DictReader(io.StringIO(_decoded(content, path), newline=""), strict=True)
    _check_columns(reader.fieldnames or [], columns, path)
    try:
        for row in reader:
            _judge(found, reader.line_num, row, judge)
    except csv.Error as error:
        found.refused.append(RowError(line=reader.line_num, reason=str(error)))
    return found


def _judge(
    found: ReadFile[R],
    line: int,
    row: dict[str, str | None],
    judge: Callable[[Mapping[str, str | None]], R],
) -> None:
    if None in row or None in row.values():
        found.refused.append(RowError(line=line, reason="more or fewer values than columns"))
        return
    try:
        found.rows.append(ReadRow(line=line, row=judge(row)))
    except RowRefusedError as error:
        found.refused.append(RowError(line=line, reason=str(error)))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _unreadable(path, _("pesa más de 20 MB"))
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error.strerror) from error


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(path, _("no está en UTF-8")) from error


def _check_columns(found: Sequence[str], wanted: Sequence[str], path: Path) -> None:
    missing = [column for column in wanted if column not in found]
    if missing:
        raise _unreadable(path, _("le faltan columnas: %s") % ", ".join(missing), wanted)


def _unreadable(path: Path, why: object, columns: Sequence[str] = ()) -> FileUnreadable:
    return FileUnreadable(
        _("No se puede leer %(name)s: %(why)s.") % {"name": path.name, "why": why},
        expected=_("Un archivo CSV en UTF-8."),
        example=",".join(columns),
    )
