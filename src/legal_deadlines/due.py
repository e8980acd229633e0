"""A computed due date: its outcomes, the values it rests on, and its explanation on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .calendars.calendar import Calendar
from .calendars.day_index import DayIndex
from .counting.count import Counted, count
from .explanation.steps import Step
from .legal_value import Confidence, LegalValue, weakest
from .question import Question
from .reading.readings import Reading, readings
from .regime import Regime

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The last day (ordinal) under one reading."""

    day: int
    reading: Reading
    still: frozenset[int] = _NONE

    @property
    def date(self) -> date:
        return date.fromordinal(self.day)


@dataclass(frozen=True, slots=True, eq=False)
class Due:
    """A computed due date. ``outcomes`` holds the chosen reading first, then those that give
    another date.
    """

    regime: Regime
    question: Question
    start: date
    calendar: Calendar
    term: LegalValue | None
    outcomes: tuple[Outcome, ...]
    due_at: datetime | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def due(self) -> date:
        return self.outcomes[0].date

    @property
    def safe_date(self) -> date:
        """The earliest date among the readings: whoever acts by it is in time under all of them."""
        return min(o.date for o in self.outcomes)

    @property
    def reading(self) -> Reading:
        return self.outcomes[0].reading

    @property
    def settled(self) -> tuple[LegalValue, ...]:
        """The values the date rests on: where several readings give it, only those they share."""
        if len(self.outcomes) > 1 or self.due_at is not None:
            return self.reading.used
        rest = self.calendar.weekly_rest
        found = readings(
            self.regime, self.question, self.term, rest, self.calendar.weekly_rest_published
        )
        return tuple(v for v in self.reading.used if all(v in r.used for r in found))

    def applied(self) -> tuple[LegalValue, ...]:
        """The values that decided the date, without rules that met no day."""
        from .explanation.applied import applied_values

        return applied_values(self, self.counted()) if self.due_at is None else self.settled

    @property
    def confidence(self) -> Confidence:
        """The weakest confidence among the values applied."""
        return weakest(self.applied())

    @property
    def counted_nominal(self) -> date:
        """Where the count ends before it moves off a day that is not worked."""
        return date.fromordinal(self.counted().nominal)

    def steps(self) -> list[Step]:
        """The explanation as structured steps."""
        from .explanation.due_steps import due_steps

        return due_steps(self)

    def explanation(self, lang: str = "es") -> list[str]:
        """The explanation in words (es, pt, en), one sentence per step."""
        from .explanation.rendering import render

        return render(self.steps(), lang, self.regime.country)

    @property
    def count_start(self) -> date:
        """The event from which the count runs (a restart replaces the start)."""
        return self.question.restart or self.start

    @property
    def index(self) -> DayIndex:
        plan = self.reading.plan
        return self.calendar.index(plan.weekly_rest, plan.whose)

    def counted(self) -> Counted:
        """The stages of the chosen count."""
        outcome = self.outcomes[0]
        return count(outcome.reading.plan, self.count_start.toordinal(), self.index, outcome.still)
