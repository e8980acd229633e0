"""Machines first: their addresses go straight to the view, past what pages need.

Sessions, cookies, forgery tokens, page policies and compression mean nothing to a caller with a
token, and together cost as much as validating a filing. This stands outermost and does what is
left of them: the host is checked, the language chosen, the few headers that matter are set.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_request, override

from ventanilla.channels.public_api.errors import AddressUnknown
from ventanilla.channels.public_api.problems import answer_problems

_MACHINES = re.compile(r"/api/v1/|/[a-z0-9-]+/log/")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


class MachinesFirst:
    """Answers `/api/v1/…` and `/<office>/log/…` itself; passes everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = dict(_HEADERS)
        if settings.SECURE_HSTS_SECONDS:
            self.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _MACHINES.match(request.path_info):
            return self.get_response(request)
        spoken = request.META.get("HTTP_ACCEPT_LANGUAGE")
        language = get_language_from_request(request) if spoken else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with override(language):
            response = _answer(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Length", str(len(response.content)))
        return response


@answer_problems
def _answer(request: HttpRequest) -> HttpResponse:
    request.get_host()  # raises for a host that is not ours
    try:
        match = _match(request.path_info)
    except Resolver404 as error:
        raise AddressUnknown from error
    request.resolver_match = match
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


@lru_cache(maxsize=1024)
def _match(path: str) -> ResolverMatch:
    """Most of what machines send goes to few addresses; nobody writes into what is found."""
    return resolve(path)
