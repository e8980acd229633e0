"""The receipt on paper: the number first, the proof last; made when somebody asks for it."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ventanilla.domains.documents.api import render_pdf
from ventanilla.domains.legislation.api import terms
from ventanilla.domains.offices.api import Office, keys_of
from ventanilla.domains.register.actions.amend import annulments
from ventanilla.domains.register.entries import label
from ventanilla.domains.register.models import Entry
from ventanilla.domains.register.queries import entry as entry_with_id
from ventanilla.domains.register.receipts import IMMEDIATE, ReceiptText, receipt
from verifiable_log import Receipt

_TEMPLATE = Path(__file__).parent / "templates" / "receipt.typ"


def receipt_pdf(entry_id: UUID, lang: str) -> bytes:
    """The receipt as PDF/A-2a and PDF/UA-1, in `lang`, with the law's word for it.

    Raises `EntryUnknown`, `DataErased`.
    """
    entry = entry_with_id(entry_id)
    office = Office.objects.get(pk=entry.office_id)
    with translation.override(lang):
        data = _content(entry, office, receipt(entry_id))
    title = f"{data['heading']} {data['number']}"
    return render_pdf(
        template=_template(), data=data, lang=lang, title=title, moment=entry.registered_at
    )


@cache
def _template() -> str:
    return _TEMPLATE.read_text()


def _content(entry: Entry, office: Office, texts: ReceiptText) -> dict[str, Any]:
    word = str(terms(office.locale).get("receipt", _("recibo")))
    return {
        "office": office.name,
        "practice": _("Oficina de práctica: sin efecto jurídico.") if office.practice else "",
        "heading": word[:1].upper() + word[1:],
        "number_label": _("Número de registro"),
        "number": label(book=entry.book, year=entry.year, number=entry.number),
        "facts": _facts(entry, office),
        "documents_label": _("Documentos presentados (resumen SHA-256)"),
        "documents": entry.document_digests,
        "no_documents": _("Ninguno."),
        "proof_label": _("Prueba"),
        "proof_text": _stage_text(texts),
        "proof": _proof(texts),
        "keys_text": _("Huellas (SHA-256) de las claves públicas del registro:"),
        "keys": [
            {"algorithm": key.algorithm, "fingerprint": key.fingerprint}
            for key in keys_of(office_id=office.id)
        ],
    }


def _facts(entry: Entry, office: Office) -> list[list[str]]:
    facts = [
        [_("Asunto"), entry.subject],
        [_("Unidad"), entry.unit.name],
        [_("Presentado"), _shown(entry.presented_at, office)],
        [_("Recibido"), _shown(entry.received_at, office)],
        [_("Registrado"), _shown(entry.registered_at, office)],
    ]
    later = annulments([entry.id]).get(entry.id)
    if later is not None:
        facts.append([_("Anulado por"), f"{later.entry}: {later.reason}"])
    if entry.origin_register:
        facts.append(
            [_("Registro de origen"), f"{entry.origin_register} {entry.origin_number}".strip()]
        )
    if entry.physical_items:
        facts.append([_("Entregado sin digitalizar"), entry.physical_items])
    return facts


def _shown(moment: datetime, office: Office) -> str:
    local = moment.astimezone(office.zone)
    return f"{local:%Y-%m-%d %H:%M:%S} ({office.time_zone})"


def _stage_text(texts: ReceiptText) -> str:
    if texts.stage == IMMEDIATE:
        return _(
            "Este ingreso está en el registro público de la sede, firmado por ella. "
            "Todavía no lo ha refrendado ningún testigo. Cualquiera puede comprobarlo con el "
            "archivo .tlog-proof de este recibo, sin pedir nada a la sede."
        )
    return _(
        "Este ingreso está en el registro público de la sede, firmado por ella y refrendado por "
        "otros. Cualquiera puede comprobarlo con el archivo .tlog-proof de este recibo, "
        "sin pedir nada a la sede."
    )


def _proof(texts: ReceiptText) -> list[list[str]]:
    parsed = Receipt.parse(texts.best)
    head = parsed.checkpoint
    return [
        [_("Registro público"), head.origin],
        [_("Posición"), str(parsed.index)],
        [_("Tamaño del árbol"), str(head.size)],
        [_("Raíz"), head.root.hex()],
        [_("Comprobar en"), f"{settings.BASE_URL}/"],
    ]
