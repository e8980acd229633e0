"""The record of an oral statement: what was said, to whom, when, and that it was oral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter.models import Attendance
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices.api import Office
from ventanilla.kernel.text_choice import pick

_TEMPLATE = Path(__file__).parent / "templates" / "statement.typ"
_LIMIT = 5_000_000
RECORD = "declaracion-oral.pdf"


def with_record(
    draft: casefiles.Draft,
    *,
    attendance: Attendance,
    office: Office,
    procedure: PublishedProcedure,
    by_name: str,
) -> None:
    """Make the record a file of the draft. What the person agreed with stays as it was: the record
    is made of it. Made twice, it is there once."""
    field = _field(procedure)
    if any(held.name == RECORD for held in casefiles.files_of(draft).get(field, ())):
        return
    with translation.override(office.language):
        content = _pdf(draft, attendance, office, procedure, by_name)
    record = documents.keep(
        office_id=office.id,
        name=RECORD,
        content=content,
        declared_type="application/pdf",
        limit=_LIMIT,
    )
    casefiles.put_file(draft=draft, field=field, document=record)


def without_record(
    files: Mapping[str, Sequence[documents.Document]], procedure: PublishedProcedure
) -> dict[str, list[documents.Document]]:
    """`files` but for the record of an oral statement, which is made of the rest."""
    field = _field(procedure)
    kept = {
        name: [one for one in held if name != field or one.name != RECORD]
        for name, held in files.items()
    }
    return {name: held for name, held in kept.items() if held}


def _field(procedure: PublishedProcedure) -> str:
    return str(((procedure.counter or {}).get("oral") or {}).get("record") or "")


def _pdf(
    draft: casefiles.Draft,
    attendance: Attendance,
    office: Office,
    procedure: PublishedProcedure,
    by_name: str,
) -> bytes:
    assert attendance.consented_at is not None  # the caller has looked
    lang = office.language
    oral = (procedure.counter or {})["oral"]
    when = attendance.consented_at.astimezone(office.zone)
    heading = _("Declaración oral puesta por escrito")
    data: dict[str, Any] = {
        "office": office.name,
        "heading": heading,
        "facts": [
            [_("Trámite"), pick(procedure.title, lang)],
            [_("Persona que declara"), attendance.person_name],
            [_("Recibida y escrita por"), by_name],
            [_("Leída y aceptada el"), f"{when:%Y-%m-%d %H:%M} ({office.time_zone})"],
            [_("Cómo la aceptó"), str(attendance.get_consent_display())],
            [_("Norma"), str(oral.get("norm") or "")],
        ],
        "note": _("La persona declaró de palabra. Se le leyó todo lo que sigue y estuvo conforme."),
        "sections": [
            [
                pick(page.title, lang),
                [[label, shown.split("\n")] for _field, label, shown in lines],
            ]
            for page, lines in procedure.form.summary(
                draft.answers, without_record(casefiles.files_of(draft), procedure), lang
            )
        ],
        "practice": _("Oficina de práctica: sin efecto jurídico") if office.practice else "",
    }
    return documents.render_pdf(
        template=_template(), data=data, lang=lang, title=heading, moment=attendance.consented_at
    )


@cache
def _template() -> str:
    return _TEMPLATE.read_text()
