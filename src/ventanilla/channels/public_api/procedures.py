"""What may be filed: public, without a token."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from ventanilla.channels.public_api.schemas import (
    OfficeSlug,
    ProcedureLine,
    ProcedureSlug,
    ProcedureWhole,
)
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import office_by_slug
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

router = Router(tags=["procedures"])


@router.get("/offices/{slug:office}/procedures", response=list[ProcedureLine], auth=None)
def list_procedures(request: HttpRequest, office: OfficeSlug) -> list[dict[str, Any]]:
    """The procedures that may be begun now, by title."""
    where = office_by_slug(office)
    offered = catalogue.offered(office_id=where.id, at=clock.now())
    return [procedure_line(procedure, request.LANGUAGE_CODE) for procedure in offered]


@router.get("/offices/{slug:office}/procedures/{slug:slug}", response=ProcedureWhole, auth=None)
def get_procedure(request: HttpRequest, office: OfficeSlug, slug: ProcedureSlug) -> dict[str, Any]:
    """One procedure: what it asks, on what norm, and the JSON Schema of its answers."""
    where = office_by_slug(office)
    found = catalogue.in_force(office_id=where.id, slug=slug, at=clock.now())
    lang = request.LANGUAGE_CODE
    return {
        **procedure_line(found, lang),
        "who": _said(found.who, lang),
        "legal_basis": [_basis(fact, lang) for fact in found.legal_basis],
        "requirements": [_fact(fact, lang) for fact in found.requirements],
        "fee": _said(found.fee, lang),
        "time_limit": {name: found.time_limit.get(name) for name in ("amount", "unit", "norm")},
        "channels": [str(channel["kind"]) for channel in found.channels],
        "answers_schema": found.form.json_schema(lang),
        "answers_schema_url": (
            f"/api/v1/offices/{office}/procedures/{slug}/versions/{found.version}/answers.schema.json"
        ),
        "files": _file_fields(found, lang),
    }


@router.get(
    "/offices/{slug:office}/procedures/{slug:slug}/versions/{int:version}/answers.schema.json",
    auth=None,
)
def get_answers_schema(
    request: HttpRequest, office: OfficeSlug, slug: ProcedureSlug, version: int
) -> HttpResponse:
    """The JSON Schema 2020-12 of the answers of one published version; it never changes."""
    where = office_by_slug(office)
    found = catalogue.numbered_version(office_id=where.id, slug=slug, number=version)
    schema = found.form.json_schema(request.LANGUAGE_CODE)
    return HttpResponse(
        json.dumps(schema, ensure_ascii=False), content_type="application/schema+json"
    )


def procedure_line(procedure: catalogue.PublishedProcedure, lang: str) -> dict[str, Any]:
    """What `schemas.ProcedureLine` describes."""
    return {
        "slug": procedure.slug,
        "version": procedure.version,
        "digest": procedure.digest,
        "kind": procedure.kind,
        "title": pick(procedure.title, lang),
        "summary": pick(procedure.summary, lang),
    }


def _file_fields(procedure: catalogue.PublishedProcedure, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "id": field.id,
            "label": pick(field.label, lang),
            "required": field.required,
            "accept": list(field.accept),
            "max_bytes": field.max_bytes,
            "max_files": field.max_files,
        }
        for field in procedure.form.fields
        if field.accept
    ]


def _basis(fact: Mapping[str, Any], lang: str) -> dict[str, Any]:
    title = " ".join(part for part in (pick(fact.get("title"), lang), fact.get("article")) if part)
    return {**_fact(fact, lang), "text": title or str(fact.get("norm") or "")}


def _fact(fact: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {"text": _said(fact, lang), "norm": fact.get("norm"), "status": fact.get("status")}


def _said(fact: Mapping[str, Any] | None, lang: str) -> str:
    return pick((fact or {}).get("text"), lang)
