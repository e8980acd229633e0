"""A calendar of non-working days: data given by the caller, with a version, never changed once
published.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..errors import BadInputError
from .day_index import DayIndex

KINDS = ("national", "regional", "local", "statutory", "office", "recess", "closed")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, order=True)
class DayOff:
    """A day on which an office does not work, and why.

    ``kind`` is one of KINDS: ``closed`` marks a day of *tolerância*, early closing or closure by
    practice,
    which matters only as the last day. ``of`` says whose place it belongs to: the body's ``seat``
    or the ``person``'s.
    """

    day: date
    name: str = ""
    kind: str = "office"
    place: str = ""
    of: str = "seat"


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The version of a calendar: days off, days worked in spite of them, and the span it covers.

    ``non_working`` takes dates or ``DayOff``; ``working`` days win over everything. ``weekly_rest``
    (0 = Monday) is what the office publishes; where a country's law fixes it, the law wins.
    """

    version: str
    non_working: tuple[DayOff, ...] = ()
    working: frozenset[date] = frozenset()
    covers: tuple[date, date] | None = None
    weekly_rest: frozenset[int] | None = None
    weekly_rest_published: bool = False
    seat: str = ""
    notes: Mapping[date, str] = field(default_factory=dict)
    digest: str = ""
    _indexes: dict[object, DayIndex] = field(default_factory=dict, repr=False)
    _by_day: dict[date, tuple[DayOff, ...]] = field(default_factory=dict, repr=False)

    def __init__(
        self,
        version: str,
        non_working: Iterable[date | DayOff] = (),
        working: Iterable[date] = (),
        covers: tuple[date, date] | None = None,
        weekly_rest: Iterable[int] | None = None,
        seat: str = "",
        notes: Mapping[date, str] | None = None,
        weekly_rest_published: bool = False,
    ) -> None:
        days = tuple(sorted(d if isinstance(d, DayOff) else DayOff(d) for d in non_working))
        set_ = object.__setattr__
        set_(self, "version", version)
        set_(self, "non_working", days)
        set_(self, "working", frozenset(working))
        set_(self, "covers", covers or _span(days))
        set_(self, "weekly_rest", None if weekly_rest is None else frozenset(weekly_rest))
        set_(self, "weekly_rest_published", weekly_rest_published)
        set_(self, "seat", seat)
        set_(self, "notes", dict(notes or {}))
        set_(self, "_indexes", {})
        set_(self, "_by_day", {})
        self._check()
        set_(self, "digest", _digest(self.to_json()))

    def _check(self) -> None:
        if not self.version:
            raise BadInputError(
                "a calendar needs a version", example="Calendar(version='2026-1', …)"
            )
        if self.covers is not None and self.covers[1] < self.covers[0]:
            raise BadInputError(
                f"the calendar ends ({self.covers[1]}) before it starts ({self.covers[0]})"
            )
        for d in self.non_working:
            if d.kind not in KINDS:
                raise BadInputError(f"unknown kind of day {d.kind!r}", expected=", ".join(KINDS))

    def index(self, weekly_rest: frozenset[int], whose: str) -> DayIndex:
        """The working days under a weekly rest; ``whose`` is ``seat`` or ``either`` (seat and
        person). Cached.
        """
        key = (weekly_rest, whose)
        found = self._indexes.get(key)
        if found is None:
            off = {
                d.day for d in self.non_working if d.kind != "closed" and whose in ("either", d.of)
            }
            closed = {d.day for d in self.non_working if d.kind == "closed"}
            assert self.covers is not None
            found = DayIndex.build(self.covers, off, closed, self.working, weekly_rest)
            self._indexes[key] = found
        return found

    def days_on(self, day: date) -> tuple[DayOff, ...]:
        """Every reason why ``day`` is off or closed in this calendar."""
        if not self._by_day:
            for d in self.non_working:
                self._by_day[d.day] = (*self._by_day.get(d.day, ()), d)
        return self._by_day.get(day, ())

    def to_json(self) -> dict[str, Any]:
        """Plain data that ``from_json`` reads back to an equal digest."""
        assert self.covers is not None
        return {
            "version": self.version,
            "covers": [d.isoformat() for d in self.covers],
            "weekly_rest": None
            if self.weekly_rest is None
            else [WEEKDAYS[i] for i in sorted(self.weekly_rest)],
            "weekly_rest_published": self.weekly_rest_published,
            "seat": self.seat,
            "non_working": [
                {
                    "day": d.day.isoformat(),
                    "name": d.name,
                    "kind": d.kind,
                    "place": d.place,
                    "of": d.of,
                }
                for d in self.non_working
            ],
            "working": sorted(d.isoformat() for d in self.working),
            "notes": {d.isoformat(): n for d, n in sorted(self.notes.items())},
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Calendar:
        """A calendar from ``to_json`` data or from an office's own file (``version`` and
        ``non_working`` suffice).
        """
        rest = raw.get("weekly_rest")
        covers = raw.get("covers")
        try:
            return cls(
                version=str(raw["version"]),
                non_working=[_day_off(d) for d in raw.get("non_working", ())],
                working=[date.fromisoformat(str(d)) for d in raw.get("working", ())],
                covers=None
                if covers is None
                else (date.fromisoformat(str(covers[0])), date.fromisoformat(str(covers[1]))),
                weekly_rest=None
                if rest is None
                else [WEEKDAYS.index(str(w).lower()) for w in rest],
                weekly_rest_published=bool(raw.get("weekly_rest_published", rest is not None)),
                seat=str(raw.get("seat", "")),
                notes={date.fromisoformat(str(k)): v for k, v in (raw.get("notes") or {}).items()},
            )
        except (KeyError, TypeError, ValueError) as exc:
            if isinstance(exc, BadInputError):
                raise
            raise BadInputError(
                f"the calendar cannot be read: {exc}",
                expected="version, non_working (dates, or day/name/kind/place), optionally "
                "working, covers, weekly_rest",
                example='{"version": "2026-1", "non_working": ["2026-01-01"]}',
            ) from None


def _day_off(raw: Any) -> DayOff:
    if not isinstance(raw, Mapping):
        return DayOff(date.fromisoformat(str(raw)))
    fields = {k: str(raw[k]) for k in ("name", "kind", "place", "of") if k in raw}
    return DayOff(date.fromisoformat(str(raw["day"])), **fields)


def _span(days: tuple[DayOff, ...]) -> tuple[date, date]:
    if not days:
        raise BadInputError(
            "an empty calendar does not say which years it covers",
            expected="covers=(first day, last day)",
        )
    return date(days[0].day.year, 1, 1), date(days[-1].day.year, 12, 31)


def _digest(raw: Mapping[str, Any]) -> str:
    text = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
