"""The addresses of the portal and the desk, from the URL table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

CHANNELS = ("portal", "desk")


def views(patterns: Any = None, namespace: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """(channel, name, pattern) of every address of the portal and the desk."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, pattern.namespace or namespace)
        elif namespace in CHANNELS:
            yield namespace, str(pattern.name), pattern
