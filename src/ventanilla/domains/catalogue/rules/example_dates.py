"""The due dates of a procedure's examples: the library's, with the national calendar.

Examples stand in the folder and run without any database, so no calendar that an office has
published takes part; a place named by the example adds that place's holidays.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from legal_deadlines import Calendar, Question, Regime, Suspension, Unit, compute_due
from legal_deadlines.calendars.proposal import propose_calendar

#: The general rule by which the body may take longer; without one, the rule of the parties is read.
BODY_EXTENDS = "resolution.extension"


def due_by_law(
    office: Mapping[str, Any],
    limit: Mapping[str, Any],
    starts: datetime.date,
    *,
    suspensions: Sequence[Suspension] = (),
    extension: Mapping[str, Any] | None = None,
    extended_on: datetime.date | None = None,
    restart: datetime.date | None = None,
    rule: str = "",
) -> datetime.date:
    """When `limit` (amount and unit) ends for the example's office, counted from `starts`.

    `extension` is a limit too, granted on `extended_on`; `restart` the day from which it runs
    anew. `rule` is the limit's name in the law's data, where its own law bounds the extension.
    """
    regime = Regime.load(office["country"])
    question = Question(
        rule=rule or None,
        amount=None if rule else limit["amount"],
        unit=None if rule else Unit(limit["unit"]),
        level=office["level"] or "national",
        fallback=bool(limit.get("fallback")),
        suspensions=tuple(suspensions),
        extension=extension["amount"] if extension else None,
        extension_unit=Unit(extension["unit"]) if extension else None,
        extended_on=extended_on if extension else None,
        obliged="administration" if extension and BODY_EXTENDS in regime.terms else None,
        restart=restart,
    )
    calendar = _calendar(office["country"], office["place"] or "", starts.year)
    return compute_due(regime, question, starts, calendar).due


@lru_cache(maxsize=64)
def _calendar(country: str, place: str, year: int) -> Calendar:
    return propose_calendar(Regime.load(country), range(year - 1, year + 3), place=place)
