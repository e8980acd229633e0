"""The index on paper: PDF/A and PDF/UA, by the template of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.domains.archive.contents import Contents, Item
from ventanilla.domains.archive.index_page import facts
from ventanilla.domains.casefiles.api import CaseNow
from ventanilla.domains.documents.api import render_pdf


def index_pdf(
    now: CaseNow, found: Contents, record: Mapping[str, Any], *, digest: str, made_at: datetime
) -> bytes:
    """The PDF, in the language of the record."""
    title = _("Índice electrónico del expediente %(number)s") % {"number": record["number"]}
    zone = now.view.office.zone
    rows = []
    for one in found.by_folio:
        held = one if isinstance(one, Item) else None
        note = one.who if isinstance(one, Item) else f"{_('No está en este archivo.')} {one.why}"
        when = f"{one.at.astimezone(zone):%d/%m/%Y %H:%M}"
        rows.append([str(one.folio), one.title, when, note, held.sha256 if held else ""])
    data = {
        "title": title,
        "practice": _("Oficina de práctica: sin efecto jurídico.")
        if record["office"]["practice"]
        else "",
        "facts": [list(pair) for pair in facts(record, digest)],
        "notes": record["notes"],
        "heads": [_("Folio"), _("Qué es"), _("Cuándo"), _("De quién")],
        "rows": rows,
    }
    return render_pdf(
        template=_template(), data=data, lang=record["lang"], title=title, moment=made_at
    )


@cache
def _template() -> str:
    return (Path(__file__).parent / "templates" / "index.typ").read_text()
