"""The electronic index as data: `index.json`, and the words that its readable forms share."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.domains.archive.contents import Contents, Item, LeftOut, Reader
from ventanilla.domains.archive.index_law import index_law
from ventanilla.domains.casefiles.api import CaseNow
from ventanilla.domains.offices.api import keys_of
from ventanilla.kernel.text_choice import pick

FORMAT = "ventanilla-case-file/v1"


def index_record(
    now: CaseNow, found: Contents, *, reader: Reader, lang: str, made_at: datetime
) -> dict[str, Any]:
    """What `index.json` says. Moments are RFC 3339 in the office's zone; digests SHA-256 in
    hexadecimal; folios run 1, 2, 3… over `items` and `left_out` together."""
    view = now.view
    zone = view.office.zone
    return {
        "format": FORMAT,
        "office": {
            "slug": view.office.slug,
            "name": view.office.name,
            "country": view.office.country,
            "practice": view.office.practice,
        },
        "number": view.label,
        "procedure": {
            "slug": view.procedure.slug,
            "title": pick(view.procedure.title, lang),
            "version": view.procedure.version,
            "digest": view.procedure.digest,
        },
        "state": view.state.value,
        "unit": view.unit_name,
        "made_at": made_at.astimezone(zone).isoformat(),
        "made_for": reader.value,
        "lang": lang,
        "law": index_law(view.office.country),
        "hash": "SHA-256",
        "items": [_item(item, zone) for item in found.items],
        "left_out": [_left_out(one, zone) for one in found.left_out],
        "notes": notes(reader),
        "log_vkeys": [key.vkey for key in keys_of(office_id=view.office.id)],
    }


def index_bytes(record: dict[str, Any]) -> bytes:
    """The record as it is written: its digest is of these bytes."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def notes(reader: Reader) -> list[str]:
    """What is never in a file, said in it."""
    said = [
        _(
            "Las notas de trabajo, los borradores y las comunicaciones internas de la oficina no "
            "forman parte del expediente."
        )
    ]
    if reader is Reader.PARTY:
        said.append(
            _("De otras personas que hayan intervenido no se dan sus datos, sino lo que se hizo.")
        )
    return said


def how_to_check(record: dict[str, Any]) -> list[tuple[str, str]]:
    """What to run, and what for: (words, command)."""
    receipt = next((i["file"] for i in record["items"] if i["file"].endswith(".tlog-proof")), "")
    keys = " ".join(f"--key '{vkey}'" for vkey in record["log_vkeys"])
    checks = [(_("Que nada cambió desde que se descargó:"), "sha256sum -c SHA256SUMS")]
    if receipt:
        verify = f"python -m verifiable_log verify {receipt} {keys}"
        checks.append((_("Que se registró, sin fiarse de la sede:"), verify))
    return checks


def _item(item: Item, zone: Any) -> dict[str, Any]:
    return {
        "folio": item.folio,
        "act": item.seq,
        "kind": item.kind,
        "title": item.title,
        "at": item.at.astimezone(zone).isoformat(),
        "who": item.who,
        "number": item.number,
        "file": item.path,
        "media_type": item.media_type,
        "size": item.size,
        "sha256": item.sha256,
    }


def _left_out(one: LeftOut, zone: Any) -> dict[str, Any]:
    return {
        "folio": one.folio,
        "act": one.seq,
        "title": one.title,
        "at": one.at.astimezone(zone).isoformat(),
        "reason": one.reason,
        "why": one.why,
        "sha256": one.sha256,
    }
