"""Who of the staff has looked at a case, as its person reads it."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.templatetags.look import clock_time, day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.privacy import api as privacy

_Same = tuple[str, str, UUID | None, str, str]


def accesses_table(case: casefiles.CaseView) -> Table:
    """The latest first. Who opened the same thing several times in a day has one line for it."""
    seen = privacy.accesses_to(office_id=case.office.id, matter_id=case.id)
    times = Counter(_same(case, one) for one in seen)
    latest: dict[_Same, privacy.AccessSeen] = {}
    for one in seen:
        latest.setdefault(_same(case, one), one)
    return table(
        caption=_("Quién ha mirado sus datos"),
        heads=(_("Cuándo"), _("Quién"), _("Qué vio"), _("Para qué")),
        rows=[_row(case, one, times[key]) for key, one in latest.items()],
    )


def _same(case: casefiles.CaseView, one: privacy.AccessSeen) -> _Same:
    on = one.at.astimezone(case.office.zone).date().isoformat()
    return (one.by_name, one.unit_name, one.item_id, one.purpose, on)


def _row(case: casefiles.CaseView, one: privacy.AccessSeen, times: int) -> list[Cell]:
    again = ngettext("%(count)d vez ese día", "%(count)d veces ese día", times) % {"count": times}
    return [
        Cell(text=f"{day(one.at)}, {clock_time(one.at)}", detail=again if times > 1 else ""),
        Cell(text=f"{one.by_name}, {one.unit_name}"),
        Cell(text=_what(case, one.item_id)),
        Cell(text=str(one.purpose.label)),
    ]


def _what(case: casefiles.CaseView, item_id: UUID | None) -> str:
    if item_id is None:
        return _("Todo el expediente")
    document = case.document(item_id)
    return document.name if document else _("Un documento")
