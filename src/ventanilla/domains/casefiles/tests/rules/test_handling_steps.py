"""Which steps are to be done, folded from acts: the same acts, the same tasks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ventanilla.domains.casefiles.course_of import kind_of
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.handling_steps import tasks_now
from ventanilla.domains.casefiles.rules.standing import Step, replay
from ventanilla.domains.catalogue.api import rehearsed

PE = rehearsed(Path("procedures/pe-licencia-funcionamiento"))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FILED = Step(ActKind.LODGE, 1, NOON, Actor.PARTY)


def told(*acts: Step, passed_over: tuple[str, ...] = ()) -> dict[str, str]:
    standing = replay(kind_of(PE), acts)
    tasks = tasks_now(PE.steps, standing, acts, passed_over=passed_over)
    return {task.step: task.state for task in tasks}


def test_what_ends_only_some_cases_keeps_no_other_waiting() -> None:
    assert told(FILED) == {"inspection": "open"}


def test_a_step_not_called_for_is_no_task_and_keeps_nothing_waiting() -> None:
    assert told(FILED, passed_over=("inspection",)) == {"answer": "open"}


def test_work_done_opens_what_waited_for_it() -> None:
    work = Step(ActKind.RECORD_WORK, 2, NOON, Actor.OFFICER, "a", {"step": "inspection"})
    assert told(FILED, work) == {"inspection": "done", "answer": "open"}


def test_a_case_that_waits_for_its_correction_waits() -> None:
    asked = Step(ActKind.ASK_CORRECTION, 2, NOON, Actor.OFFICER, "a", {"fields": {}})
    assert told(FILED, asked) == {"inspection": "waiting"}
