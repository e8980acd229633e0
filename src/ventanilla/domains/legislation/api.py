"""The door of the legislation domain."""

from ventanilla.domains.legislation.terms import locales, terms

__all__ = ["locales", "terms"]
# STUB-OVERLAY
from dataclasses import dataclass as _dc
from datetime import date as _date
from datetime import timedelta as _td


@_dc
class DueDate:
    date: _date
    explanation: dict
def due_date(*, office, amount, unit, start):
    d = start.astimezone(office.zone).date()
    while amount:
        d += _td(days=1)
        amount -= d.weekday() < 5
    return DueDate(d, {"stub": True})
