"""Every error as `application/problem+json` (RFC 9457), and nothing else.

`type` names the kind of problem and is stable; `detail` and the other sentences are in the
language asked for; no member repeats personal data.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext_lazy as _

from ventanilla.channels.public_api.errors import (
    AddressUnknown,
    BodyTooLarge,
    Broken,
    MethodNotAllowed,
    RequestMalformed,
)
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.outages import is_outage

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = {429: 60, 503: 5}  # seconds, where the problem does not know better
View = Callable[..., HttpResponse]


class DatabaseDown(Problem):
    """The database does not answer, or a disk takes nothing."""

    code = "database-unavailable"
    status = 503


def problem_response(problem: Problem) -> HttpResponse:
    """The answer that says what went wrong, what was expected, and what to do."""
    status = problem.status
    body: dict[str, Any] = {
        "type": f"urn:ventanilla:problem:{problem.code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": problem.code,
        "detail": str(problem.cause),
    }
    for member in ("expected", "example", "remedy"):
        if said := getattr(problem, member):
            body[member] = str(said)
    if errors := getattr(problem, "errors", None):
        body["errors"] = [_plain(error) for error in errors]
    body.update(problem.members)
    response = HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    if status in RETRY_AFTER:
        response["Retry-After"] = str(problem.retry_after or RETRY_AFTER[status])
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="ventanilla"'
    return response


def _plain(error: Any) -> dict[str, Any]:
    return error if isinstance(error, dict) else asdict(error)


def answer_problems(view: View) -> View:
    """Turn whatever a view raises, or refuses, into a problem."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:
            return problem_response(as_problem(error))
        if isinstance(response, HttpResponseNotAllowed):
            return _not_allowed(response["Allow"])
        return response

    return answering


def as_problem(error: Exception) -> Problem:
    """The problem that an exception stands for. What is not understood is logged by its type."""
    if isinstance(error, Problem):
        if error.status >= 500:
            log.error("api.problem", code=error.code)
        return error
    if isinstance(error, Http404):
        return AddressUnknown()
    if isinstance(error, RequestDataTooBig):
        return BodyTooLarge(_limit())
    if isinstance(error, SuspiciousOperation):
        return RequestMalformed(
            _("La petición no tiene la forma esperada."),
            expected=_("Las direcciones están en /api/v1/openapi.json."),
        )
    log.error("api.failed", exc_info=error)
    if isinstance(error, DatabaseError) or is_outage(error):
        return DatabaseDown(
            _("La sede no puede escribir ni leer en este momento."),
            expected=_("Repita la petición con la misma clave: no se duplicará."),
        )
    return Broken()


def _not_allowed(allowed: str) -> HttpResponse:
    response = problem_response(MethodNotAllowed())
    response["Allow"] = allowed
    return response


def _limit() -> int:
    from django.conf import settings

    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
