"""Putting a copy back."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "restore"
HELP = "Put a copy in the place of an empty deployment. The register then waits for `resume`."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which copy."""
    parser.add_argument("folder", type=Path, help="a folder made by `ventanilla backup`")


def run(options: argparse.Namespace) -> int:
    """Put it back and mark the database as restored: its register refuses to append."""
    from ventanilla.channels.console.copies import put_back
    from ventanilla.domains.register.api import mark_copy

    put_back(options.folder)
    mark_copy("restored")
    print("Restored. Reading and verifying go on; the register does not append, because a copy")
    print("is never trusted to be the newest. Look for missing entries and open it again with:")
    print("  ventanilla register resume OFFICE --cause '…' --act '…'")
    return 0
