"""Where rights over one's own data are exercised, and what was done about them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.measures import measures_table
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.datarights import api as datarights
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy import api as privacy
from ventanilla.kernel import clock


def rights_procedure_url(office: offices.Office) -> str:
    """The office's procedure over one's own data; nothing where it offers none."""
    for offered in catalogue.offered(office_id=office.id, at=clock.now()):
        if offered.data_rights:
            return reverse("portal:procedure", args=[office.slug, offered.slug])
    return ""


def measures_of_case(case: casefiles.CaseView) -> Table | None:
    """What was done with the reader's data in a case over them; None where nothing was."""
    if not datarights.right_of(case):
        return None
    seen = datarights.measures_of(office_id=case.office.id, case_id=case.id)
    rows = [(one.kind.value, str(one.kind.label), one.at, one.by_name, one.content) for one in seen]
    return measures_table(rows, privacy.said, datarights.why_kept) if rows else None


def delays_table(office: offices.Office) -> Table:
    """How many lawful exceptions there are, by norm. Nobody is named."""
    rows = [
        [Cell(text=norm), Cell(text=str(now)), Cell(text=str(ever))]
        for norm, now, ever in privacy.delays_counted(office)
    ]
    return table(
        caption=_("Aperturas que se muestran más tarde"),
        heads=(_("Norma"), _("En vigor"), _("Desde el principio")),
        rows=rows,
        hidden_caption=True,
    )
