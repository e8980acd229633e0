"""A deemed moment with its readings, and its form as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..calendars.calendar import WEEKDAYS, Calendar
from ..calendars.day_index import DayIndex
from ..errors import UnsureRuleError
from ..explanation.closing_steps import doubts
from ..explanation.rendering import render, weekday
from ..explanation.steps import Step, step
from ..legal_value import Confidence, LegalValue, Texts, unverified, weakest
from ..question import Question
from ..reading.options import Option
from ..reading.rest import holidays_choice, weekly_rest_choice
from ..regime import Regime


@dataclass(frozen=True, slots=True, eq=False)
class MomentReading:
    """The deemed day under one reading of the law."""

    day: date
    used: tuple[LegalValue, ...]
    steps: tuple[Step, ...]
    label: Texts | None = None
    marks: tuple[LegalValue, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A deemed moment; the chosen reading first, then those that give another day."""

    regime: Regime
    calendar: Calendar
    readings: tuple[MomentReading, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def date(self) -> date:
        return self.readings[0].day

    @property
    def confidence(self) -> Confidence:
        return weakest(self.readings[0].used)

    def steps(self) -> list[Step]:
        """The explanation as structured steps."""
        first = self.readings[0]
        out = list(first.steps)
        for other in self.readings[1:]:
            why = [dict(other.label)] if other.label else []
            sources = list(dict.fromkeys(v.source for v in other.marks if v.source))
            out.append(step("other_reading", *other.marks, day=other.day, why=why, sources=sources))
        return [*out, *doubts(first.used), _versions(self)]

    def to_json(self, lang: str = "es") -> dict[str, Any]:
        """``date``, ``weekday``, ``explanation``, ``articles``, ``confidence``, ``versions``, …"""
        steps = self.steps()
        return {
            "country": self.regime.country,
            "date": self.date.isoformat(),
            "weekday": WEEKDAYS[self.date.weekday()].capitalize(),
            "weekday_text": weekday(self.date, lang),
            **self.extra,
            "explanation": render(steps, lang, self.regime.country),
            "articles": list(dict.fromkeys(c for s in steps for c in s.cites)),
            "confidence": self.confidence.value,
            "unverified": unverified(self.readings[0].used),
            "alternatives": [
                {
                    "date": r.day.isoformat(),
                    "why": [r.label.get(lang, r.label["en"])] if r.label else [],
                    "sources": list(dict.fromkeys(v.source for v in r.marks if v.source)),
                }
                for r in self.readings[1:]
            ],
            "versions": versions_of(self.regime, self.calendar),
            "steps": [s.to_json() for s in steps],
        }


def versions_of(regime: Regime, calendar: Calendar) -> dict[str, str]:
    """The versions that a result used."""
    from .. import __version__

    return {
        "library": __version__,
        "regime": f"{regime.country} {regime.version}",
        "regime_digest": regime.digest,
        "calendar": calendar.version,
        "calendar_digest": calendar.digest,
    }


def _versions(moment: Moment) -> Step:
    facts = versions_of(moment.regime, moment.calendar)
    return Step("versions", {k: facts[k] for k in ("calendar", "regime", "library")})


def working_days_of(
    regime: Regime, question: Question, calendar: Calendar
) -> list[tuple[DayIndex, Option, LegalValue | None]]:
    """The working days under each reading of the weekly rest, with its option and the holidays
    rule.
    """
    rests = weekly_rest_choice(
        regime, question, calendar.weekly_rest, calendar.weekly_rest_published
    )
    holidays = holidays_choice(regime, question)[0]
    whose = holidays.changes["whose"]
    rule = holidays.used[0] if holidays.used else None
    return [(calendar.index(o.changes["weekly_rest"], whose), o, rule) for o in rests]


def idle_reason(
    index: DayIndex, rest: Option, holidays: LegalValue | None, day: date
) -> tuple[LegalValue, ...]:
    """The rules because of which ``day`` is not worked; none if it is."""
    n = day.toordinal()
    if index.is_working(n):
        return ()
    if (n - 1) % 7 in index.weekly_rest:
        return rest.used
    return (holidays,) if holidays else ()


def settle(
    regime: Regime, found: list[MomentReading], *, allow_unsure: bool, latest_first: bool
) -> tuple[MomentReading, ...]:
    """The chosen reading and one per other day. Where readings agree, what they differ in does
    not count.
    """
    if len({r.day for r in found}) == 1:
        shared = tuple(v for v in found[0].used if all(v in r.used for r in found))
        first = found[0]
        return (MomentReading(first.day, shared, first.steps, first.label, first.marks),)
    ordered = sorted(found, key=lambda r: r.day, reverse=latest_first)
    doubtful = [r for r in ordered if weakest(r.used) is Confidence.UNSURE]
    if doubtful and not allow_unsure:
        raise UnsureRuleError(
            f"{regime.country}: the day depends on a doubtful reading of the law",
            expected="--allow-unsure to compute it, marked doubtful, or the doubt settled by the "
            "caller (an overlay, --weekly-rest, --working or --holiday)",
            example="--allow-unsure",
            known=[f"{r.day}: {r.label['en'] if r.label else ''}" for r in ordered],
            facts={
                "country": regime.country,
                "readings": [
                    {"date": r.day.isoformat(), "why": [dict(r.label)] if r.label else []}
                    for r in ordered
                ],
            },
            where="; ".join(
                dict.fromkeys(f"{v.citation} {v.source}" for r in ordered for v in r.marks)
            ),
        )
    return tuple(
        {r.day: r for r in reversed(ordered)}[d] for d in dict.fromkeys(r.day for r in ordered)
    )


def on_the_clock(
    readings: tuple[MomentReading, ...], given: datetime, zone: ZoneInfo
) -> tuple[MomentReading, ...]:
    """The readings, saying by which clock they count where the moment came with an offset."""
    if given.tzinfo is None:
        return readings
    said = Step("official_time", {"zone": zone.key, "given": given.isoformat(timespec="minutes")})
    return tuple(replace(r, steps=(said, *r.steps)) for r in readings)


def require_sure(regime: Regime, value: LegalValue, allow_unsure: bool) -> None:
    """Refuse a doubtful rule unless it was asked for."""
    if value.confidence is Confidence.UNSURE and not allow_unsure:
        raise UnsureRuleError(
            f"{regime.country}: the rule {value.key!r} is doubtful "
            f"({value.citation or 'no article'})",
            expected="--allow-unsure to use it, marked doubtful",
            example="--allow-unsure",
            where=value.source,
        )
