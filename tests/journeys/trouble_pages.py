"""The pages for what went wrong that a living office does not show at will, as it draws them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from ventanilla.channels.look import problems
from ventanilla.channels.look.problems import Trouble, title_of

TYPED = {"information_wanted": "Una palabra larguísima: " + "desoxirribonucleico" * 9}


def trouble_pages(lang: str) -> Iterator[tuple[str, HttpResponse]]:
    """(state, page) of every status that has a page, in a language, with a text sent."""
    drawn: dict[str, Any] = {
        "400": lambda r: problems.bad_request(r, ValueError()),
        "403": problems.forbidden,
        "403 left open": problems.csrf_failure,
        "405": lambda r: problems.not_allowed(r, "POST"),
        "413": lambda r: problems.bad_request(r, RequestDataTooBig()),
        "500": problems.server_error,
        "503": problems.unavailable,
    }
    for status in (401, 409, 410, 422, 429):
        drawn[str(status)] = _with_title(status)
    for state, draw in drawn.items():
        with translation.override(lang):
            yield f"trouble {state}", draw(_sent())


def _with_title(status: int) -> Any:
    return lambda r: problems.trouble_page(
        r, Trouble(status=status, title=title_of(status), cause=title_of(400), example="2026")
    )


def _sent() -> HttpRequest:
    request = RequestFactory().post("/puerto-claro/", TYPED)
    assert request.POST
    return request
