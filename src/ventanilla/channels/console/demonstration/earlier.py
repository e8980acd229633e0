"""What an earlier start of the demonstration left: all of it, half of it, or files without a
database. The database is asked, not the file of credentials.

Nothing is deleted and no database with an office in it is moved, unless a load that never ended
(nobody was served from it) left it: what cannot be used is put aside in a folder of its own.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem

_ROOTS = ("KEYS_ROOT", "HIGH_WATER_ROOT", "JOURNAL_ROOT", "FILES_ROOT")


class NotTheDemonstration(Problem):
    """The database holds offices that this demonstration has no credentials for."""

    code = "not-the-demonstration"
    status = 409


def credentials_path() -> Path:
    """Where addresses, accounts and tokens of the demonstration are written."""
    return Path(settings.VAR) / "demo.json"


def put_aside_unfinished() -> None:
    """If a load was interrupted, move all that it made out of the way. Before migrating."""
    if not _unfinished().exists():
        return
    if connection.vendor != "sqlite":
        raise NotTheDemonstration(
            "Loading the demonstration was interrupted.",
            expected="an empty database",
            remedy=f"drop and create the database again, remove {_unfinished()}, start again",
        )
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    _put_aside(*database.parent.glob(database.name + "*"), *_of_the_offices(), _unfinished())


def held() -> dict[str, Any] | None:
    """What `demo.json` holds, if the database holds its offices; None if it holds none at all.

    In the second case keys and files of the offices that are gone are put aside. Raises
    `NotTheDemonstration` if the database holds anything else.
    """
    found = _read_credentials()
    in_database = {
        (office.slug, key.vkey)
        for office in offices.offices()
        for key in offices.keys_of(office_id=office.id)
    }
    if not in_database:
        left = _of_the_offices()
        if left and not credentials_path().exists():
            raise NotTheDemonstration(
                f"{settings.VAR} holds keys and files of offices, and the database is empty.",
                expected="a folder without offices, or the demonstration's with its file",
                example="VENTANILLA_VAR=/tmp/demo make demo",
                remedy="if they are of a demonstration, `make clean`; else `ventanilla restore`",
            )
        _put_aside(*left)
        return None
    if found is None or not {(o["slug"], o["log_vkey"]) for o in found["offices"]} <= in_database:
        raise NotTheDemonstration(
            f"The database holds offices that {credentials_path()} does not describe.",
            expected="an empty database, or the demonstration's with its file",
            example="VENTANILLA_VAR=/tmp/demo make demo",
            remedy="`make clean` throws this folder's demonstration away",
        )
    return found


@contextmanager
def begun() -> Iterator[None]:
    """While a load lasts: if it does not end, the next start knows."""
    _unfinished().touch(mode=0o600)
    yield
    _unfinished().unlink()


def _unfinished() -> Path:
    return Path(settings.VAR) / "demo.unfinished"


def _read_credentials() -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(credentials_path().read_text())
    except (FileNotFoundError, ValueError):
        return None
    found.pop("base_url", None)
    return found


def _of_the_offices() -> list[Path]:
    """What no office can be founded again beside, and the credentials of those that were."""
    kept = [path for name in _ROOTS for path in Path(getattr(settings, name)).glob("*")]
    return [*kept, *credentials_path().parent.glob(credentials_path().name)]


def _put_aside(*paths: Path) -> None:
    if not paths:
        return
    name = f"before-{clock.now():%Y%m%d-%H%M%S}-{os.getpid()}"
    aside = Path(settings.VAR) / name
    for path in paths:
        # two roots may hold files of one name
        target = aside / path.parent.name if path.parent != Path(settings.VAR) else aside
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.move(path, target / path.name)
    print(f"The demonstration begins again: what the last one left is in {aside}")
