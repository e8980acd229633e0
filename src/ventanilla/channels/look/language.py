"""The reader's choice of language: a cookie, and back to the same page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language

from ventanilla.channels.look.sign_in import safe_next

ONE_YEAR = 365 * 24 * 3600
# Languages of which only some words are supported by a public source (`locale/<code>`): an office
# may offer them, and each page says in the language after them that the rest is in that one.
PARTIAL = {"qu": "es"}


def remember_language(request: HttpRequest, *, code: str, home: str) -> HttpResponse:
    """Set the language cookie if the platform has that language, and return to `next`."""
    response = HttpResponseRedirect(safe_next(request, otherwise=home))
    if code in dict(settings.LANGUAGES) or code in PARTIAL:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response


def partial_language(request: HttpRequest, *, offered: list[str]) -> str:
    """The language chosen, if it is one of the office's that is spoken in part; else nothing."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in PARTIAL and code in offered else ""


def text_language() -> str:
    """The language of long texts, such as the law's reasons: never one that is spoken in part."""
    code = get_language() or "es"
    return PARTIAL.get(code, code)
