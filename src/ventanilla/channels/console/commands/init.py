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
    from django.core.management import call_command

    for name in ("FILES_ROOT", "KEYS_ROOT", "HIGH_WATER_ROOT", "JOURNAL_ROOT"):
        Path(getattr(settings, name)).mkdir(parents=True, exist_ok=True, mode=0o700)
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    print(f"Ready: {settings.VAR}")
    return 0
