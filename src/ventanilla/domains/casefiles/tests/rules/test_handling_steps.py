"""Which steps are to be done, folded from acts: the same acts, the same tasks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ventanilla.domains.casefiles.course_of import course_of, kind_of
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.handling_steps import tasks_now
from ventanilla.domains.casefiles.rules.permitted import refusal
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


def decided(*acts: Step) -> Any:
    """What the law says of a decision after those acts: its refusal, or nothing."""
    return refusal(
        ActKind.RESOLVE,
        standing=replay(kind_of(PE), acts),
        course=course_of(PE, acts),
        actor=Actor.HEAD,
        who="jefa",
        content={"sense": "granted", "footing": ["x"]},
    )


def test_nothing_is_decided_before_the_work_that_a_norm_demands() -> None:
    found = decided(FILED)
    assert found.code == "work-missing"
    assert "«Inspeccionar el local antes de decidir»" in str(found.cause)
    assert "DS 002-2018-PCM, arts. 21 y 26" in str(found.cause)
    work = Step(ActKind.RECORD_WORK, 2, NOON, Actor.OFFICER, "a", {"step": "inspection"})
    assert decided(FILED, work) is None


def test_work_of_another_step_does_not_stand_for_it() -> None:
    other = Step(ActKind.RECORD_WORK, 2, NOON, Actor.OFFICER, "a", {"step": "review:1"})
    assert decided(FILED, other).code == "work-missing"


def test_work_that_the_filing_has_no_need_of_is_not_demanded() -> None:
    low = Step(ActKind.LODGE, 1, NOON, Actor.PARTY, content={"passed_over": ["inspection"]})
    assert decided(low) is None
