"""The receipt as a page: the number large, what happens next, the proof last."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Line, Plate, Table, table
from ventanilla.channels.look.templatetags.look import digest, exact_moment, size
from ventanilla.channels.portal.show.case_story import path_of
from ventanilla.channels.portal.show.charge import charge_of
from ventanilla.channels.portal.show.titles import own_title
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.legislation.api import terms
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock


def receipt_page(*, office: offices.Office, case: casefiles.CaseView) -> dict[str, Any]:
    """What the template shows."""
    addresses = [office.slug, case.id]
    now = casefiles.case_now(case)
    return {
        "plate": _plate(case),
        "words": terms(office.locale),
        "secret": casefiles.follow_secret(case.entry_id),
        "own_title": own_title(now),
        "steps": path_of(now, today=clock.today(office.zone)),
        "documents": _documents(case),
        "charge": charge_of(case),
        "keys": offices.keys_of(office_id=office.id),
        "proof_name": f"{case.label.replace('/', '-')}.tlog-proof",
        "case_url": reverse("portal:case", args=addresses),
        "pdf_url": reverse("portal:receipt-pdf", args=addresses),
        "proof_url": reverse("portal:receipt-proof", args=addresses),
        "json_url": reverse("portal:receipt-json", args=addresses),
        "verify_url": reverse("portal:verify", args=[office.slug]),
    }


def _plate(case: casefiles.CaseView) -> Plate:
    lines = [Line(label=_("Registrado el"), text=exact_moment(case.registered_at))]
    if case.presented_at != case.received_at:
        lines.append(Line(label=_("Presentado el"), text=exact_moment(case.presented_at)))
    if case.applicant.name:
        lines.append(Line(label=_("Por"), text=case.applicant.name))
    return Plate(label=_("Número de registro de entrada"), number=case.label, lines=tuple(lines))


def _documents(case: casefiles.CaseView) -> Table:
    rows = [
        [
            Cell(text=filed.document.name),
            Cell(text=size(filed.document.size)),
            Cell(text=digest(bytes(filed.document.sha256)), code=True),
        ]
        for filed in case.documents
    ]
    return table(
        caption=_("Archivos que ha presentado"),
        heads=(_("Archivo"), _("Tamaño"), _("Huella (SHA-256)")),
        rows=rows,
    )
