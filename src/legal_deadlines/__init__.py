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

from .calendars.calendar import Calendar, DayOff
from .deadline import Due, compute_due
from .errors import DeadlineError
from .legal_value import Confidence, LegalValue, Unit
from .question import Question, Suspension, parse_unit
from .regime import Regime
from .regime_loading import known_countries

__all__ = [
    "Calendar",
    "Confidence",
    "DayOff",
    "DeadlineError",
    "Due",
    "LegalValue",
    "Question",
    "Regime",
    "Suspension",
    "Unit",
    "compute_due",
    "known_countries",
    "parse_unit",
]
