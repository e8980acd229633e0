"""The deemed moment of an electronic filing: on a day that is not worked, the first hour of the
next one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..calendars.calendar import Calendar
from ..explanation.steps import Step, step
from ..legal_value import LegalValue, Texts
from ..question import Question
from ..reading.options import Option
from ..regime import Regime
from .moment import (
    Moment,
    MomentReading,
    idle_reason,
    on_the_clock,
    require_sure,
    settle,
    working_days_of,
)
from .official_time import official, zone_of

Names = list[dict[str, str]]


def _names(calendar: Calendar, day: date) -> Names:
    found = (d for d in calendar.days_on(day) if d.kind != "closed" and d.of == "seat")
    return [{"name": d.name, "kind": d.kind, "place": d.place} for d in found]


def deemed_filing(
    regime: Regime,
    at: datetime,
    calendar: Calendar,
    question: Question,
    *,
    zone: ZoneInfo | None = None,
) -> Moment:
    """The day on which an electronic filing made ``at`` (official time of the office) counts as
    made. A moment with an offset is brought to ``zone``, by default that of the calendar's seat.

    Raises ``MissingRuleError`` where the regime has no rule for it. Where readings differ, the
    latest day
    comes first: nobody relies on a clock that may not have started.
    """
    given, clock = at, zone or zone_of(regime, calendar.seat)
    at = official(at, clock)
    found = []
    for index, rest, holidays in working_days_of(regime, question, calendar):
        idle = idle_reason(index, rest, holidays, at.date())
        working = index.is_working(at.date().toordinal())
        next_day = date.fromordinal(index.on_or_after(at.date().toordinal() + 1))
        names = _names(calendar, at.date())
        found += _readings(regime, at, question, working, next_day, rest, idle, names)
    readings = settle(regime, found, allow_unsure=question.allow_unsure, latest_first=True)
    return Moment(
        regime, calendar, on_the_clock(readings, given, clock), {"filed_at": given.isoformat()}
    )


def _readings(
    regime: Regime,
    at: datetime,
    question: Question,
    working: bool,
    next_day: date,
    rest: Option,
    idle: tuple[LegalValue, ...],
    names: Names,
) -> list[MomentReading]:
    rule = regime.counting.get("filing")
    if rule is None:
        return [_by_cutoff(regime, at, working)]
    require_sure(regime, rule, question.allow_unsure)
    opening = Step("filed_at", {"at": at})
    marks = rest.used if rest.label else ()
    late = bool(rule.more.get("after_hours")) and working
    outside = late and _outside(at, question)
    if working and not outside:
        steps = (opening, step("filed_working", rule, day=at.date()))
        same = MomentReading(at.date(), (rule, *marks), steps, rest.label, marks)
        if not late or question.opens or (at.hour, at.minute) == (0, 0):
            return [same]
        doubt = step("filed_after_hours", rule, day=next_day)
        return [replace(same, steps=(*same.steps, doubt))]
    return [_moved(regime, opening, rule, at, next_day, idle, rest.label, marks, names, working)]


def _moved(
    regime: Regime,
    opening: Step,
    rule: LegalValue,
    at: datetime,
    next_day: date,
    idle: tuple[LegalValue, ...],
    label: Texts | None,
    marks: tuple[LegalValue, ...],
    names: Names,
    working: bool,
) -> MomentReading:
    steps = [opening]
    if not working:
        code = "end_off" if names else "end_rest"
        steps.append(step(code, *idle, day=at.date(), reasons=names))
    steps.append(step("filed_moved", rule, day=next_day))
    if "rank" in rule.note or "Order is kept" in rule.note or "order kept" in rule.note:
        steps.append(step("filed_rank", rule))
    if cutoff := regime.counting.get("electronic_cutoff"):
        steps.append(step("filed_in_time", cutoff, day=at.date()))
    return MomentReading(
        next_day, (rule, *idle, *(m for m in marks if m not in idle)), tuple(steps), label, marks
    )


def _outside(at: datetime, question: Question) -> bool:
    if question.opens is None or question.closes is None:
        return False
    return not question.opens <= at.strftime("%H:%M") <= question.closes


def _by_cutoff(regime: Regime, at: datetime, working: bool) -> MomentReading:
    """Without a rule on non-working days: a day that is worked is safe where the register never
    closes.
    """
    cutoff = regime.counting.get("electronic_cutoff") or regime.counting.get("register_24x7")
    if cutoff is None or not working:
        raise regime.missing(
            "filing", f"on which day a filing made on {at.date()} ({at:%A}) counts as made"
        )
    code = "filed_same_day" if cutoff.key == "electronic_cutoff" else "filed_working"
    steps = (Step("filed_at", {"at": at}), step(code, cutoff, day=at.date()))
    return MomentReading(at.date(), (cutoff,), steps)
