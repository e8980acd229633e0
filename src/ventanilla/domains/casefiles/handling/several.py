"""The same act in several cases: what would happen in each, told before, in a few statements.

Doing it is not here: each case's act goes through its own door, in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.acting import BY_OTHERS, Hand, hand_of
from ventanilla.domains.casefiles.clock_rows import due_after
from ventanilla.domains.casefiles.course_of import course_of, decided_of, kind_of
from ventanilla.domains.casefiles.handling.filters import CaseFilter, filtered
from ventanilla.domains.casefiles.handling.sightings import cases_within_reach
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.life import MAY_SEE
from ventanilla.domains.casefiles.rules.permitted import Refusal, refusal
from ventanilla.domains.casefiles.rules.standing import Step, replay
from ventanilla.domains.casefiles.steps import step_of
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Office, Post
from ventanilla.kernel import clock

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One case and what an act would do in it. `seq` is that of the last act, which the act will
    be held to; `refused` says why not; `due_then` by when it must be decided afterwards;
    `reports` are the names that reports of the case have taken."""

    case_id: UUID
    label: str
    subject: str
    applicant_name: str
    seq: int
    due_on: date | None
    due_then: date | None
    refused: Refusal | None
    reports: frozenset[str]


def case_ids_asked(
    *, office: Office, post: Post, asked: CaseFilter, most: int = MOST_AT_ONCE
) -> list[UUID]:
    """The cases of the post's unit that are asked for, the most urgent first, at most so many: one
    statement."""
    if post.role not in MAY_SEE:
        return []
    unit = Case.objects.filter(office_id=office.id, unit_id=post.unit_id)
    rows = filtered(unit, asked, today=clock.today(office.zone)).order_by("ordered_by", "id")
    return list(rows.values_list("id", flat=True)[:most])


def outlooks(*, post: Post, case_ids: Sequence[UUID], kind: ActKind | None = None) -> list[Outlook]:
    """What an act of that kind would do in each case, in the order given; without a kind, the
    cases alone. Cases that the post may not see are left out. Two statements and what the calendar
    of the office costs, however many cases there are. Raises `NotYours`.
    """
    hand = hand_of(post)
    cases = cases_within_reach(post, case_ids[:MOST_AT_ONCE])
    acts: dict[UUID, list[Act]] = {case.id: [] for case in cases}
    for act in Act.objects.filter(case_id__in=acts).order_by("case_id", "seq"):
        acts[act.case_id].append(act)
    return [_outlook(case, acts[case.id], hand, kind) for case in cases]


def done_before(*, post: Post, case_id: UUID, seq: int, kind: ActKind) -> bool:
    """Whether the act that would be the next after `seq` is there already, of that kind and by the
    same account: a second click, not somebody else's act. One statement."""
    return Act.objects.filter(
        office_id=post.office_id,
        case_id=case_id,
        seq=seq + 1,
        kind=kind,
        account_id=post.account_id,
        post_id=post.id,
    ).exists()


def _outlook(case: Case, acts: Sequence[Act], hand: Hand, kind: ActKind | None) -> Outlook:
    steps = tuple(step_of(act, case.office.zone) for act in acts)
    procedure = catalogue.version(case.version_id)
    standing = replay(kind_of(procedure, decided_of(steps)), steps)
    refused, due_then = None, case.due_on
    if kind is not None:
        refused = _too_late_or_elsewhere(case, hand, kind) or refusal(
            kind,
            standing=standing,
            course=course_of(procedure, steps),
            actor=hand.actor,
            who=hand.who,
        )
        if refused is None and kind == ActKind.EXTEND:
            due_then = _if_extended(case, procedure, steps, hand)
    return Outlook(
        case_id=case.id,
        label=str(case.opened_by),
        subject=case.subject,
        applicant_name=case.applicant.name,
        seq=case.last_seq,
        due_on=case.due_on,
        due_then=due_then,
        refused=refused,
        reports=frozenset(standing.reports),
    )


def _too_late_or_elsewhere(case: Case, hand: Hand, kind: ActKind) -> Refusal | None:
    if hand.post is not None and hand.post.unit_id != case.unit_id and kind not in BY_OTHERS:
        return Refusal("not-yours", _("Lo lleva otra unidad: aquí solo tiene que informar."))
    today = clock.today(case.office.zone)
    if kind == ActKind.EXTEND and case.due_on is not None and case.due_on < today:
        return Refusal("expired", _("El plazo ya venció: no se puede ampliar."))
    return None


def _if_extended(
    case: Case, procedure: catalogue.PublishedProcedure, steps: tuple[Step, ...], hand: Hand
) -> date | None:
    extended = Step(
        kind=ActKind.EXTEND,
        seq=case.last_seq + 1,
        at=clock.now().astimezone(case.office.zone),
        actor=hand.actor,
        who=hand.who,
        content={"reasons": "-"},
    )
    then = (*steps, extended)
    standing = replay(kind_of(procedure, decided_of(steps)), then)
    return due_after(case, procedure=procedure, standing=standing, steps=then)
