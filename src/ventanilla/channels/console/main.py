"""Reads the command line and hands over to one module per command.

Each module of `commands` has `NAME`, `HELP`, `arguments(parser)` and `run(options) -> int`.
Exit codes: 0 done, 1 refused or not in order (the reason is on standard error), 2 usage.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from types import ModuleType

from ventanilla.channels.console import commands


def main(argv: list[str] | None = None) -> int:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
    parser = argparse.ArgumentParser(prog="ventanilla", description=__doc__.splitlines()[0])
    parser.description = "An electronic office for the public bodies of Ibero-America."
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in sorted(_commands().items()):
        sub = subparsers.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(sub)
        sub.set_defaults(module=module)
    options = parser.parse_args(argv)
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    import django
    from django.utils import translation

    if getattr(options.module, "NEEDS_DJANGO", True):
        getattr(options.module, "before_django", lambda _options: None)(options)
        django.setup()
        translation.activate("en")
    from ventanilla.kernel import office_scope
    from ventanilla.kernel.errors import Problem

    # Operators answer for every office, and so does the worker.
    office_scope.process_acts_for(office_scope.EVERY)
    try:
        return int(options.module.run(options) or 0)
    except Problem as problem:
        print(_explained(problem), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads (`| head`) has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _explained(problem: Exception) -> str:
    parts = [
        ("", getattr(problem, "cause", "")),
        ("Expected: ", getattr(problem, "expected", "")),
        ("Example: ", getattr(problem, "example", "")),
        ("What to do: ", getattr(problem, "remedy", "")),
    ]
    return "\n".join(f"{title}{text}" for title, text in parts if text)


def _commands() -> dict[str, ModuleType]:
    found = {}
    for info in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"{commands.__name__}.{info.name}")
        found[module.NAME] = module
    return found
