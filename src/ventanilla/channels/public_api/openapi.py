"""The document of the API: OpenAPI 3.1, with the problems of every operation declared."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from ninja import NinjaAPI, Schema

from ventanilla.channels.public_api.problems import MEDIA_TYPE
from ventanilla.channels.public_api.schemas import NewFiling, ProblemDetails

_REFS = "#/components/schemas/{model}"
_ALWAYS = (404, 405, 429, 500, 503)
_WITH_TOKEN = (401, 403)
_WITH_BODY = (400, 409, 410, 411, 413, 415, 422)
_PHRASES = {
    400: "The request is malformed",
    401: "No valid token",
    403: "The token does not allow it",
    404: "Nothing here, or not for this token",
    405: "The address does not answer this method",
    409: "Not now: the procedure is not open",
    410: "The procedure was withdrawn",
    411: "Content-Length is missing",
    413: "Too large",
    415: "Unsupported media type, of the body or of a file",
    422: "Answers, files or key do not do",
    429: "Too many; see Retry-After",
    500: "A fault of the office",
    503: "The register or the database is busy; repeat with the same key",
}
FILING = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "required": True,
            "description": "One for each filing, for ever: repeating it gives the first answer.",
            "schema": {"type": "string", "minLength": 8, "maxLength": 200, "pattern": "^[!-~]+$"},
        }
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": _REFS.format(model="NewFiling")}},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "description": "Files go as parts named by the field's id.",
                    "required": ["procedure", "answers"],
                    "additionalProperties": {"type": "string", "format": "binary"},
                    "properties": {
                        "procedure": {"type": "string", "minLength": 1, "maxLength": 60},
                        "answers": {"type": "string", "contentMediaType": "application/json"},
                        "language": {"type": "string", "minLength": 1, "maxLength": 10},
                        "presented_at": {
                            "type": "string",
                            "format": "date-time",
                            "description": "As in JSON: only with a token that may say so.",
                        },
                        "origin_register": {"type": "string", "minLength": 1, "maxLength": 200},
                        "origin_number": {"type": "string", "minLength": 1, "maxLength": 80},
                        "support": {
                            "type": "string",
                            "contentMediaType": "application/json",
                            "contentSchema": {"$ref": _REFS.format(model="SupportStated")},
                        },
                    },
                }
            },
        },
    },
    "security": [{"bearer": []}],
}


def document(api: NinjaAPI) -> dict[str, Any]:
    """The whole document as JSON values."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    parts = made.setdefault("components", {}).setdefault("schemas", {})
    for model in (ProblemDetails, NewFiling):
        parts.update(_schemas(model))
    made["components"]["responses"] = {str(status): _problem(status) for status in _PHRASES}
    made["components"]["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    for path in made["paths"].values():
        for operation in path.values():
            _declare_problems(operation)
    return made


def _declare_problems(operation: dict[str, Any]) -> None:
    statuses = set(_ALWAYS)
    if operation.get("security"):
        statuses.update(_WITH_TOKEN)
    if "requestBody" in operation:
        statuses.update(_WITH_BODY)
    responses = operation["responses"]
    for status in sorted(statuses):
        responses[str(status)] = {"$ref": f"#/components/responses/{status}"}


def _problem(status: int) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": _PHRASES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": _REFS.format(model="ProblemDetails")}}},
    }
    if status in (429, 503):
        described["headers"] = {
            "Retry-After": {"schema": {"type": "integer"}, "description": "In seconds"}
        }
    return described


def _schemas(model: type[Schema]) -> dict[str, Any]:
    schema = model.model_json_schema(ref_template=_REFS)
    return {**schema.pop("$defs", {}), model.__name__: schema}


@lru_cache(maxsize=1)
def _text() -> str:
    from ventanilla.channels.public_api.urls import api

    return json.dumps(document(api), ensure_ascii=False)


@require_GET
def openapi_json(request: HttpRequest) -> HttpResponse:
    """The document, the same for everyone."""
    response = HttpResponse(_text(), content_type="application/json")
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response
