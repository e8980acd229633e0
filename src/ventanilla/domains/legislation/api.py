"""The door of the legislation domain."""

from ventanilla.domains.legislation.actions.publish_calendar import publish_calendar
from ventanilla.domains.legislation.calendars import (
    calendar_of,
    calendar_versions,
    forget_calendars,
    proposal_for,
)
from ventanilla.domains.legislation.errors import (
    CalendarInvalid,
    CalendarUnchanged,
    TimeLimitUnknown,
)
from ventanilla.domains.legislation.models import CalendarVersion
from ventanilla.domains.legislation.terms import locales, terms
from ventanilla.domains.legislation.time_limits import DueDate, due_date, reasons

__all__ = [
    "CalendarInvalid",
    "CalendarUnchanged",
    "CalendarVersion",
    "DueDate",
    "TimeLimitUnknown",
    "calendar_of",
    "calendar_versions",
    "due_date",
    "forget_calendars",
    "locales",
    "proposal_for",
    "publish_calendar",
    "reasons",
    "terms",
]
