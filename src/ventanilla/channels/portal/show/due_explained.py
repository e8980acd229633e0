"""A computed due date as its page shows it: the plate, the days, what could change, the doubts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Chip, DayLine
from ventanilla.channels.look.language import text_language
from ventanilla.channels.look.templatetags.look import day, full_day
from ventanilla.channels.portal.show.day_lines import day_lines
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

_DAY = {"es": r"l j \d\e F", "pt": r"l, j \d\e F", "en": "l j F"}
_REST = {"es": r"\d\e Y", "pt": r"\d\e Y", "en": "Y"}


@dataclass(frozen=True, kw_only=True)
class DuePage:
    """What the explanation of a date shows. `day` is large on the plate, `rest` below it."""

    title: str
    day: str
    rest: str
    left: Chip
    over: bool
    opening: tuple[str, ...]
    lines: tuple[DayLine, ...]
    notes: tuple[str, ...]
    readings: tuple[str, ...]
    doubts: tuple[str, ...]
    safe: str
    proposed: bool
    beyond: bool
    calendar: str
    declared: int
    regime: str
    library: str
    at: datetime
    norms: tuple[legislation.Norm, ...]


def due_page(*, office: offices.Office, found: legislation.Explained) -> DuePage:
    """The page of a computed date, in the reader's language and the office's official time."""
    lang = text_language().split("-")[0]
    today = clock.today(office.zone)
    large = format_date(found.due, _DAY.get(lang, _DAY["es"]))
    versions = found.versions
    return DuePage(
        title=_("Por qué el plazo acaba el %(day)s") % {"day": day(found.due)},
        day=large if lang == "en" else large.lower(),
        rest=_rest(found, lang),
        left=left_chip(found),
        over=found.expired,
        opening=found.opening,
        lines=day_lines(found.days, today=today),
        notes=found.notes,
        readings=found.readings,
        doubts=found.doubts,
        safe=full_day(found.safe_date) if found.safe_date != found.due else "",
        proposed=versions.proposed,
        beyond=versions.proposed and found.country == office.country,
        calendar=versions.calendar.removeprefix("proposed by "),
        declared=versions.declared_days,
        regime=versions.regime,
        library=versions.library,
        at=clock.now(),
        norms=tuple(legislation.norms_cited(found.country, found.articles)),
    )


def left_chip(found: legislation.Explained) -> Chip:
    """What is left, counting today, in the days of the time limit itself."""
    if found.expired:
        return Chip(text=_("Ese día ya pasó"))
    return Chip(text=_("Quedan %(left)s") % {"left": found.left})


def _rest(found: legislation.Explained, lang: str) -> str:
    year = format_date(found.due, _REST.get(lang, _REST["es"]))
    if found.due_at:
        return _("%(year)s, hasta las %(time)s") % {"year": year, "time": f"{found.due_at:%H:%M}"}
    return year
