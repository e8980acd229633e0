"""What the office promises and how it keeps it: each procedure's time limit beside what was done.

The promises are those of the published procedures, with their norm; what was done is counted from
closed cases and noted outages. Nothing here is typed in by the office about itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Line, Table, table
from ventanilla.channels.portal.show.procedures import duration
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.text_choice import pick

YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Commitments:
    """What the page shows."""

    answering: Table
    availability: tuple[Line, ...]


def commitments(
    *,
    office: offices.Office,
    procedures: Sequence[catalogue.PublishedProcedure],
    kept: casefiles.Kept,
    outages: Sequence[offices.Outage],
    now: datetime.datetime,
) -> Commitments:
    """The promises of every procedure on offer, and the year's outages."""
    rows = [
        [
            Cell(
                text=pick(procedure.title, get_language() or "es"),
                url=reverse("portal:procedure", args=[office.slug, procedure.slug]),
            ),
            Cell(
                text=duration(procedure.time_limit),
                detail=str(procedure.time_limit.get("norm") or ""),
            ),
            _measured(kept.by_procedure.get(procedure.slug)),
        ]
        for procedure in procedures
    ]
    heads = (
        _("Trámite"),
        _("Lo que prometemos"),
        _("Lo que hicimos en %(days)d días") % {"days": kept.days},
    )
    return Commitments(
        answering=table(caption=_("Responder en plazo"), heads=heads, rows=rows),
        availability=(_outages_of_a_year(outages, now=now),),
    )


def _measured(kept: casefiles.Kept | None) -> Cell:
    if kept is None or not kept.answered:
        return Cell(text=_("Ninguno respondido todavía."))
    return Cell(
        text=_("%(in_time)d de %(answered)d a tiempo")
        % {"in_time": kept.in_time, "answered": kept.answered},
        detail=half_of_them(kept),
    )


def half_of_them(kept: casefiles.Kept) -> str:
    """The median in words; empty where nothing was measured."""
    if kept.half_within is None:
        return ""
    if kept.half_within == 0:
        return _("La mitad, en el mismo día.")
    return ngettext(
        "La mitad, en %(n)d día o menos.", "La mitad, en %(n)d días o menos.", kept.half_within
    ) % {"n": kept.half_within}


def _outages_of_a_year(outages: Sequence[offices.Outage], *, now: datetime.datetime) -> Line:
    """How often and how long in twelve months; an outage that goes on counts until now."""
    late = [one for one in outages if (one.ended_at or now) > now - YEAR]
    label = _("Presentar a cualquier hora")
    if not late:
        return Line(label=label, text=_("Ninguna interrupción anotada en los últimos doce meses."))
    lost = sum(((one.ended_at or now) - one.began_at for one in late), datetime.timedelta())
    said = ngettext(
        "%(n)d interrupción en los últimos doce meses: %(hours)s en total.",
        "%(n)d interrupciones en los últimos doce meses: %(hours)s en total.",
        len(late),
    )
    return Line(label=label, text=said % {"n": len(late), "hours": how_long(lost)})


def how_long(lost: datetime.timedelta) -> str:
    """`3 h 20 min`."""
    minutes = int(lost.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min") if part)


def going_on(outages: Sequence[offices.Outage], *, now: datetime.datetime) -> offices.Outage | None:
    """The outage that has not ended, if there is one: it is said before anything else."""
    return next((one for one in outages if one.ended_at is None or one.ended_at > now), None)
