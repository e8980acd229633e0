"""The queue as a table: the most urgent first, time left in words."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ventanilla.channels.desk.show.words import state_words, turn_words
from ventanilla.channels.look.act_words import paused
from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.templatetags.look import day, full_day
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

LEFT_WORDS = {
    "late": gettext_lazy("Vencidos"),
    "today": gettext_lazy("Vencen hoy"),
    "week": gettext_lazy("Vencen en siete días"),
    "later": gettext_lazy("Vencen más tarde"),
    "none": gettext_lazy("Sin plazo que corra"),
}
TURN_WORDS = {
    "body": gettext_lazy("A esta unidad"),
    "party": gettext_lazy("A la persona"),
    "report": gettext_lazy("A un informe"),
    "nobody": gettext_lazy("A nadie"),
}
OPEN = frozenset(
    {
        casefiles.State.RECEIVED,
        casefiles.State.CORRECTION,
        casefiles.State.IN_PROGRESS,
        casefiles.State.PROPOSED,
    }
)


def queue_table(*, office: offices.Office, page: casefiles.QueuePage) -> Table:
    """One row per case: number and procedure, person, time left, state, received."""
    today = clock.today(office.zone)
    turns = casefiles.turns_of([line.id for line in page.lines])
    rows = [
        [
            Cell(
                text=line.label,
                detail=line.subject,
                url=reverse("desk:case", args=[office.slug, line.id]),
            ),
            Cell(text=line.applicant_name),
            _time_cell(line, turns[line.id], today=today),
            Cell(text=state_words(line.state), detail=turn_words(turns[line.id].waiting_on)),
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


def _time_cell(line: casefiles.CaseLine, turn: casefiles.Turn, *, today: date) -> Cell:
    if line.state not in OPEN:
        return Cell(text=_("Cerrado"))
    chip = paused() if turn.held else time_chip(due=line.due_on, today=today)
    return Cell(chip=chip, detail=full_day(line.due_on))


def counts_sentence(page: casefiles.QueuePage) -> str:
    """How many there are in each state, exactly, beginning with those that wait."""
    waiting = page.counts.get(casefiles.State.RECEIVED, 0)
    first = ngettext(
        "%(n)d expediente espera respuesta.", "%(n)d expedientes esperan respuesta.", waiting
    ) % {"n": waiting}
    others = [
        f"{state_words(state)}: {number}"
        for state, number in page.counts.items()
        if state != casefiles.State.RECEIVED
    ]
    return f"{first} {'. '.join(others)}." if others else first
