"""The list of a person's cases."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.templatetags.look import day, full_day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices


def cases_table(*, office: offices.Office, cases: Sequence[casefiles.CaseLine]) -> Table:
    """What, where it stands, and until when; newest first."""
    rows = [
        [
            Cell(
                text=case.label,
                detail=case.subject,
                url=reverse("portal:case", args=[case.office_slug, case.id]),
            ),
            Cell(text=full_day(case.opened_at)),
            Cell(text=str(case.state.label)),
            Cell(text=day(case.due_on) or _("Sin plazo fijado")),
        ]
        for case in cases
        if case.office_slug == office.slug
    ]
    return table(
        caption=_("Lo que ha presentado"),
        heads=(_("Registro"), _("Presentado"), _("Estado"), _("Respuesta, a más tardar")),
        rows=rows,
        hidden_caption=True,
    )
