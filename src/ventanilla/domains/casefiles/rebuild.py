"""Every case replayed and held beside its rows: where a projection is not what the acts say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from ventanilla.domains.casefiles.clock_rows import limits_for
from ventanilla.domains.casefiles.course_of import decided_of, kind_of
from ventanilla.domains.casefiles.handling.task_rows import tasks_of
from ventanilla.domains.casefiles.models import Act, Case, CaseClock, Task
from ventanilla.domains.casefiles.rules.clocks import DECIDE, clocks
from ventanilla.domains.casefiles.rules.standing import Standing, Step, replay
from ventanilla.domains.casefiles.steps import step_of
from ventanilla.domains.casefiles.title_rows import titled
from ventanilla.domains.casefiles.versions import version_by_acts
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.titles import api as titles

PAGE = 500
Rows = dict[UUID, list[Any]]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A value of a case's rows that its acts do not give. It holds no personal data."""

    office: str
    case_id: UUID
    what: str
    row: str
    acts: str

    def __str__(self) -> str:
        return (
            f"{self.office} {self.case_id} {self.what}: {self.row} in the row, {self.acts} by acts"
        )


@dataclass(slots=True)
class Checked:
    """How many cases were replayed so far."""

    cases: int = 0


def mismatches(counted: Checked | None = None, *, size: int = PAGE) -> Iterator[Mismatch]:
    """Every difference, in keyset pages of short reads: eight statements for each `size` cases.

    Days due are not compared: they were told to somebody and stay as they were computed.
    """
    counted = counted or Checked()
    last = UUID(int=0)
    while True:
        with transaction.atomic():  # one page is read as it stood at one moment
            cases = list(
                Case.objects.filter(id__gt=last).order_by("id").select_related("office")[:size]
            )
            acts = _by_case(Act.objects.filter(case__in=cases).order_by("case_id", "seq"))
            rows = _by_case(CaseClock.objects.filter(case__in=cases))
            tasks = _by_case(Task.objects.filter(case__in=cases))
            told = titles.events_of_matters([case.id for case in cases])
            wrong = list(titles.title_mismatches([case.id for case in cases]))
        for case in cases:
            held = rows.get(case.id, []), tasks.get(case.id, [])
            yield from _of(case, acts.get(case.id, []), *held)
            yield from _titles_of(case, acts.get(case.id, []), told.get(case.id, []))
        slugs = {case.id: case.office.slug for case in cases}
        for matter, *values in wrong:
            yield Mismatch(slugs[matter], matter, *values)
        if not cases:
            return
        counted.cases += len(cases)
        last = cases[-1].id


def _by_case(found: Any) -> Rows:
    held: Rows = {}
    for row in found:
        held.setdefault(row.case_id, []).append(row)
    return held


def _of(
    case: Case, acts: list[Act], rows: list[CaseClock], tasks: list[Task]
) -> Iterator[Mismatch]:
    procedure = catalogue.version(case.version_id)
    steps = [step_of(act, case.office.zone) for act in acts]
    seqs = [step.seq for step in steps]
    if seqs != list(range(1, len(seqs) + 1)) or not steps:
        yield _mismatch(case, "acts", str(case.last_seq), str(seqs))
        return
    standing = replay(kind_of(procedure, decided_of(steps)), steps)
    pairs = {
        "state": (case.state, standing.state.value),
        "last_seq": (case.last_seq, standing.last_seq),
        "waiting_on": (case.waiting_on, standing.waiting_on),
        "closed": (case.closed_at is not None, not standing.is_open),
        **({"unit": (str(case.unit_id), standing.unit)} if standing.unit else {}),
        "version": (str(case.version_id), version_by_acts(steps) or str(case.version_id)),
        "tasks": (
            sorted((task.step, task.state) for task in tasks),
            sorted((now.step, now.state) for now in tasks_of(procedure, standing, steps)),
        ),
        "clocks": (_clock_rows(rows), _clocks(standing, steps, procedure)),
    }
    for what, (row, said) in pairs.items():
        if row != said:
            yield _mismatch(case, what, str(row), str(said))


def _titles_of(case: Case, acts: list[Act], told: list[titles.MatterEvent]) -> Iterator[Mismatch]:
    procedure = catalogue.version(case.version_id)
    steps = [step_of(act, case.office.zone) for act in acts]
    said = [(one.kind.value, one.by, one.item, str(one.on)) for one in titled(procedure, steps)]
    rows = [(one.kind, one.by, one.item, one.on) for one in told]
    if rows != said:
        yield _mismatch(case, "title events", str(rows), str(said))


def _clock_rows(rows: list[CaseClock]) -> list[str]:
    return sorted(
        _clock_line(row.name, row.opened_by, row.owed_by, row.starts_on, row.ended_on)
        for row in rows
    )


def _clocks(
    standing: Standing, steps: list[Step], procedure: catalogue.PublishedProcedure
) -> list[str]:
    return sorted(
        _clock_line(name, clock.opened_by, clock.owed_by, clock.starts, clock.ended_on)
        for clock in clocks(standing, steps)
        if not (clock.name == DECIDE and clock.opened_by == 1)
        for name in limits_for(clock, procedure)
    )


def _clock_line(name: str, opened_by: int, owed_by: str, starts: Any, ended: Any) -> str:
    return f"{name}@{opened_by} {owed_by} {starts}..{ended or ''}"


def _mismatch(case: Case, what: str, row: str, said: str) -> Mismatch:
    return Mismatch(case.office.slug, case.id, what, row, said)
