"""What an act would do in each of several cases, as lines of a preview."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.desk.acts.several import SeveralAct
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties


@dataclass(frozen=True, kw_only=True)
class PreviewLine:
    """One case: `what` will happen in it, or why nothing can."""

    case_id: UUID
    number: str
    url: str
    name: str
    subject: str
    seq: int
    what: str


@dataclass(frozen=True, kw_only=True)
class ResultLine:
    """One case in which it was done, or `why` it was not."""

    number: str
    name: str
    url: str
    why: str


def preview_lines(
    *,
    office: offices.Office,
    post: offices.Post,
    act: SeveralAct,
    outlooks: list[casefiles.Outlook],
) -> tuple[list[PreviewLine], list[PreviewLine]]:
    """Where it can be done and where it cannot."""
    held = _held(office, post, outlooks) if act.kind is None else {}
    can: list[PreviewLine] = []
    cannot: list[PreviewLine] = []
    for case in outlooks:
        if act.kind is None:
            possible, what = held[case.case_id]
        else:
            possible, what = case.refused is None, _what(act, case)
        line = PreviewLine(
            case_id=case.case_id,
            number=case.label,
            url=reverse("desk:case", args=[office.slug, case.case_id]),
            name=case.applicant_name,
            subject=case.subject,
            seq=case.seq,
            what=what,
        )
        (can if possible else cannot).append(line)
    return can, cannot


def _what(act: SeveralAct, case: casefiles.Outlook) -> str:
    if case.refused is not None:
        return " ".join(str(part) for part in (case.refused.cause, case.refused.instead) if part)
    if act.kind == casefiles.ActKind.EXTEND and case.due_on and case.due_then:
        return _("Vence el %(then)s en lugar del %(now)s.") % {
            "then": full_day(case.due_then),
            "now": full_day(case.due_on),
        }
    return _("Vence el %(day)s.") % {"day": full_day(case.due_on)} if case.due_on else ""


def _held(
    office: offices.Office, post: offices.Post, outlooks: list[casefiles.Outlook]
) -> dict[UUID, tuple[bool, str]]:
    """Who has the tasks of each case: two statements."""
    ids = [case.case_id for case in outlooks]
    tasks = casefiles.tasks_in(office=office, post=post, case_ids=ids)
    accounts = {who for several in tasks.values() for _task, who in several if who}
    names = parties.display_names(accounts)
    found = {}
    for case_id in ids:
        mine = tasks.get(case_id, [])
        who = ", ".join(sorted({names.get(one, "—") for _task, one in mine if one}))
        if not mine:
            found[case_id] = (False, _("No tiene ninguna tarea que pueda hacer su puesto."))
        else:
            found[case_id] = (True, _("La lleva %(who)s.") % {"who": who} if who else "")
    return found
