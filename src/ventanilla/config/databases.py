"""Which databases serve: SQLite files by default, PostgreSQL where `DATABASE_URL` says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

VOLATILE_APPS = frozenset({"sessions", "volatile"})


class VolatileRouter:
    """Sessions and the like live in a second file that is never backed up (SQLite).

    On PostgreSQL there is one database, and they live in it.
    """

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        apart = model._meta.app_label in VOLATILE_APPS and "volatile" in settings.DATABASES
        return "volatile" if apart else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        if "volatile" not in settings.DATABASES:
            return True
        return (app_label in VOLATILE_APPS) == (db == "volatile")


def databases(*, url: str, var: Path, pool: int) -> dict[str, dict[str, Any]]:
    """Django's `DATABASES` with the alias `default` and, on SQLite, `volatile`."""
    if not url:
        return {
            "default": _sqlite(var / "ventanilla.sqlite3"),
            "volatile": _sqlite(var / "volatile.sqlite3", volatile=True),
        }
    return {"default": _postgresql(url, pool=pool)}


def _sqlite(path: Path, *, volatile: bool = False) -> dict[str, Any]:
    return {
        "ENGINE": "ventanilla.kernel.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"volatile": volatile},
        "TEST": {"NAME": path.with_name(f"test-{path.name}")},
    }


def _postgresql(url: str, *, pool: int) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit("DATABASE_URL must be postgresql://user@host:port/name")
    query = parse_qs(parts.query)  # a local socket: postgresql://user@/name?host=/folder
    return {
        "ENGINE": "ventanilla.kernel.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or query.get("host", [""])[0],
        "PORT": str(parts.port or query.get("port", [""])[0]),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # they would outlive a pooler's transaction
        "OPTIONS": {"pool": {"min_size": 1, "max_size": pool, "timeout": 10}},
    }
