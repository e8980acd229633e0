"""When a case must be answered: the pure function of `legislation`, remembered for a minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import structlog

from ventanilla.domains.casefiles.remembered import Remembered
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices.api import Office

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day to answer, with its reasons as JSON values."""

    date: date
    explanation: Any


_dates: Remembered[Due | None] = Remembered(seconds=60, most=1000)


def due_of(
    *,
    office: Office,
    procedure: PublishedProcedure,
    presented_at: datetime,
    limit: Mapping[str, Any] | None = None,
) -> Due | None:
    """The due date of what was presented then; None where the procedure has no time limit,
    or where the law that the office has declared gives none. `limit` is the one that the
    procedure's decisions name, if they name one.

    It follows from the day in the office's zone, so filings of one day share the answer.
    """
    day = presented_at.astimezone(office.zone).date()
    limit = limit or procedure.time_limit
    return _dates.get(
        (office.id, procedure.version_id, limit["id"], day),
        lambda: _computed(office, limit, presented_at),
    )


def appeal_after_silence(
    *, office: Office, appeal: Mapping[str, Any], passed_on: date | None
) -> date | None:
    """The last day to lodge an appeal that opens when the time to decide passed, counted from that
    day; None where its law sets none (also where what silence made may be appealed at any time: CO:
    Ley 1437, art. 76) or it cannot be computed.
    """
    lodge = appeal.get("lodge")
    if not lodge or appeal.get("no_term_after_silence") or passed_on is None:
        return None
    try:
        found = legislation.due_date(
            office=office, amount=lodge["amount"], unit=lodge["unit"], start=passed_on
        )
    except legislation.TimeLimitUnknown:
        return None
    return found.date


def forget_due_dates() -> None:
    """Drop what this process remembers."""
    _dates.forget()


def _computed(office: Office, limit: Mapping[str, Any], start: datetime) -> Due | None:
    if limit["unit"] == "immediate":
        return None
    try:
        found = legislation.due_date(
            office=office, amount=limit["amount"], unit=limit["unit"], start=start
        )
    except legislation.TimeLimitUnknown as problem:
        # What the law's data lack never keeps anyone from filing: the case waits without a date.
        log.warning("case.time_limit_unknown", office=office.slug, cause=str(problem.cause))
        return None
    return Due(date=found.date, explanation=found.explanation)
