"""A result as plain data, and its recomputation from what it stored: plan, start, calendar
version and digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from .calendars.calendar import WEEKDAYS, Calendar
from .calendars.day_index import DayIndex
from .counting.count import count
from .counting.hours import count_hours
from .counting.plan import Plan
from .due import Due
from .errors import BadInputError
from .explanation.rendering import render, weekday
from .explanation.steps import plain
from .hourly import due_date
from .legal_value import unverified


def to_json(due: Due, lang: str = "es") -> dict[str, Any]:
    """``due``, ``weekday`` (English, for machines), ``explanation``, ``articles``,
    ``confidence``, ``versions``, …

    ``record`` is what ``recompute`` needs; the calendar itself is kept by the office under its
    version.
    """
    from . import __version__

    steps = due.steps()
    applied = due.applied()
    out: dict[str, Any] = {
        "country": due.regime.country,
        "due": due.due.isoformat(),
        "weekday": WEEKDAYS[due.due.weekday()].capitalize(),
        "weekday_text": weekday(due.due, lang),
        "due_at": due.due_at.isoformat() if due.due_at else None,
        "safe_date": due.safe_date.isoformat(),
        "rule": due.term.key if due.term else None,
        "layer": due.term.layer if due.term else None,
        "explanation": render(steps, lang, due.regime.country),
        "articles": articles(due),
        "confidence": due.confidence.value,
        "unverified": unverified(applied),
        "alternatives": _alternatives(due, lang),
        "versions": {
            "library": __version__,
            "regime": f"{due.regime.country} {due.regime.version}",
            "regime_digest": due.regime.digest,
            "calendar": due.calendar.version,
            "calendar_digest": due.calendar.digest,
        },
        "steps": [s.to_json() for s in steps],
    }
    out["record"] = record(due)
    return out


def articles(due: Due) -> list[str]:
    """The articles that the explanation cites, in order, without repetition."""
    cited = [c for s in due.steps() for c in s.cites]
    return list(dict.fromkeys([*cited, *(v.citation for v in due.applied() if v.citation)]))


def _alternatives(due: Due, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "date": o.date.isoformat(),
            "why": [t.get(lang, t["en"]) for t in o.reading.labels],
            "articles": list(dict.fromkeys(v.citation for v in o.reading.marks if v.citation)),
            "sources": list(dict.fromkeys(v.source for v in o.reading.marks if v.source)),
            "confidence": o.reading.confidence.value,
        }
        for o in due.outcomes[1:]
    ]


def record(due: Due) -> dict[str, Any]:
    """Everything that fixes the date, without the law: what an office stores with the case."""
    outcome = due.outcomes[0]
    hours = due.extra.get("hours")
    return {
        "hours": {k: v.isoformat() if v else None for k, v in hours.items()} if hours else None,
        "start": due.start.isoformat(),
        "count_start": due.count_start.isoformat(),
        "due": due.due.isoformat(),
        "plan": plain(outcome.reading.plan.to_json()),
        "still": [date.fromordinal(n).isoformat() for n in sorted(outcome.still)],
        "calendar": due.calendar.version,
        "calendar_digest": due.calendar.digest,
        "question": _question(due),
    }


def _question(due: Due) -> dict[str, Any]:
    raw = {k: v for k, v in asdict(due.question).items() if v not in (None, False, ())}
    return {k: plain(v) for k, v in raw.items()}


def recompute(stored: Mapping[str, Any], calendar: Calendar) -> date:
    """The date of a stored ``record``, counted again with the calendar version it names.

    Refuses another version or a version whose content changed: a published calendar never changes.
    """
    if calendar.digest != stored["calendar_digest"]:
        raise BadInputError(
            f"the result was computed with the calendar {stored['calendar']!r}, not with "
            f"{calendar.version!r}",
            expected=f"the version with digest {stored['calendar_digest']}",
        )
    plan = Plan.from_json(stored["plan"])
    still = frozenset(date.fromisoformat(d).toordinal() for d in stored["still"])
    index = calendar.index(plan.weekly_rest, plan.whose)
    if hours := stored.get("hours"):
        return _recount_hours(plan, hours, index)
    start = date.fromisoformat(stored["count_start"]).toordinal()
    return date.fromordinal(count(plan, start, index, still).due)


def _recount_hours(plan: Plan, hours: Mapping[str, Any], index: DayIndex) -> date:
    closes = time.fromisoformat(hours["closes"]) if hours["closes"] else None
    start, opens = datetime.fromisoformat(hours["start"]), time.fromisoformat(hours["opens"])
    return due_date(count_hours(plan.amount, start, index, opens, closes)[-1].closes)
