"""The rows of a case's tasks, brought to what its acts say in the transaction of each act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count

from ventanilla.domains.casefiles.capacity import present_of
from ventanilla.domains.casefiles.course_of import steps_passed_over
from ventanilla.domains.casefiles.errors import UnitMissing
from ventanilla.domains.casefiles.handling.models import Task
from ventanilla.domains.casefiles.models import Case, CaseClock
from ventanilla.domains.casefiles.routing import unit_for
from ventanilla.domains.casefiles.rules.clocks import DECIDE_APPEAL, HEARING, REPORT
from ventanilla.domains.casefiles.rules.handling_steps import (
    APPEAL,
    DONE,
    DROPPED,
    OPEN,
    TaskNow,
    tasks_now,
)
from ventanilla.domains.casefiles.rules.standing import Standing, Step
from ventanilla.domains.casefiles.standing_answers import answers_now
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.unsaved import unsaved

_ENDED = (DONE, DROPPED)


def task_rows_of(
    case: Case,
    procedure: PublishedProcedure,
    standing: Standing,
    steps: Sequence[Step],
    answers: Mapping[str, Any],
) -> list[Task]:
    """The rows of a case that is not written yet."""
    return [
        _row(case, procedure, now, standing.last_seq, answers)
        for now in tasks_of(procedure, standing, steps)
    ]


def write_tasks(
    case: Case, *, procedure: PublishedProcedure, standing: Standing, steps: Sequence[Step]
) -> None:
    """Bring the tasks of `case` to what its acts say: two statements, and one for each change.

    Whoever took a task keeps it while it stays in the same hands.
    """
    known = {row.step: row for row in Task.objects.filter(case=case)}
    answers: Mapping[str, Any] | None = None
    for now in tasks_of(procedure, standing, steps):
        row = known.get(now.step)
        if row is None:
            if answers is None:
                answers = _answers(case, procedure)
            _row(case, procedure, now, standing.last_seq, answers).save(force_insert=True)
        else:
            _bring(row, case, procedure, now, standing.last_seq)


def tasks_of(
    procedure: PublishedProcedure, standing: Standing, steps: Sequence[Step]
) -> list[TaskNow]:
    """The tasks that the acts of a case give."""
    passed = steps_passed_over(steps)
    return tasks_now(procedure.steps, standing, steps, passed_over=passed)


def _bring(row: Task, case: Case, procedure: PublishedProcedure, now: TaskNow, seq: int) -> None:
    before = (row.state, row.act, row.unit_id, row.ordered_by)
    if now.state not in _ENDED:
        row.ordered_by = _due(case, now)
        unit_id = _moved_to(row, case, procedure, now)
        if unit_id != row.unit_id:  # other hands
            row.unit_id, row.account_id, row.taken_at = unit_id, None, None
        if row.state in _ENDED or now.act != row.act:
            row.opened_by = seq
    row.state, row.act, row.role = now.state, now.act, now.role
    if before != (row.state, row.act, row.unit_id, row.ordered_by):
        row.ended_by = seq if now.state in _ENDED else None
        row.save()


def _moved_to(row: Task, case: Case, procedure: PublishedProcedure, now: TaskNow) -> UUID:
    """A task of the case's own unit goes where the case goes; one that an answer sent stays."""
    if now.unit:
        return _unit(case, now.unit)
    return row.unit_id if _assignment(procedure, now).get("units") else case.unit_id


def _row(
    case: Case,
    procedure: PublishedProcedure,
    now: TaskNow,
    seq: int,
    answers: Mapping[str, Any],
) -> Task:
    assign = _assignment(procedure, now)
    code = now.unit
    if not code and assign.get("units"):
        code = assign["units"].get(str(answers.get(assign["field"])), "")
    unit_id = _unit(case, code) if code else case.unit_id
    ended = now.state in _ENDED
    account_id = None
    if assign.get("by") == "load" and now.state == OPEN:
        account_id = least_loaded(unit_id=unit_id, role=now.role)
    return unsaved(
        Task,
        office_id=case.office_id,
        case_id=case.id,
        step=now.step,
        act=now.act,
        unit_id=unit_id,
        role=now.role,
        state=now.state,
        ordered_by=_due(case, now),
        opened_by=seq,
        ended_by=seq if ended else None,
        account_id=account_id,
        taken_at=clock.now() if account_id else None,
    )


def least_loaded(*, unit_id: UUID, role: str) -> UUID | None:
    """Of those who hold that role in the unit now, whoever has the fewest open tasks; of equals,
    always the same one. For whoever is absent, their substitute."""
    held = [post for post in offices.posts_in(unit_id=unit_id) if post.role == role]
    holders = sorted({post.account_id for post in present_of(held)})
    if not holders:
        return None
    counted = (
        Task.objects.filter(account_id__in=holders, state=OPEN)
        .order_by()
        .values_list("account_id")
        .annotate(Count("id"))
    )
    load = dict(counted)
    return min(holders, key=lambda account: (load.get(account, 0), account))


def _assignment(procedure: PublishedProcedure, now: TaskNow) -> Mapping[str, Any]:
    step = next((one for one in procedure.steps if one["id"] == now.step), None)
    return (step or {}).get("assign") or {}


def _answers(case: Case, procedure: PublishedProcedure) -> Mapping[str, Any]:
    """What was answered, asked for only where a step is shared out by an answer."""
    if not any((step.get("assign") or {}).get("units") for step in procedure.steps):
        return {}
    return answers_now(case)


def _unit(case: Case, code: str) -> UUID:
    """The unit with that code; the case's own where the office has none, so that nothing is lost
    and no act fails for it."""
    try:
        return unit_for(office=case.office, code=code).id
    except UnitMissing:
        return case.unit_id


def _due(case: Case, now: TaskNow) -> Any:
    """The last day of the time limit that is the task's own, else of the whole case."""
    name = {
        "report": f"{REPORT}{now.step}",
        "hearing": HEARING,
        APPEAL: DECIDE_APPEAL,
    }.get(now.act)
    if name and not case._state.adding:
        days = CaseClock.objects.filter(case=case, name=name, ended_on__isnull=True)
        due = days.values_list("due_on", flat=True).first()
        if due:
            return due
    return case.ordered_by
