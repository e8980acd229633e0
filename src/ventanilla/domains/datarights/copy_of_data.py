"""The copy of their data that a person asks for: the same content as JSON and to read.

What is in it: each thing held, what for and on which norm, for how long, and who of the staff has
looked (ES: RGPD, art. 15). Passwords and proofs for machines are left out; so are acts that have
not been notified yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.datarights.subjects import AboutPerson
from ventanilla.domains.privacy import api as privacy
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

FORMAT = "ventanilla-personal-data/v1"


def copy_of_data(person: AboutPerson) -> dict[str, Any]:
    """The copy as JSON values, its words in the active language; moments are RFC 3339, in UTC."""
    case, office = person.case, person.case.office
    return {
        "format": FORMAT,
        "office": office.name,
        "holder": office.holder,
        "person": person.person.name,
        "request": case.label,
        "made_at": clock.now().isoformat(),
        "procedures": [_procedure(one) for one in person.cases],
        "held": _held(privacy.exported_about(person.subject)),
        "who_looked": _who_looked(person),
    }


def _procedure(case: casefiles.Case) -> dict[str, Any]:
    lang = get_language() or "es"
    procedure = catalogue.version(case.version_id)
    filing = case.filings.get(entry_id=case.opened_by_id)
    summary = procedure.form.summary(filing.answers, None, lang)
    kept = (procedure.archive or {}).get("keep")
    return {
        "number": str(case.opened_by),
        "title": pick(procedure.title, lang),
        "purpose": pick(procedure.data["purpose"], lang),
        "norm": procedure.data["norm"],
        "verified": procedure.data["status"] == "found",
        "keep": pick(kept, lang) if kept else "",
        "answers": [
            {"label": label, "value": shown}
            for _page, lines in summary
            for field, label, shown in lines
            if not field.kind.is_file
        ],
    }


def _held(rows: Iterable[tuple[str, privacy.Exported]]) -> list[dict[str, Any]]:
    """By kind of thing, in the order of the domains."""
    groups: dict[str, dict[str, Any]] = {}
    for domain, row in rows:
        group = groups.setdefault(
            row.model,
            {
                "domain": domain,
                "model": row.model,
                "title": privacy.said(row.model),
                "columns": [_column(datum) for datum in row.data],
                "rows": [],
            },
        )
        group["rows"].append({datum.field: datum.value for datum in row.data})
    return list(groups.values())


def _column(datum: privacy.Datum) -> dict[str, str]:
    return {
        "field": datum.field,
        "what": privacy.said(datum.what),
        "basis": privacy.said(datum.basis),
        "keep": privacy.said(datum.keep),
    }


def _who_looked(person: AboutPerson) -> list[dict[str, str]]:
    numbers = {case.id: str(case.opened_by) for case in person.cases}
    seen = privacy.accesses_to(office=person.case.office, matter_ids=numbers, most=1000)
    return [
        {
            "at": one.at.isoformat(),
            "who": one.by_name,
            "unit": one.unit_name,
            "number": numbers[one.matter_id],
            "what": _("Un documento") if one.item_id else _("Todo el expediente"),
            "purpose": str(one.purpose.label),
        }
        for one in seen
    ]
