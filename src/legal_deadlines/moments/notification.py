"""The deemed moment of a notice: on access, once days pass without it, on deposit, or the next
working day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..calendars.calendar import Calendar
from ..errors import BadInputError, UnknownNameError
from ..legal_value import LegalValue
from ..question import Question
from ..regime import Regime
from ..regime_loading import legal_value
from .moment import Moment, on_the_clock, require_sure, settle, working_days_of
from .notice_kinds import KINDS
from .official_time import official, zone_of


def deemed_notification(
    regime: Regime,
    available: datetime,
    calendar: Calendar,
    question: Question,
    *,
    means: str = "electronic",
    accessed: date | None = None,
    zone: ZoneInfo | None = None,
) -> Moment:
    """The day on which a notice made ``available`` (sent, deposited, delivered) takes effect.

    ``accessed`` is the day on which the person opened it, if so; ``means`` is ``electronic`` or
    another one of
    the regime (``postal``, ``aviso``). Where readings differ the earliest day comes first. A
    moment with an offset is brought to ``zone``, by default that of the calendar's seat.
    """
    given, clock = available, zone or zone_of(regime, calendar.seat)
    available = official(available, clock)
    if accessed is not None and accessed < available.date():
        raise BadInputError(
            f"the notice was opened on {accessed}, before it was available ({available.date()})",
            expected="--accessed on or after --available",
        )
    raw = _raw(regime, means)
    rule = legal_value(f"notification.{means}", raw)
    require_sure(regime, rule, question.allow_unsure)
    kind = KINDS.get(str(raw["kind"]))
    if kind is None:
        raise _undefined(regime, rule)
    found = [
        r
        for index, rest, _ in working_days_of(regime, question, calendar)
        for r in kind(regime, rule, available, index, rest, question, accessed)
    ]
    readings = settle(regime, found, allow_unsure=question.allow_unsure, latest_first=False)
    readings = on_the_clock(readings, given, clock)
    return Moment(regime, calendar, readings, {"available": given.isoformat()})


def _raw(regime: Regime, means: str) -> Mapping[str, Any]:
    if not regime.notification:
        raise regime.missing("notification.electronic", "when an electronic notice takes effect")
    try:
        found: Mapping[str, Any] = regime.notification[means]
    except KeyError:
        raise UnknownNameError(
            f"{regime.country}: no rule for notices by {means!r}", known=list(regime.notification)
        ) from None
    return found


def _undefined(regime: Regime, rule: LegalValue) -> Exception:
    error = regime.missing(
        rule.key,
        f"{rule.citation} says when an electronic notice is valid, not on which day it takes "
        f"effect",
    )
    error.where = f"the regulation under {rule.citation}: {rule.source}"
    return error
