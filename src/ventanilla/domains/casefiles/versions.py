"""A case stays on the version it was filed under, until an act moves it (`move_version`).

What a move would change is previewed here, and brought about with the act that orders it. A date
that was told to the person moves only in their favour, unless the regime says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ventanilla.domains.casefiles.course_of import decided_of, kind_of
from ventanilla.domains.casefiles.due_dates import Due, due_of
from ventanilla.domains.casefiles.handling.models import Task
from ventanilla.domains.casefiles.handling.task_rows import tasks_of
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.standing import Standing, Step
from ventanilla.domains.casefiles.rules.told_dates import moves
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMove:
    """What moving a case from `before` to `after` brings. `told` is the day to decide as it was
    counted at filing, `law` the same by the new version (None: it has none); `moved` says whether
    the case's own day follows. `same_life` is false where the two are not of one kind: then no act
    can move it."""

    before: catalogue.PublishedProcedure
    after: catalogue.PublishedProcedure
    changes: tuple[catalogue.VersionChange, ...]
    told: date | None
    law: date | None
    moved: bool
    same_life: bool
    due: Due | None = None


def newer_version(
    *, office: Office, procedure: catalogue.PublishedProcedure
) -> catalogue.PublishedProcedure | None:
    """The version in force now, where it is a later one than this. Costs no statement."""
    try:
        now = catalogue.in_force(office_id=office.id, slug=procedure.slug, at=clock.now())
    except (catalogue.ProcedureUnknown, catalogue.ProcedureWithdrawn, catalogue.ProcedureNotOpen):
        return None
    return now if now.version > procedure.version else None


def version_move(
    *,
    office: Office,
    before: catalogue.PublishedProcedure,
    after: catalogue.PublishedProcedure,
    presented_at: datetime,
    steps: Sequence[Step],
) -> VersionMove:
    """What the move would change, without doing it."""
    decided = decided_of(steps)
    kept = steps[0].content.get("decisions") or {}
    limits = [_limit(one, kept) for one in (before, after)]
    old, new = (
        due_of(office=office, procedure=one, presented_at=presented_at, limit=limit)
        for one, limit in zip((before, after), limits, strict=True)
    )
    same = _amount(limits[0]) == _amount(limits[1])
    told, law = (due.date if due else None for due in (old, new))
    both_ways = legislation.regime_of(office, on=clock.today(office.zone)).told_dates_move
    goes = bool(told and law and not same) and moves(
        told=told or date.min,
        now=law or date.min,
        person_must_act=False,  # the time to decide is the office's own
        law_moves_both_ways=both_ways,
    )
    return VersionMove(
        before=before,
        after=after,
        changes=catalogue.version_changes(before, after),
        told=told,
        law=told if same else law,
        moved=goes,
        same_life=kind_of(before, decided) == kind_of(after, decided),
        due=new,
    )


def follow_version(
    case: Case, act: Act, *, standing: Standing, steps: Sequence[Step]
) -> catalogue.PublishedProcedure:
    """Within the act's transaction: the case under its new version, its day as the act says, and no
    task of a step that there is no longer."""
    before = catalogue.version(case.version_id)
    after = catalogue.version(UUID(act.content["to_id"]))
    case.version_id = after.version_id
    if act.content["moved"]:
        found = version_move(
            office=case.office,
            before=before,
            after=after,
            presented_at=case.opened_by.presented_at,
            steps=steps,
        )
        if found.due is not None:
            case.due_on, case.due_because = found.due.date, found.due.explanation
    kept = [now.step for now in tasks_of(after, standing, steps)]
    Task.objects.filter(case=case).exclude(step__in=kept).delete()
    return after


def version_by_acts(steps: Iterable[Step]) -> str:
    """The id of the version that the last move led to; empty where nothing moved it."""
    moved = [step.content["to_id"] for step in steps if step.kind == ActKind.MOVE_VERSION]
    return moved[-1] if moved else ""


def filed_under(steps: Iterable[Any], now: UUID) -> UUID:
    """The id of the version under which a case was filed, by its acts."""
    first = next((step for step in steps if step.kind == ActKind.MOVE_VERSION), None)
    return UUID(first.content["from_id"]) if first else now


def _limit(procedure: catalogue.PublishedProcedure, kept: Any) -> Any:
    try:
        return procedure.limit_kept(kept)
    except KeyError:  # its table names another
        return procedure.time_limit


def _amount(limit: Any) -> tuple[Any, Any]:
    return limit["amount"], limit["unit"]
