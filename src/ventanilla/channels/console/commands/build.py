"""Making what is derived: translations, base style sheet, static files."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "build"
HELP = "Compile translations, prepare the style sheets and collect static files."


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(_: argparse.Namespace) -> int:
    """Build what has changed since the last time."""
    from django.core.management import call_command

    from ventanilla.channels.look.build import build
    from ventanilla.domains.observatory.api import build_outlines

    root = Path(__file__).resolve().parents[3]
    print(f"translations: {compile_translations(root)} compiled")
    build(node_modules=Path.cwd() / "node_modules")
    build_outlines(node_modules=Path.cwd() / "node_modules")
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def compile_translations(root: Path) -> int:
    """Compile each `.po` below `root` that is newer than its `.mo`; how many there were."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    done = 0
    for source in sorted(root.rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text, target.open("wb") as binary:
            write_mo(binary, read_po(text))
        done += 1
    return done
