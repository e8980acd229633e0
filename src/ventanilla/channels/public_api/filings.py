"""POST /offices/{office}/filings: the hot path, as a plain view.

django-ninja describes it in the document of the API and does not run it: routing, validation
and rendering by models cost more than everything else here (docs/decisions).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ventanilla.channels.public_api.bodies import FilingRequest, SentFile, read_filing
from ventanilla.channels.public_api.errors import RequestInvalid, RequestMalformed
from ventanilla.channels.public_api.languages import language_of
from ventanilla.channels.public_api.moments import moment
from ventanilla.channels.public_api.presented import check_presented
from ventanilla.channels.public_api.problems import answer_problems
from ventanilla.channels.public_api.tokens import filer_in
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices.api import Office, office_by_slug
from ventanilla.domains.parties.api import TokenGrant
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem

_KEY_LENGTH = range(8, 201)


@csrf_exempt
@answer_problems
@require_POST
def file(request: HttpRequest, office: str) -> HttpResponse:
    """File answers and documents under a procedure, once: 201 with number and receipt."""
    where = office_by_slug(office)
    grant = filer_in(request, where.id)
    register.admit(
        office_id=where.id,
        address=request.META.get("REMOTE_ADDR", ""),
        account_id=grant.account_id,
        token=grant,
    )
    key = _idempotency_key(request)
    asked = read_filing(request)
    lang = language_of(request, asked.language)
    try:
        lodged = _lodge(where, grant, key, asked, lang=lang)
    except Problem as problem:
        # a repeated request gets its first answer, whatever has changed in the meantime
        first = _repeated(where, grant, key, asked) if problem.status < 500 else None
        if first is None:
            raise
        lodged = first
    return _created(where, lodged)


def _idempotency_key(request: HttpRequest) -> str:
    key = request.META.get("HTTP_IDEMPOTENCY_KEY", "").strip().strip('"')
    if len(key) not in _KEY_LENGTH or not (key.isascii() and key.isprintable()):
        raise RequestMalformed(
            _("Falta la clave de la petición, o no vale."),
            expected=_(
                "Envíe la cabecera Idempotency-Key: de 8 a 200 letras y números, una por escrito."
            ),
            example="Idempotency-Key: 0190d3a4-6c1f-7b2e-9c55-2f7a8d3e1b60",
        )
    return key


def _repeated(
    office: Office, grant: TokenGrant, key: str, asked: FilingRequest
) -> casefiles.Lodged | None:
    return casefiles.repeated(
        office=office, idempotency_scope=_scope(grant), idempotency_key=key, request=asked.digest()
    )


def _scope(grant: TokenGrant) -> str:
    return f"token:{grant.token_id.hex}"


def _lodge(
    office: Office, grant: TokenGrant, key: str, asked: FilingRequest, *, lang: str
) -> casefiles.Lodged:
    received_at = clock.now()
    check_presented(grant, asked, received_at=received_at)
    procedure = catalogue.in_force(office_id=office.id, slug=asked.procedure, at=received_at)
    return casefiles.lodge(
        office=office,
        procedure=procedure,
        answers=asked.answers,
        documents=_kept(office, procedure, asked.files),
        channel="api",
        idempotency_scope=_scope(grant),
        idempotency_key=key,
        received_at=received_at,
        presented_at=asked.presented_at,
        lang=lang,
        filer_id=grant.token_id,
        origin_register=asked.origin_register,
        origin_number=asked.origin_number,
        request=asked.digest(),
        support=asked.support,
    )


def _kept(
    office: Office,
    procedure: catalogue.PublishedProcedure,
    files: Mapping[str, list[SentFile]],
) -> dict[str, list[documents.Document]]:
    limits = {field.id: field.max_bytes for field in procedure.form.fields if field.accept}
    for name in files.keys() - limits.keys():
        raise RequestInvalid(
            _("El formulario no tiene ese campo de archivo."),
            member=f"files.{name}",
            expected=", ".join(limits) or _("Este trámite no pide archivos."),
        )
    return {
        name: [_keep(office, one, limits[name]) for one in given] for name, given in files.items()
    }


def _keep(office: Office, file: SentFile, limit: int | None) -> documents.Document:
    return documents.keep(
        office_id=office.id,
        name=file.name,
        content=file.content,
        declared_type=file.media_type,
        limit=min(limit or settings.MAX_FILE_BYTES, settings.MAX_FILE_BYTES),
    )


def _created(office: Office, lodged: casefiles.Lodged) -> HttpResponse:
    body = _answer(office, lodged)
    response = HttpResponse(json.dumps(body), status=201, content_type="application/json")
    response["Location"] = f"/api/v1/cases/{lodged.case_id}"
    response["Cache-Control"] = "no-store"
    if lodged.registered.replayed:
        response["Idempotency-Replayed"] = "true"
    return response


def _answer(office: Office, lodged: casefiles.Lodged) -> dict[str, Any]:
    """What `schemas.Filed` describes."""
    entry, zone = lodged.registered, office.zone
    return {
        "entry_id": str(entry.entry_id),
        "label": entry.label,
        "book": entry.book,
        "year": entry.year,
        "number": entry.number,
        "registered_at": moment(entry.registered_at, zone),
        "received_at": moment(entry.received_at, zone),
        "presented_at": moment(entry.presented_at, zone),
        "due_on": lodged.due.date.isoformat() if lodged.due else None,
        "case_id": str(lodged.case_id),
        "follow_secret": lodged.secret,
        "log_position": entry.position,
        "receipt": entry.receipt,
    }
