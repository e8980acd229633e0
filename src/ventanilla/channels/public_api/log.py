"""The office's public log: C2SP tlog-tiles and tlog-witness, for anyone, cacheable, no token.

Sources: https://c2sp.org/tlog-tiles, https://c2sp.org/tlog-witness. A full tile never changes;
nor does a partial one, which is the same prefix of the same leaves for ever.
"""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ventanilla.channels.public_api.errors import BodyTooLarge, LengthRequired
from ventanilla.channels.public_api.problems import answer_problems
from ventanilla.domains.offices.api import office_by_slug
from ventanilla.domains.register import api as register

_FOREVER = "public, max-age=31536000, immutable"
_MOST_CHECKPOINT = 100_000  # bytes: a checkpoint with dozens of signatures has far fewer


@answer_problems
@require_safe
def checkpoint(request: HttpRequest, office: str) -> HttpResponse:
    """The newest published head of the log, a signed note."""
    text = register.published_checkpoint(office_by_slug(office))
    return _public(text.encode(), "text/plain; charset=utf-8", caching="no-cache")


@answer_problems
@require_safe
def tile(request: HttpRequest, office: str, address: str) -> HttpResponse:
    """A tile of hashes: `<L>/<N>[.p/<W>]`."""
    data = register.tile(office_by_slug(office), f"tile/{address}")
    return _public(data, "application/octet-stream", caching=_FOREVER)


@answer_problems
@require_safe
def entries(request: HttpRequest, office: str, address: str) -> HttpResponse:
    """A bundle of leaves: `entries/<N>[.p/<W>]`."""
    data = register.entry_bundle(office_by_slug(office), f"tile/entries/{address}")
    return _public(data, "application/octet-stream", caching=_FOREVER)


@answer_problems
@require_safe
def keys(request: HttpRequest, office: str) -> HttpResponse:
    """Every key of the log with its dates."""
    body = json.dumps(register.log_keys(office_by_slug(office)), ensure_ascii=False)
    return _public(body.encode(), "application/json", caching="public, max-age=300")


@csrf_exempt
@answer_problems
@require_POST
def add_checkpoint(request: HttpRequest, office: str) -> HttpResponse:
    """Another log asks for our cosignature (tlog-witness)."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit():
        raise LengthRequired
    if int(length) > _MOST_CHECKPOINT:
        raise BodyTooLarge(_MOST_CHECKPOINT)
    status, media_type, body = register.receive_checkpoint(office_by_slug(office), request.body)
    response = HttpResponse(body, status=status, content_type=media_type)
    response["Cache-Control"] = "no-store"
    return response


def _public(body: bytes, media_type: str, *, caching: str) -> HttpResponse:
    response = HttpResponse(body, content_type=media_type)
    response["Cache-Control"] = caching
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    return response
