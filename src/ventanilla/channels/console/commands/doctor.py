"""A check-up: what an operator should know before people rely on the office."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

NAME = "doctor"
HELP = "Examine settings, database, keys, folders and clock; say what is not in order."

Finding = tuple[bool, str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(_: argparse.Namespace) -> int:
    """Print every finding; exit 1 where something is not in order."""
    findings = list(_findings())
    for good, text in findings:
        print(f"{'ok  ' if good else 'FAIL'}  {text}")
    return 0 if all(good for good, _ in findings) else 1


def _findings() -> Iterator[Finding]:
    yield sys.version_info >= (3, 11), f"Python {sys.version.split()[0]} (3.11 or newer)"
    yield from _settings()
    yield from _databases()
    yield from _apart()
    yield from _durability()
    yield from _folders()
    yield from _private()
    yield from _keys()


def _settings() -> Iterator[Finding]:
    from django.conf import settings

    yield True, f"mode {settings.MODE}"
    unknown = settings.UNKNOWN_VARIABLES
    yield not unknown, "no unknown VENTANILLA_ variables" + (f": {unknown}" if unknown else "")
    if settings.MODE == "production":
        yield settings.HTTPS, "people reach the office by https (VENTANILLA_HTTPS=1)"
        apart = settings.HIGH_WATER_ROOT.parent != settings.VAR
        yield apart, "high-water marks are kept away from the database (VENTANILLA_HIGH_WATER)"


def _databases() -> Iterator[Finding]:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    for alias in connections:
        connection = connections[alias]
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            yield not plan, f"database {alias} ({connection.vendor}): {len(plan)} migrations to run"
        except Exception as error:
            yield False, f"database {alias}: {error}"


def _apart() -> Iterator[Finding]:
    """PostgreSQL keeps each request to the rows of its office; a superuser is past that."""
    from django.apps import apps
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    from ventanilla.kernel.postgresql.schema import bypasses, unprotected

    try:
        yield not bypasses(), "the database role is held to row-level security (no superuser)"
        models = [m for m in apps.get_models() if "office" in {f.name for f in m._meta.fields}]
        bare = unprotected([model._meta.db_table for model in models])
        yield (
            not bare,
            f"row-level security by office on {len(models)} tables"
            + (f"; missing on {', '.join(bare)}" if bare else ""),
        )
    except Exception as error:
        yield False, f"row-level security could not be asked: {error}"


def _durability() -> Iterator[Finding]:
    from django.conf import settings

    from ventanilla.domains.register.api import NotDurable, check_promises

    try:
        check_promises()
        beside = " and a synchronous standby" if settings.FAILOVER else ""
        yield True, f"the database keeps what it commits, on disk{beside}"
    except NotDurable as refused:
        yield False, str(refused.cause)
    except Exception as error:
        yield False, f"durability could not be asked: {error}"


def _private() -> Iterator[Finding]:
    """Files that hold secrets or people's data are read by their owner alone; nothing is mended."""
    found = [path for path in sorted(set(_kept_apart())) if path.exists()]
    open_ones = [path for path in found if path.stat().st_mode & 0o077]
    for path in open_ones:
        yield False, f"{path} is open to other users of this machine: chmod go= {path}"
    if not open_ones:
        yield True, f"{len(found)} databases, secrets and keys are readable by their owner alone"


def _kept_apart() -> Iterator[Path]:
    from django.conf import settings
    from django.db import connections

    for alias in connections:
        if connections[alias].vendor == "sqlite":
            name = str(settings.DATABASES[alias]["NAME"])
            yield from (Path(name + suffix) for suffix in ("", "-wal", "-shm"))
    yield from (settings.VAR / name for name in ("secret-key", "data-key"))
    for variable in ("VENTANILLA_SECRET_KEY_FILE", "VENTANILLA_DATA_KEY_FILE"):
        if os.environ.get(variable):
            yield Path(os.environ[variable])
    for root in (settings.KEYS_ROOT, settings.JOURNAL_ROOT):
        yield from (path for path in Path(root).rglob("*") if path.is_file())


def _folders() -> Iterator[Finding]:
    from django.conf import settings

    for name in ("FILES_ROOT", "KEYS_ROOT", "HIGH_WATER_ROOT", "JOURNAL_ROOT"):
        folder = Path(getattr(settings, name))
        yield folder.is_dir() and os.access(folder, os.W_OK), f"{name} {folder} is writable"


def _keys() -> Iterator[Finding]:
    from ventanilla.domains.offices.api import KeyMissing, log_signer, offices

    for office in offices():
        try:
            signer = log_signer(office)
            yield True, f"{office.slug}: log keys open ({signer.origin})"
        except KeyMissing as missing:
            yield False, f"{office.slug}: {missing}"
