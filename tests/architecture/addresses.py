"""The addresses of the portal and the desk, from the URL table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

CHANNELS = ("portal", "desk")
NO_PAGE = {
    "portal:colours", "portal:language", "portal:sign-out", "portal:start", "portal:draft",
    "portal:file", "portal:document", "portal:receipt-proof", "portal:receipt-json",
    "portal:receipt-pdf", "desk:colours", "desk:language", "desk:sign-out", "desk:document",
    "portal:calendar-ics", "portal:act-pdf", "portal:act-proof", "portal:own-figures",
    "portal:clip", "portal:handling-bpmn", "portal:about-title",
    "desk:views", "portal:case-file", "desk:case-file",
    "desk:draft", "desk:file", "desk:consent", "desk:entry-pdf", "desk:entry-sheet",
    "desk:book-csv",
    "desk:decision-pdf",
}  # fmt: skip
OBSERVATORY_NO_PAGE = {
    "report", "catalogue", "download", "edition-content", "remark", "review", "settle", "sign-out",
    "language",
}  # fmt: skip


def views(patterns: Any = None, namespace: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """(channel, name, pattern) of every address of the portal and the desk."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, pattern.namespace or namespace)
        elif namespace in CHANNELS:
            yield namespace, str(pattern.name), pattern


def pages() -> set[str]:
    """`channel:name` of every address that shows a page; the rest are files and acts."""
    return {f"{channel}:{name}" for channel, name, _ in views()} - NO_PAGE


def observatory_pages() -> set[str]:
    """The name of every address of the observatory that shows a page when it is opened; the rest
    are files and acts (what an act answers when it is refused is a page too)."""
    resolver = get_resolver().namespace_dict["portal"][1].namespace_dict["observatory"][1]
    return {str(pattern.name) for pattern in resolver.url_patterns} - OBSERVATORY_NO_PAGE
