"""The lists of the tray, and what stands beside a text to sign."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Chip, Line
from ventanilla.channels.look.templatetags.look import full_day, moment
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.drafting import api as drafting
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.kernel import clock


@dataclass(frozen=True, kw_only=True)
class TrayRow:
    """One draft of a list. `pick` names it with the version that was seen."""

    pick: str
    title: str
    url: str
    label: str
    detail: str
    who: str
    since: str
    state: str
    chip: Chip
    day: str
    stands_for: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class TrayList:
    """`kind` is sign, mine or unit."""

    kind: str
    title: str
    empty: str
    rows: tuple[TrayRow, ...]


def tray_lists(*, office: offices.Office, post: offices.Post) -> list[TrayList]:
    """Three lists; a draft stands in the first of them that it fits."""
    found = drafting.drafts_for(office=office, post=post)
    names = parties.display_names({one.drafted_by for one in found.unit})
    sign = {one.id for one in found.to_sign}
    mine = [one for one in found.mine if one.id not in sign]
    others = [one for one in found.unit if one.id not in sign and not one.is_yours]
    kinds = (
        ("sign", _("Para firmar"), _("No hay nada que espere su firma."), found.to_sign),
        ("mine", _("Los que usted redacta"), _("No está redactando ninguna decisión."), mine),
        ("unit", _("Los demás de la unidad"), "", others),
    )
    return [
        TrayList(
            kind=kind,
            title=title,
            empty=empty,
            rows=tuple(_row(one, office, names, kind) for one in lines),
        )
        for kind, title, empty, lines in kinds
    ]


def _row(
    line: drafting.DraftLine, office: offices.Office, names: dict[UUID, str], kind: str
) -> TrayRow:
    page = "sign" if kind == "sign" or line.state == "proposed" else "decision"
    return TrayRow(
        pick=f"{line.id}:{line.version}",
        title=line.title,
        url=reverse(f"desk:{page}", args=[office.slug, line.id]),
        label=line.label,
        detail=f"{line.subject}. {line.applicant_name}",
        who=names.get(line.drafted_by, ""),
        since=moment(line.since),
        state=str(line.state.label),
        chip=time_chip(due=line.due_on, today=clock.today(office.zone)),
        day=full_day(line.due_on) if line.due_on else "",
        stands_for=line.stands_for,
        remark=line.remark,
    )


def sheet_facts(
    *, office: offices.Office, now: casefiles.CaseNow, draft: drafting.DecisionDraft
) -> list[Line]:
    """Who drafted it, since when it waits, what it decides, and the time left."""
    due = now.view.due_on
    lines = [
        Line(label=_("Qué se decide"), text=drafting.composed(draft, now).decision or "—"),
        Line(label=_("Lo redactó"), text=draft.drafter_name),
        Line(label=_("Espera desde"), text=moment(draft.since)),
    ]
    if due:
        today = clock.today(office.zone)
        lines.append(
            Line(
                label=_("Hasta cuándo"),
                text=full_day(due),
                chip=time_chip(due=due, today=today),
            )
        )
    return lines
