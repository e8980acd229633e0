"""Open tasks as a list: what, in which case, until when, and who has it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ventanilla.channels.desk.acts.questions import OF_THE_LAW
from ventanilla.channels.look.components import Cell, Chip, Table, table
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

TABS = {
    "mine": gettext_lazy("Las mías"),
    "free": gettext_lazy("Sin nadie"),
    "sign": gettext_lazy("Para firmar"),
    "unit": gettext_lazy("De la unidad"),
}


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """`can` is take or leave, or empty; `may_give`: the reader may give it to somebody."""

    id: UUID
    title: str
    case: Link
    detail: str
    chip: Chip
    day: str
    who: str
    can: str
    url: str
    may_give: bool


def task_title(line: casefiles.TaskLine) -> str:
    """What is to be done, in the reader's language."""
    if not line.title:
        return str(OF_THE_LAW[line.act])
    title = pick(line.title, get_language() or "es")
    return _("Pedir: %(title)s") % {"title": title} if line.act == "ask_report" else title


def task_rows(
    *, office: offices.Office, post: offices.Post, page: casefiles.TaskPage
) -> list[TaskRow]:
    """The lines of a page with the names of whoever has each: one statement."""
    names = parties.display_names({line.account_id for line in page.lines if line.account_id})
    today = clock.today(office.zone)
    return [
        TaskRow(
            id=line.id,
            title=task_title(line),
            case=Link(label=line.label, url=reverse("desk:case", args=[office.slug, line.case_id])),
            detail=f"{line.subject}. {line.applicant_name}",
            chip=time_chip(due=line.due_on, today=today),
            day=full_day(line.due_on) if line.due_on else "",
            who=names.get(line.account_id, "") if line.account_id else "",
            can=_can(line, post),
            url=reverse("desk:task", args=[office.slug, line.id]),
            may_give=post.role == offices.Role.HEAD,
        )
        for line in page.lines
    ]


def _can(line: casefiles.TaskLine, post: offices.Post) -> str:
    if line.account_id is None:
        return "take"
    mine = line.account_id == post.account_id
    return "leave" if mine or post.role == offices.Role.HEAD else ""


def tabs(
    *, office: offices.Office, post: offices.Post, page: casefiles.TaskPage, whose: str
) -> list[Link]:
    """The lists, each with its exact count; that to sign is the head's."""
    here = reverse("desk:tasks", args=[office.slug])
    return [
        Link(
            label=f"{label} ({page.counts[name]})",
            url=f"{here}?whose={name}",
            current=name == whose,
        )
        for name, label in TABS.items()
        if name != "sign" or post.role == offices.Role.HEAD
    ]


def loads_table(*, office: offices.Office, post: offices.Post) -> Table:
    """Who of the unit has how much, and what falls due: whoever has most to lose first."""
    loads = casefiles.loads_of(office=office, post=post)
    names = parties.display_names({one.account_id for one in loads if one.account_id})
    here = reverse("desk:tasks", args=[office.slug])
    rows = [
        [
            Cell(text=names.get(one.account_id, "—") if one.account_id else _("Nadie todavía")),
            _number(here, one.account_id, "", one.open),
            _number(here, one.account_id, "late", one.late),
            _number(here, one.account_id, "week", one.week),
        ]
        for one in loads
    ]
    return table(
        caption=_("Quién lleva qué en la unidad"),
        heads=(_("Persona"), _("Tareas"), _("Pasaron su día"), _("Vencen en siete días")),
        rows=rows,
    )


def _number(here: str, account_id: UUID | None, left: str, number: int) -> Cell:
    """A number that leads to the tasks it counts."""
    whose = {"whose": "unit", "who": str(account_id)} if account_id else {"whose": "free"}
    told = {**whose, **({"left": left} if left else {})}
    return Cell(text=str(number), url=f"{here}?{urlencode(told)}" if number else "")
