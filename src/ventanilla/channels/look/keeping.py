"""What a browser, or a cache on the way, may keep of an answer: nothing that is about somebody.

A page is personal when it answers a post, when somebody is signed in, or when this browser has
been let into a draft or a case. A library's computer has a «back» button for the next reader too.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class NothingPersonalKept:
    """Middleware: `no-store` on every personal answer that does not say itself what may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and _is_personal(request):
            response["Cache-Control"] = "no-store"
        return response


def _is_personal(request: HttpRequest) -> bool:
    if request.method not in _SAFE:
        return True
    session = getattr(request, "session", None)
    # a session that the view did not look into cannot have made the page personal
    return session is not None and session.accessed and not session.is_empty()
