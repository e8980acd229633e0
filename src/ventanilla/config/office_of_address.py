"""Each request sees the rows of the office in its address, and no other's (`kernel.office_scope`).

Addresses that belong to no office, or find theirs by what they are asked for, are named here; every
other address whose first part is no office sees no office's rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse

from ventanilla.domains.offices import api as offices
from ventanilla.kernel import office_scope

_OFFICE = re.compile(r"/(?:api/v1/offices/)?([a-z0-9-]+)(?:/|$)")
#: Open to every office: a token or its account has cases in several, and names them by id.
ACROSS_OFFICES = ("/api/v1/cases/", "/api/v1/entries/")


class OfficeOfAddress:
    """Middleware, outermost but for the caller's address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with scope_of(request.path_info):
            return self.get_response(request)


def scope_of(path: str) -> AbstractContextManager[None]:
    """What a request to that address may see."""
    if path.startswith(ACROSS_OFFICES):
        return office_scope.every_office()
    found = _OFFICE.match(path)
    if found is None or path.startswith(settings.STATIC_URL):
        return office_scope.no_office()
    try:
        return office_scope.one_office(offices.office_by_slug(found.group(1)).id)
    except (offices.OfficeUnknown, Error):  # without a database the page says so
        return office_scope.no_office()
