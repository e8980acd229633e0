"""The queue as a table: the most urgent first, time left in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.templatetags.look import day, full_day
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock


def queue_table(*, office: offices.Office, page: casefiles.QueuePage) -> Table:
    """One row per case: number and procedure, person, time left, state, received."""
    today = clock.today(office.zone)
    rows = [
        [
            Cell(
                text=line.label,
                detail=line.subject,
                url=reverse("desk:case", args=[office.slug, line.id]),
            ),
            Cell(text=line.applicant_name),
            _time_cell(line, today=today),
            Cell(text=str(line.state.label)),
            Cell(text=day(line.opened_at)),
        ]
        for line in page.lines
    ]
    return table(
        caption=_("Expedientes por tiempo que queda, primero lo más urgente"),
        heads=(
            _("Registro"),
            _("Persona"),
            _("Para responder"),
            _("Estado"),
            _("Recibido"),
        ),
        rows=rows,
        hidden_caption=True,
    )


def _time_cell(line: casefiles.CaseLine, *, today: object) -> Cell:
    if line.state != casefiles.State.RECEIVED:
        return Cell(text=_("Cerrado"))
    chip = time_chip(due=line.due_on, today=today)  # type: ignore[arg-type]
    return Cell(chip=chip, detail=full_day(line.due_on))


def counts_sentence(page: casefiles.QueuePage) -> str:
    """How many wait and how many are done, exactly."""
    waiting = page.counts.get(casefiles.State.RECEIVED, 0)
    done = page.counts.get(casefiles.State.ANSWERED, 0)
    first = ngettext(
        "%(n)d expediente espera respuesta.", "%(n)d expedientes esperan respuesta.", waiting
    )
    second = ngettext("%(n)d respondido.", "%(n)d respondidos.", done)
    return f"{first % {'n': waiting}} {second % {'n': done}}"
