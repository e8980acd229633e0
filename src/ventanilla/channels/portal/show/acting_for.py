"""Who signs for whom in an office, in public: charges and acts, not persons nor causes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices


@dataclass(frozen=True, kw_only=True)
class StandInLine:
    """One in force: in words, with its norm."""

    text: str
    norm: str
    unverified: bool


def stand_in_lines(office: offices.Office) -> list[StandInLine]:
    """Those in force now: one statement."""
    return [_line(row, office) for row in offices.stand_ins_now(office_id=office.id)]


def _line(row: offices.StandIn, office: offices.Office) -> StandInLine:
    words = {
        "delegation": _("%(by)s decide por delegación de %(whose)s: %(what)s."),
        "signature": _("%(by)s firma por orden de %(whose)s: %(what)s."),
        "substitution": _("%(by)s suple a %(whose)s: %(what)s."),
    }
    said = words[row.kind] % {
        "by": casefiles.charge(row.to_post),
        "whose": casefiles.charge(row.from_post),
        "what": _what(row),
    }
    said += " " + f"{row.order}, {row.ordered_on:%d/%m/%Y}."
    if row.published_in:
        said += " " + _("Publicado en: %(where)s.") % {"where": row.published_in}
    if row.until_at:
        day = row.until_at.astimezone(office.zone).date()
        said += " " + _("Antes del %(day)s.") % {"day": full_day(day)}
    law = legislation.acting_law(office.country, row.kind)
    return StandInLine(text=said, norm=row.norm, unverified=not law.verified)


def _what(row: offices.StandIn) -> str:
    if not row.act:
        return _("todo lo que hace ese cargo")
    act = str(casefiles.ActKind(row.act).label)
    return f"{act} ({row.procedure})" if row.procedure else act
