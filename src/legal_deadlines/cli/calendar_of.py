"""The calendar of a command: the office's file, or a proposal with the days declared on the
command line.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from ..calendars.calendar import Calendar, DayOff
from ..calendars.proposal import last_year, propose_calendar
from ..errors import BadInputError, NotApplicableError
from ..regime import Regime
from .arguments import Namespace, days_of, weekdays_of


def declared_days(args: Namespace, regime: Regime) -> list[DayOff]:
    """The days given one by one, after checking that the regime knows their kind."""
    if args.tolerance and "closed_last_day" not in regime.counting:
        raise regime.missing(
            "closed_last_day", "what happens when the office closes on the last day"
        )
    recess = regime.counting.get("recess")
    if args.recess and (recess is None or recess.value == "none"):
        if recess is None:
            raise regime.missing("recess", "whether a recess of the body stops the count")
        raise NotApplicableError(
            f"{regime.country}: no recess stops the count there ({recess.citation})",
            expected="no --recess; single days off are given with --holiday",
        )
    spans = (
        ("office", "seat", args.holiday),
        ("office", "person", args.person_holiday),
        ("closed", "seat", args.tolerance),
        ("recess", "seat", args.recess),
    )
    return [
        DayOff(d, "", kind, "", of) for kind, of, texts in spans for t in texts for d in days_of(t)
    ]


def calendar_of(args: Namespace, regime: Regime, years: range) -> Calendar:
    """The calendar to count with; covers ``years`` when it is proposed."""
    extra = declared_days(args, regime)
    working = [d for t in args.working for d in days_of(t)]
    if args.calendar:
        return _with(read_calendar(args.calendar), extra, working)
    return propose_calendar(
        regime,
        _supported(regime, years),
        place=args.place,
        seat=args.seat,
        extra=extra,
        working=working,
        weekly_rest=weekdays_of(args.weekly_rest),
    )


def _supported(regime: Regime, years: range) -> range:
    """``years`` without those after the last that can be proposed; the count itself says if it
    needs them.
    """
    last = last_year(regime)
    return range(years.start, min(years.stop, last + 1)) if years.start <= last else years


def read_calendar(path: str) -> Calendar:
    """A calendar version from a JSON file."""
    try:
        raw = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as exc:
        raise BadInputError(
            f"the calendar {path} cannot be read: {exc.strerror}", expected="a JSON file"
        ) from None
    except ValueError as exc:
        raise BadInputError(
            f"the calendar {path} is not JSON: {exc}", expected='{"version": …, "non_working": […]}'
        ) from None
    if not isinstance(raw, dict):
        raise BadInputError(
            f"the calendar {path} is not an object", expected='{"version": …, "non_working": […]}'
        )
    return Calendar.from_json(raw)


def write_calendar(calendar: Calendar, path: str) -> None:
    """Writes a calendar version as JSON, to recompute with it later."""
    text = json.dumps(calendar.to_json(), ensure_ascii=False, indent=1)
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as exc:
        raise BadInputError(
            f"the calendar cannot be written to {path}: {exc.strerror}", expected="a writable path"
        ) from None


def _with(calendar: Calendar, extra: list[DayOff], working: list[date]) -> Calendar:
    if not (extra or working):
        return calendar
    return Calendar(
        version=f"{calendar.version} +{len(extra)} -{len(working)}",
        non_working=[*calendar.non_working, *extra],
        working=[*calendar.working, *working],
        covers=calendar.covers,
        weekly_rest=calendar.weekly_rest,
        weekly_rest_published=calendar.weekly_rest_published,
        seat=calendar.seat,
        notes=calendar.notes,
    )


def years_around(first: date, *more: date | None, ahead: int = 2) -> range:
    """The years a proposal should cover for a count from ``first``."""
    days = [first, *(d for d in more if d)]
    return range(min(days).year, max(days).year + ahead + 1)
