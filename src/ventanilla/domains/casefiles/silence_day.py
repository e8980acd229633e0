"""The day after which silence works, where the law gives it another than the time to decide.

PE: TUO Ley 27444, arts 24.1 and 199.1: silence is positive once the days of the notice have passed
too. CO: Ley 1437, art. 83: negative three months after the filing, whatever told delay there was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ventanilla.domains.casefiles.course_of import decided_of
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.standing import Step
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices.api import Office

Count = Callable[[Mapping[str, Any], date], date]
TWO_STEPS = "two_steps"
Kept = Mapping[str, Mapping[str, Any]]


def silence_day(
    procedure: PublishedProcedure,
    kept: Kept,
    *,
    starts: date,
    last: date,
    count: Count,
    complained_on: date | None = None,
) -> date | None:
    """The last day before silence. `kept` is what the tables decided of the filing, `last` the last
    day of its time to decide as it stands; what moved that moves silence as much, unless it is
    counted from the filing. The same day where `silence.limit` names no other time limit.

    Where silence needs that the party report the delay, that time limit runs from the report
    (CL: Ley 19.880, art. 64: five days); None before it.
    """
    silence, limit = procedure.silence_kept(kept), procedure.limit_kept(kept)
    named = silence.get("limit")
    if not named:
        return last
    if silence.get("trigger") == TWO_STEPS:
        return count(procedure.limit(named), complained_on) if complained_on else None
    own = count(procedure.limit(named), starts)
    if silence.get("from_filing"):
        return max(own, last)
    return own + (last - count(limit, starts))


def complained_on(steps: Iterable[Step]) -> date | None:
    """The day on which the party first reported the delay."""
    days = (step.at.date() for step in steps if step.kind == ActKind.COMPLAIN_OF_DELAY)
    return next(days, None)


def silence_day_of(
    procedure: PublishedProcedure,
    steps: Sequence[Step],
    *,
    office: Office,
    due_on: date | None,
    due_because: Mapping[str, Any],
) -> date | None:
    """The same of a case with its own dates; None while it has none. Raises nothing: without data,
    no silence."""
    kept = decided_of(steps)
    if due_on is None or not procedure.silence_kept(kept).get("limit"):
        return due_on

    began = (due_because.get("question") or {}).get("restart") or due_because["start"]

    def count(limit: Mapping[str, Any], start: date) -> date:
        return legislation.due_date(
            office=office, amount=limit["amount"], unit=limit["unit"], start=start
        ).date

    try:
        return silence_day(
            procedure,
            kept,
            starts=date.fromisoformat(began),
            last=due_on,
            count=count,
            complained_on=complained_on(steps),
        )
    except legislation.TimeLimitUnknown:
        return None
