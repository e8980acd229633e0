"""Making a copy."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "backup"
HELP = "Copy database and files into a new folder, and check the copy."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("folder", type=Path, help="a new folder")


def run(options: argparse.Namespace) -> int:
    """Make the copy while the office is open."""
    from ventanilla.channels.console.copies import make_copy

    manifest = make_copy(options.folder)
    print(f"{options.folder}: database and {len(manifest['files'])} files, checked.")
    print("Private keys are not in it: keep VENTANILLA_KEYS and both secrets apart.")
    return 0
