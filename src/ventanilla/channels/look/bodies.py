"""How large a posted page may be, judged by its length before anything reads it.

Django spools files to the disk as soon as the form's token is looked for, so this comes before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from ventanilla.channels.look.problems import too_large

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def takes_files(view: View) -> View:
    """A page that files may be sent to: up to `settings.MAX_PAGE_BYTES` in one go."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


class BoundedBodies:
    """Middleware before the one that checks form tokens: 413, unread, beyond the view's bound."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: Any
    ) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length) > _bound(view):
            return too_large(request)
        return None


def _bound(view: Callable[..., HttpResponseBase]) -> int:
    if getattr(view, "takes_files", False):
        return int(settings.MAX_PAGE_BYTES)
    return int(settings.MAX_PLAIN_PAGE_BYTES)
