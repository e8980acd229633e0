"""Every time limit of a case: its date, how much is left, whose it is and why that date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.act_words import clock_label, owed_by, paused
from ventanilla.channels.look.components import Cell, Chip, Table, table
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

MAIN = "decide"


def clocks_table(*, office: offices.Office, now: casefiles.CaseNow) -> Table:
    """The time to decide first, then the others as they began."""
    today = clock.today(office.zone)
    own = now.own_names(get_language() or "es")
    rows = []
    if now.view.due_on:
        over = _("Terminado") if not now.standing.is_open else ""
        chip = paused() if now.standing.suspended else time_chip(due=now.view.due_on, today=today)
        rows.append(_row(office, now, (1, MAIN, "body"), now.view.due_on, chip, over, own))
    for row in now.clocks:
        over = _("Cumplido el %(day)s") % {"day": full_day(row.ended_on)} if row.ended_on else ""
        chip = time_chip(due=row.due_on, today=today)
        place = (row.opened_by, row.name, row.owed_by)
        rows.append(_row(office, now, place, row.due_on, chip, over, own))
    heads = (_("Qué plazo"), _("Hasta cuándo"), _("De quién es"))
    return table(caption=_("Plazos"), heads=heads, rows=rows)


def _row(
    office: offices.Office,
    now: casefiles.CaseNow,
    place: tuple[int, str, str],
    due: date | None,
    chip: Chip,
    over: str,
    own: Mapping[str, str],
) -> list[Cell]:
    seq, name, whose = place
    url = reverse("desk:clock", args=[office.slug, now.view.id, seq, name]) if due else ""
    return [
        Cell(text=clock_label(name, own=own)),
        Cell(
            chip=None if over else chip,
            text=_("Por qué esta fecha") if url else "",
            url=url,
            detail=". ".join(part for part in (full_day(due), over) if part),
        ),
        Cell(text=owed_by(whose)),
    ]
