"""How long a title lasts, from what its procedure declares, the decision and the answers."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

_MONTHS = {"months": 1, "years": 12}
Fact = Mapping[str, Any]


def term_of(grants: Fact, *, decision: str, answers: Mapping[str, Any]) -> Fact:
    """The declared term that applies: the first whose decision is this one (or any), and whose
    field, if it names one, was answered."""
    return next(
        term
        for term in grants["terms"]
        if term.get("decision") in (None, decision)
        and (term["unit"] != "until" or answers.get(str(term.get("field"))))
    )


def last_day(
    grants: Fact, *, decision: str, answers: Mapping[str, Any], begun: date
) -> date | None:
    """The last day of a title that begins on `begun`; None where it has no term."""
    term = term_of(grants, decision=decision, answers=answers)
    if term["unit"] == "unlimited":
        return None
    if term["unit"] == "until":
        return date.fromisoformat(str(answers[str(term["field"])]))
    return later(begun, amount=int(term["amount"]), unit=str(term["unit"]))


def later(day: date, *, amount: int, unit: str) -> date:
    """The same day of the month, so many months or years on; the last day where it lacks."""
    months = day.year * 12 + day.month - 1 + amount * _MONTHS[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def declared_conditions(grants: Fact, decision: str) -> Sequence[Fact]:
    """What the procedure puts to every title of that decision."""
    found = grants.get("conditions") or ()
    return [one for one in found if one.get("decision") in (None, decision)]
