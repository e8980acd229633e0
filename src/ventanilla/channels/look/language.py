"""The reader's choice of language: a cookie, and back to the same page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ventanilla.channels.look.sign_in import safe_next

ONE_YEAR = 365 * 24 * 3600


def remember_language(request: HttpRequest, *, code: str, home: str) -> HttpResponse:
    """Set the language cookie if the platform has that language, and return to `next`."""
    response = HttpResponseRedirect(safe_next(request, otherwise=home))
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response
