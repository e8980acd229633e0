"""Legal time limits of the Ibero-American countries, computed and explained.

The door: load a ``Regime``, ask a ``Question``, give a ``Calendar``, get a ``Due`` with its
reasons.

>>> from datetime import date
>>> calendar = Calendar("2018", covers=(date(2018, 1, 1), date(2018, 12, 31)))
>>> question = Question(amount=1, unit=Unit.MONTHS)
>>> compute_due(Regime.load("ES"), question, date(2018, 2, 5), calendar).due
datetime.date(2018, 3, 5)
"""

from __future__ import annotations

__version__ = "0.1.0"

from .appeals import Remedy, appeal_chain
from .calendars.calendar import Calendar, DayOff
from .calendars.icalendar import to_icalendar
from .calendars.proposal import propose_calendar
from .deadline import compute_due
from .due import Due
from .errors import DeadlineError
from .explanation.rendering import error_summary, render
from .explanation.steps import Step
from .legal_value import Confidence, LegalValue, Unit
from .moments.filing import deemed_filing
from .moments.moment import Moment
from .moments.notification import deemed_notification
from .overlay import overlay, overlay_file
from .question import Question, Suspension, parse_unit
from .records import recompute, record, to_json
from .regime import Regime
from .regime_loading import known_countries
from .remaining import remaining
from .silence import Silence, silence

__all__ = [
    "Calendar",
    "Confidence",
    "DayOff",
    "DeadlineError",
    "Due",
    "LegalValue",
    "Moment",
    "Question",
    "Regime",
    "Remedy",
    "Silence",
    "Step",
    "Suspension",
    "Unit",
    "appeal_chain",
    "compute_due",
    "deemed_filing",
    "deemed_notification",
    "error_summary",
    "known_countries",
    "overlay",
    "overlay_file",
    "parse_unit",
    "propose_calendar",
    "recompute",
    "record",
    "remaining",
    "render",
    "silence",
    "to_icalendar",
    "to_json",
]
