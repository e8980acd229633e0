"""The receipt as a document: number first, then when, what, and how to prove it without us.

It is made when somebody asks and is a copy for people; the proof is the `.tlog-proof` file.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from ventanilla.domains.documents.api import render_pdf
from ventanilla.domains.offices.api import Office, keys_of
from ventanilla.domains.register.models import Entry
from ventanilla.domains.register.queries import entry as entry_with_id

_TEMPLATE = Path(__file__).with_name("receipt.typ")
_DAYS = {"es": r"l j \d\e F \d\e Y", "pt": r"l, j \d\e F \d\e Y", "en": "l j F Y"}


def receipt_pdf(entry_id: UUID, lang: str) -> bytes:
    """The receipt of an entry as PDF/A-2a and PDF/UA-1. Raises `EntryUnknown`.

    The same entry and language give the same bytes.
    """
    entry = entry_with_id(entry_id)
    office = entry.office
    with override(lang):
        title = _("Comprobante de registro %(number)s") % {"number": str(entry)}
        return render_pdf(
            template=_TEMPLATE.read_text(encoding="utf-8"),
            data=_content(entry, office, lang),
            lang=lang,
            title=title,
            moment=entry.registered_at,
        )


def _content(entry: Entry, office: Office, lang: str) -> dict[str, Any]:
    zone = office.zone

    def at(when: datetime) -> str:
        local = when.astimezone(zone)
        day = format_date(local, _DAYS.get(lang.split("-")[0], _DAYS["es"]))
        return f"{day if lang.startswith('en') else day.lower()}, {local:%H:%M:%S} ({zone.key})"

    facts = [[_("Registrado el"), at(entry.registered_at)]]
    if entry.presented_at != entry.received_at:
        facts.append([_("Presentado el"), at(entry.presented_at)])
    facts += [[_("Recibido completo el"), at(entry.received_at)], [_("Asunto"), entry.subject]]
    return {
        "office": office.name,
        "notice": _notice(office),
        "number_label": _("Número de registro de entrada"),
        "number": str(entry),
        "facts": facts,
        "documents_label": _("Archivos presentados, por su huella SHA-256"),
        "documents": list(entry.document_digests),
        "proof_label": _("Cómo comprobarlo"),
        "proof": _(
            "Este papel es una copia para leer. La prueba es el archivo .tlog-proof, que se "
            "descarga con el comprobante y se verifica sin conexión y sin esta sede, con un "
            "programa libre: python -m verifiable_log verify."
        ),
        "keys_label": _("Huellas de las claves con que firma esta sede"),
        "keys": [[key.algorithm, key.fingerprint] for key in keys_of(office_id=office.id)],
    }


def _notice(office: Office) -> str:
    if office.demonstration or office.practice:
        return _("Sede de demostración: sin efectos jurídicos.")
    return ""
