"""Who of the staff has looked at a case, as its person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.templatetags.look import clock_time, day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy import api as privacy

MOST_OWN = 200
_Same = tuple[str, str, UUID | None, str, str]


def accesses_table(case: casefiles.CaseView) -> Table:
    """The latest first. Who opened the same thing several times in a day has one line for it."""
    seen = privacy.accesses_to(office=case.office, matter_ids=[case.id])
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


def own_accesses_table(*, office: offices.Office, cases: Sequence[casefiles.CaseLine]) -> Table:
    """Who has looked at any of somebody's cases in the office, the latest first."""
    labels = {case.id: case.label for case in cases}
    seen = privacy.accesses_to(office=office, matter_ids=labels, most=MOST_OWN)
    return table(
        caption=_("Quién ha mirado sus datos"),
        heads=(_("Cuándo"), _("Quién"), _("Qué vio"), _("Para qué")),
        rows=[
            [
                Cell(text=f"{day(one.at)}, {clock_time(one.at)}"),
                Cell(text=f"{one.by_name}, {one.unit_name}"),
                Cell(
                    text=labels[one.matter_id],
                    url=reverse("portal:case", args=[office.slug, one.matter_id]),
                    detail=_("Un documento") if one.item_id else _("Todo el expediente"),
                ),
                Cell(text=str(one.purpose.label)),
            ]
            for one in seen
        ],
        hidden_caption=True,
    )
