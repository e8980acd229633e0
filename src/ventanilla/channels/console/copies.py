"""Copies of a deployment: database first, then files, then a check of the copy.

The volatile database and the private keys are not in a copy: sessions are worth nothing, and a
copy that held the keys could sign a second history. Keys are kept apart by the operator.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem

MANIFEST = "manifest.json"
SQLITE_COPY = "ventanilla.sqlite3"
EVERY_OFFICE = "-c ventanilla.office=*"
POSTGRESQL_COPY = "ventanilla.dump"


class CopyRefused(Problem):
    """A copy cannot be made or used as asked."""

    code = "copy-refused"
    status = 409


def make_copy(folder: Path) -> dict[str, Any]:
    """Copy database and files into a new folder; returns the manifest it wrote and checked."""
    if folder.exists() and any(folder.iterdir()):
        raise CopyRefused(
            f"{folder} is not empty.", expected="a new folder", example="copy-2026-11-23"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = _copy_sqlite(folder) if connection.vendor == "sqlite" else _dump_postgresql(folder)
    files = _copy_files(Path(settings.FILES_ROOT), folder / "files")
    manifest = {
        "made_at": clock.now().isoformat(),
        "database": {"file": database.name, "sha256": _sha256(database)},
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))
    check_copy(folder)
    return manifest


def check_copy(folder: Path) -> dict[str, Any]:
    """Every file of a copy against its manifest. Raises `CopyRefused` naming what differs."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except OSError as error:
        raise CopyRefused(f"{folder} is no copy: it has no {MANIFEST}.") from error
    database = folder / manifest["database"]["file"]
    wanted = [(database, manifest["database"]["sha256"])]
    wanted += [(folder / "files" / name, digest) for name, digest in manifest["files"].items()]
    wrong = [str(path) for path, digest in wanted if not path.is_file() or _sha256(path) != digest]
    if wrong:
        raise CopyRefused(
            _("La copia está incompleta o alterada: %(files)s.") % {"files": ", ".join(wrong[:5])},
            expected=_("Use otra copia."),
        )
    if database.name == SQLITE_COPY:
        _integrity(database)
    return manifest


def put_back(folder: Path) -> None:
    """Put a checked copy in the place of an empty deployment. Raises `CopyRefused`."""
    manifest = check_copy(folder)
    database = folder / manifest["database"]["file"]
    if database.name == SQLITE_COPY:
        _put_back_sqlite(database)
    else:
        _restore_postgresql(database)
    _copy_files(folder / "files", Path(settings.FILES_ROOT))


def _copy_sqlite(folder: Path) -> Path:
    target = folder / SQLITE_COPY
    source = sqlite3.connect(f"file:{settings.DATABASES['default']['NAME']}?mode=ro", uri=True)
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    finally:
        source.close()
    return target


def _put_back_sqlite(copy: Path) -> None:
    target = Path(settings.DATABASES["default"]["NAME"])
    if target.exists():
        raise CopyRefused(
            f"{target} exists: a copy is never put over a database that may be newer.",
            expected="move it away first, and keep it",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(copy, target)
    _sync(target)
    connection.close()


def _integrity(database: Path) -> None:
    copy = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if answer != "ok":
        raise CopyRefused(f"The copied database is damaged: {answer}.")


def _dump_postgresql(folder: Path) -> Path:
    target = folder / POSTGRESQL_COPY
    asked = ("--format=custom", "--no-owner", "--enable-row-security", f"--file={target}")
    _postgresql("pg_dump", *asked)
    return target


def _restore_postgresql(copy: Path) -> None:
    if connection.introspection.table_names():
        raise CopyRefused(
            "The PostgreSQL database is not empty: a copy is never put over another.",
            expected="a new, empty database in DATABASE_URL",
        )
    name = str(settings.DATABASES["default"]["NAME"])
    _postgresql("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={name}", str(copy))


def _postgresql(program: str, *arguments: str) -> None:
    held = settings.DATABASES["default"]
    # A copy holds every office's rows: the client's own connection says so for its whole life.
    environment = {**os.environ, "PGDATABASE": str(held["NAME"]), "PGOPTIONS": EVERY_OFFICE}
    for variable, key in (("PGHOST", "HOST"), ("PGPORT", "PORT"), ("PGUSER", "USER")):
        if held[key]:
            environment[variable] = str(held[key])
    if held["PASSWORD"]:
        environment["PGPASSWORD"] = str(held["PASSWORD"])
    found = shutil.which(program)
    if found is None:
        raise CopyRefused(f"{program} is not installed.", expected="the PostgreSQL client programs")
    subprocess.run([found, *arguments], env=environment, check=True)  # noqa: S603 - fixed program


def _copy_files(source: Path, target: Path) -> dict[str, str]:
    copied = {}
    for path in _files(source):
        name = path.relative_to(source).as_posix()
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not destination.exists():
            shutil.copyfile(path, destination)
            _sync(destination)
        copied[name] = _sha256(destination)
    return copied


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
