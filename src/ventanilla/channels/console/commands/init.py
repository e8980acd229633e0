"""Making a new deployment: folders, secrets, database."""

from __future__ import annotations

import argparse

NAME = "init"
HELP = "Prepare folders and database of a new deployment (safe to repeat)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: settings come from the environment."""


def run(_: argparse.Namespace) -> int:
    """Create the folders and bring every database to the present migrations."""
    from pathlib import Path

    from django.conf import settings

    for name in ("FILES_ROOT", "KEYS_ROOT", "HIGH_WATER_ROOT", "JOURNAL_ROOT"):
        Path(getattr(settings, name)).mkdir(parents=True, exist_ok=True, mode=0o700)
    _migrate("default")
    for alias in settings.DATABASES.keys() - {"default"}:
        _migrate_few(alias)
    print(f"Ready: {settings.VAR}")
    return 0


def _migrate_few(alias: str) -> None:
    """A database that holds the tables of two or three applications. Of the others it only learns
    that they are migrated: working out a hundred migrations that do nothing there takes seconds."""
    from django.apps import apps
    from django.db import router

    for application in apps.get_app_configs():
        if router.allow_migrate(alias, application.label):
            _migrate(alias, application.label)
    _migrate(alias, fake=True)


def _migrate(alias: str, *labels: str, fake: bool = False) -> None:
    from django.core.management import call_command

    call_command("migrate", *labels, database=alias, verbosity=0, interactive=False, fake=fake)
