"""Addresses under `/api/v1/`. Whatever is not here is answered with a problem too."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from ventanilla.channels.public_api import calendars, cases, filings, procedures, titles
from ventanilla.channels.public_api.errors import AddressUnknown, RequestMalformed, TokenMissing
from ventanilla.channels.public_api.openapi import FILING, openapi_json
from ventanilla.channels.public_api.problems import answer_problems, as_problem, problem_response
from ventanilla.channels.public_api.schemas import Filed, OfficeSlug
from ventanilla.domains.parties.api import TokenGrant, authenticate_token

described = Router(tags=["filings"])


class bearer(HttpBearer):  # noqa: N801 - ninja names the security scheme after the class
    """Every operation asks for a token unless it says otherwise."""

    def authenticate(self, request: HttpRequest, token: str) -> TokenGrant | None:
        return authenticate_token(token)


@described.post(
    "/offices/{slug:office}/filings", response={201: Filed}, auth=None, openapi_extra=FILING
)
def file(request: HttpRequest, office: OfficeSlug) -> HttpResponse:
    """File answers and documents under a procedure, once: number and receipt at once.

    Repeating the same request with the same key gives the first answer; the same key with other
    content is refused. 503 says whether to repeat.
    """
    return filings.file(request, office)


api = NinjaAPI(
    title="Ventanilla",
    version="1.0.0",
    description="File, follow and prove: the office for machines.",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    auth=bearer(),
)
for router in (procedures.router, calendars.router, cases.router, titles.router, described):
    api.add_router("", router)


@api.exception_handler(Exception)
def answer_exception(request: HttpRequest, error: Exception) -> HttpResponse:
    """Whatever an operation raises."""
    return problem_response(as_problem(error))


@api.exception_handler(AuthenticationError)
def answer_stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No token, or none that is known."""
    return problem_response(TokenMissing())


@api.exception_handler(HttpError)
def answer_unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja itself refuses to read."""
    return problem_response(RequestMalformed(_("La petición no tiene la forma esperada.")))


@api.exception_handler(ValidationError)
def answer_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Every parameter is part of the address: one of another form is of no address."""
    return problem_response(AddressUnknown())


@csrf_exempt
@answer_problems
def nothing_here(request: HttpRequest, **unused: Any) -> HttpResponse:
    """Every other address."""
    raise AddressUnknown


def _described_paths() -> list[Any]:
    patterns: list[Any] = api.urls[0]
    described = [pattern for pattern in patterns if pattern.name != "api-root"]
    for pattern in described:
        pattern.callback = answer_problems(pattern.callback)
    return described


app_name = "api"
urlpatterns = [
    path("offices/<slug:office>/filings", filings.file, name="file"),
    path("openapi.json", answer_problems(openapi_json), name="openapi"),
    *_described_paths(),
    re_path(r"", nothing_here),
]
