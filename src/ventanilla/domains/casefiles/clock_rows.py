"""The clocks of a case as rows: each with the day it is due and why. Written with the act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any

import structlog

from ventanilla.domains.casefiles.models import Act, Case, CaseClock
from ventanilla.domains.casefiles.rules import clocks as names
from ventanilla.domains.casefiles.rules.clocks import Clock, clocks
from ventanilla.domains.casefiles.rules.standing import Standing, Step
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.legislation import api as legislation
from ventanilla.kernel.unsaved import unsaved

log = structlog.get_logger(__name__)
NO_DUE_DATE = date(9999, 12, 31)  # sorts last in the queue


def write_clocks(
    case: Case, *, procedure: PublishedProcedure, standing: Standing, steps: Sequence[Step]
) -> None:
    """Bring the rows of `case` to what its acts say, and its own due date with the time to decide.

    A date that was computed is kept while nothing that moves it changed: it was told to somebody.
    """
    known = {(row.name, row.opened_by): row for row in CaseClock.objects.filter(case=case)}
    for clock in clocks(standing, steps):
        if clock.name == names.DECIDE and clock.opened_by == 1:
            _write_main(case, clock, procedure, steps)
            continue
        for name, limit in limits_for(clock, procedure).items():
            row = known.get((name, clock.opened_by))
            if row is None:
                _row(case, clock, name, limit).save(force_insert=True)
            elif row.ended_on != clock.ended_on:
                row.ended_on = clock.ended_on
                row.save(update_fields=["ended_on"])


def clock_rows_of(
    case: Case, procedure: PublishedProcedure, standing: Standing, steps: Sequence[Step]
) -> list[CaseClock]:
    """The rows of a case that is not written yet, beside its own time to decide. Writes nothing."""
    return [
        _row(case, clock, name, limit)
        for clock in clocks(standing, steps)
        if not (clock.name == names.DECIDE and clock.opened_by == 1)
        for name, limit in limits_for(clock, procedure).items()
    ]


def due_after(
    case: Case, *, procedure: PublishedProcedure, standing: Standing, steps: Sequence[Step]
) -> date | None:
    """By when the case would have to be decided, were `steps` its acts. Writes nothing."""
    imagined = copy(case)
    for clock in clocks(standing, steps):
        if clock.name == names.DECIDE and clock.opened_by == 1:
            _write_main(imagined, clock, procedure, steps)
    return imagined.due_on


def _write_main(
    case: Case, clock: Clock, procedure: PublishedProcedure, steps: Sequence[Step]
) -> None:
    """The time to decide is the case's own: it came with the filing, and moves with pauses and
    with its extension."""
    if case.due_because and (clock.pauses or clock.extended_on or clock.restarted_on):
        if any(pause.last is None for pause in clock.pauses):
            case.ordered_by = NO_DUE_DATE  # stands still: it waits for nobody here
            return
        kept = steps[0].content.get("decisions") if steps else None
        due = _moved(case, clock, procedure, procedure.limit_kept(kept or {}))
        if due is not None:
            case.due_on, case.due_because = due.date, due.explanation
    case.ordered_by = case.due_on or NO_DUE_DATE


def _moved(
    case: Case, clock: Clock, procedure: PublishedProcedure, limit: Mapping[str, Any]
) -> legislation.DueDate | None:
    extension = extension_of(procedure, limit)
    try:
        return legislation.moved(
            office=case.office,
            stored=case.due_because,
            suspensions=[
                (pause.first, pause.last, pause.cause.partition(":")[0], pause.basis)
                for pause in clock.pauses
                if pause.last is not None
            ],
            extension=(extension["amount"], extension["unit"])
            if clock.extended_on and extension
            else None,
            extended_on=clock.extended_on,
            restart=clock.restarted_on,
            rule=rule_of_extension(limit, extension),
        )
    except legislation.TimeLimitUnknown as problem:
        log.warning("case.not_moved", case=str(case.id), cause=str(problem.cause))
        return None


def extension_of(
    procedure: PublishedProcedure, limit: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """How much a time limit may be extended by: its own extension, else the procedure's."""
    known = {one["id"]: one for one in procedure.time_limits}
    return known.get(f"extension_{limit['id']}") or known.get("extension")


def rule_of_extension(limit: Mapping[str, Any], extension: Mapping[str, Any] | None) -> str:
    """The time limit's name in the law's data, where that data holds its extension too."""
    rule = str(limit.get("rule") or "")
    return rule if rule and extension and extension.get("rule") == f"{rule}.extension" else ""


def case_limit(case: Case, procedure: PublishedProcedure) -> Mapping[str, Any]:
    """The time limit that the decision tables named when it was filed, else the first."""
    first = Act.objects.filter(case_id=case.id, seq=1).values_list("content", flat=True).first()
    return procedure.limit_kept((first or {}).get("decisions") or {})


def limits_for(clock: Clock, procedure: PublishedProcedure) -> dict[str, Mapping[str, Any] | None]:
    """By the name of each row: the procedure's own limit, or None for the regime's general rule.

    A decision opens one clock for each remedy that may be used against it at once.
    """
    if clock.name == names.APPEAL:
        open_now = [x for x in procedure.appeals if x["lodge"] and x["after"] in _AFTER_DECISION]
        return {f"{names.APPEAL}:{one['id']}": {**one, **one["lodge"]} for one in open_now}
    if clock.name == names.DECIDE:
        return {clock.name: procedure.time_limit}
    if clock.name == names.DECIDE_APPEAL:
        for one in procedure.appeals:
            if one["id"] == clock.remedy and one.get("decide"):
                return {clock.name: {**one, **one["decide"]}}
    wanted = _IN_FOLDERS.get(clock.name, clock.name.partition(":")[0])
    limits = {limit["id"]: limit for limit in procedure.time_limits}
    return {clock.name: limits.get(wanted)}


#: The id of a procedure's own limit, where it is not the clock's name.
_IN_FOLDERS = {names.DECIDE_APPEAL: "appeal_decision"}
#: When a remedy of the procedure opens with the decision itself; others follow a decision on one.
_AFTER_DECISION = frozenset(
    {
        *("refusal", "refusal_or_expiry", "knowledge_of_refusal", "notice", "notice_or_silence"),
        *("notice_of_decision", "resolution_that_stops"),
    }
)


def _row(case: Case, clock: Clock, name: str, limit: Mapping[str, Any] | None) -> CaseClock:
    due = _due(case, clock, limit)
    return unsaved(
        CaseClock,
        office_id=case.office_id,
        case_id=case.id,
        name=name,
        opened_by=clock.opened_by,
        owed_by=clock.owed_by,
        starts_on=clock.starts,
        due_on=due.date if due else None,
        due_because=due.explanation if due else {},
        ended_on=clock.ended_on,
    )


def _due(case: Case, clock: Clock, limit: Mapping[str, Any] | None) -> legislation.DueDate | None:
    asked: dict[str, Any] = {"rule": clock.name.partition(":")[0]}
    if limit is not None:
        asked = {"amount": limit["amount"], "unit": limit["unit"]}
    try:
        return legislation.due_date(office=case.office, start=clock.starts, **asked)
    except legislation.TimeLimitUnknown as problem:
        # What the law's data lack never keeps an act from being done: the clock has no date.
        log.warning("clock.unknown", clock=clock.name, cause=str(problem.cause))
        return None
