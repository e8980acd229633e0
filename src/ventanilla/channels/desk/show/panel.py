"""The tables of a unit's panel, from figures that are exact; every number leads to its list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.channels.desk.show.queue import LEFT_WORDS, TURN_WORDS
from ventanilla.channels.desk.show.words import state_words
from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices

_OPEN = (
    casefiles.State.RECEIVED,
    casefiles.State.CORRECTION,
    casefiles.State.IN_PROGRESS,
    casefiles.State.PROPOSED,
)


def summary(figures: casefiles.Figures) -> list[str]:
    """What matters most, in sentences."""
    late, today, week = (
        figures.total(states=_OPEN, left=left) for left in ("late", "today", "week")
    )
    return [
        ngettext("%(n)d expediente pasó su plazo.", "%(n)d expedientes pasaron su plazo.", late)
        % {"n": late},
        ngettext(
            "%(n)d vence hoy o en los siete días siguientes.",
            "%(n)d vencen hoy o en los siete días siguientes.",
            today + week,
        )
        % {"n": today + week},
    ]


def due_table(*, office: offices.Office, figures: casefiles.Figures) -> Table:
    """Open cases by state and by how much time is left."""
    return _by_state(
        office, figures, caption=_("Expedientes por plazo"), asked="left", words=LEFT_WORDS
    )


def turns_table(*, office: offices.Office, figures: casefiles.Figures) -> Table:
    """Open cases by state and by whom they wait on."""
    return _by_state(
        office,
        figures,
        caption=_("A quién se espera"),
        asked="waiting_on",
        words={name: said for name, said in TURN_WORDS.items() if name != "nobody"},
    )


def _by_state(
    office: offices.Office,
    figures: casefiles.Figures,
    *,
    caption: str,
    asked: str,
    words: Mapping[str, Any],
) -> Table:
    here = reverse("desk:queue", args=[office.slug])
    rows = []
    for state in _shown(figures):
        cells = [Cell(text=state_words(state))]
        for value in words:
            n = figures.total(states=[state], **{asked: value})
            query = urlencode({"state": state.value, asked: value})
            cells.append(Cell(text=str(n), url=f"{here}?{query}" if n else ""))
        rows.append(cells)
    heads = (_("Estado"), *(str(said) for said in words.values()))
    return table(caption=caption, heads=heads, rows=rows)


def _shown(figures: casefiles.Figures) -> list[casefiles.State]:
    """The states in which there is something; that of what has just come in always."""
    return [
        state
        for state in _OPEN
        if state == casefiles.State.RECEIVED or figures.total(states=[state])
    ]


def week_table(days: list[casefiles.DayLoad]) -> Table:
    """The unit's tasks that are due on each of the next days."""
    rows = [[Cell(text=full_day(one.day)), Cell(text=str(one.tasks))] for one in days]
    return table(caption=_("Tareas que vencen cada día"), heads=(_("Día"), _("Tareas")), rows=rows)
