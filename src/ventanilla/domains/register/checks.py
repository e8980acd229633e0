"""Checks that Django runs at start and in `make check`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("register")
def requests_are_not_transactions(**_: Any) -> list[CheckMessage]:
    """The register refuses to append inside a transaction (DESIGN §4, rule 1)."""
    return [
        Error(f"ATOMIC_REQUESTS is on for {alias!r}.", id="register.E001")
        for alias, database in settings.DATABASES.items()
        if database.get("ATOMIC_REQUESTS")
    ]
