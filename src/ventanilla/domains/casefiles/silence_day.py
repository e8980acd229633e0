"""The day after which silence works, where the law gives the notice its own days after the decision
(PE: TUO Ley 27444, arts 24.1 and 199.1: silence is positive once these have passed too)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ventanilla.domains.casefiles.clock_rows import case_limit
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.legislation import api as legislation

Count = Callable[[Mapping[str, Any], date], date]


def silence_day(
    procedure: PublishedProcedure,
    limit: Mapping[str, Any],
    *,
    starts: date,
    last: date,
    count: Count,
) -> date:
    """The last day before silence. `last` is that of the time to decide as it stands; what moved it
    moves this day as much. The same day where `silence.limit` names no other time limit."""
    named = procedure.silence.get("limit")
    if not named:
        return last
    return count(procedure.limit(named), starts) + (last - count(limit, starts))


def silence_day_of(case: Case, procedure: PublishedProcedure) -> date | None:
    """The same of a case; None while it has no date. Raises nothing: without data, no silence."""
    if case.due_on is None or not procedure.silence.get("limit"):
        return case.due_on
    starts = date.fromisoformat(case.due_because["start"])

    def count(limit: Mapping[str, Any], start: date) -> date:
        return legislation.due_date(
            office=case.office, amount=limit["amount"], unit=limit["unit"], start=start
        ).date

    try:
        return silence_day(
            procedure,
            case_limit(case, procedure),
            starts=starts,
            last=case.due_on,
            count=count,
        )
    except legislation.TimeLimitUnknown:
        return None
