"""The demonstration: founded once, then served."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

NAME = "demo"
HELP = "Load the invented offices (once) and serve them."


_HOST = "127.0.0.1"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether only to load."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--load-only", action="store_true", help="prepare, do not serve")


def before_django(options: argparse.Namespace) -> None:
    """The demonstration has a mode of its own, and settings that follow its port."""
    base = f"http://127.0.0.1:{options.port}"
    os.environ.setdefault("VENTANILLA_MODE", "demonstration")
    os.environ.setdefault("VENTANILLA_BASE_URL", base)


def run(options: argparse.Namespace) -> int:
    """Load what is missing, write `var/demo.json`, serve."""
    from django.conf import settings

    from ventanilla.channels.console.commands import init
    from ventanilla.channels.console.demonstration import earlier
    from ventanilla.channels.console.processes import demand_free_port

    if not options.load_only:
        demand_free_port(_HOST, options.port)
    earlier.put_aside_unfinished()
    init.run(options)
    path = _ready(earlier.held(), base_url=settings.BASE_URL)
    print(f"Demonstration: {settings.BASE_URL}/  (addresses, accounts and tokens: {path})")
    if options.load_only:
        return 0
    from ventanilla.channels.console.commands import serve

    options.host = _HOST
    return serve.run(options)


def _ready(found: dict[str, Any] | None, *, base_url: str) -> Path:
    """Load the offices unless they are there; the file with what leads into them."""
    from ventanilla.channels.console.demonstration import earlier, loading

    if found is None:
        with earlier.begun():
            found = loading.load(procedures=Path("procedures"))
            loading.write_credentials(found, base_url=base_url)
    loading.join_witnesses(base_url=base_url)
    return loading.write_credentials(found, base_url=base_url)
