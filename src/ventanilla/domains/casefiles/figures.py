"""How many cases a unit has, by state, turn and time left: exact, from an index alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Value

from ventanilla.domains.casefiles.clock_rows import NO_DUE_DATE
from ventanilla.domains.casefiles.errors import NotYours
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.casefiles.rules.life import MAY_SEE, OPEN_STATES, State
from ventanilla.domains.casefiles.rules.states import NOBODY, TURNS
from ventanilla.domains.offices.api import Office, Post
from ventanilla.kernel import clock

#: How much is left: passed, ends today, in seven days, later; none where no time limit runs.
LEFT = ("late", "today", "week", "later", "none")
SOON = 7  # calendar days


@dataclass(frozen=True, slots=True)
class Figure:
    """How many cases of a unit are in `state`, wait on `waiting_on` and have `left` to run."""

    state: State
    waiting_on: str
    left: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Those that are not nought, on `day` in the office's zone."""

    day: date
    figures: tuple[Figure, ...]

    def total(
        self, *, states: Iterable[State] | None = None, waiting_on: str = "", left: str = ""
    ) -> int:
        """How many there are of what is named; of everything, where nothing is."""
        wanted = None if states is None else frozenset(states)
        return sum(
            one.count
            for one in self.figures
            if (wanted is None or one.state in wanted)
            and waiting_on in ("", one.waiting_on)
            and left in ("", one.left)
        )


def figures(*, office: Office, post: Post) -> Figures:
    """The figures of the post's unit today, in two statements. Raises `NotYours`.

    Once a case is settled no time to decide runs, so `left` is none. Groups of the open ones
    follow the order of an index.
    """
    if post.role not in MAY_SEE or post.office_id != office.id:
        raise NotYours
    today = clock.today(office.zone)
    unit = Case.objects.filter(office_id=office.id, unit_id=post.unit_id).order_by()
    found: Counter[tuple[str, str, str]] = Counter()
    waiting = unit.filter(state__in=OPEN_STATES).values_list("state", "waiting_on", "ordered_by")
    for state, turn, day, count in waiting.annotate(many=Count("*")):
        found[state, turn, _left(day, today)] += count
    for state, turn, count in _settled(unit):
        found[state, turn, "none"] += count
    made = (Figure(State(state), turn, left, n) for (state, turn, left), n in found.items() if n)
    return Figures(today, tuple(sorted(made, key=_place)))


def _settled(unit: QuerySet[Case]) -> Iterable[tuple[str, str, int]]:
    """State, turn and how many. Nearly all wait on nobody: those of each state are counted by
    themselves, which costs half of what grouping them does."""
    settled = [state for state in State if state not in OPEN_STATES]
    few = unit.filter(state__in=settled, waiting_on__in=set(TURNS) - {NOBODY})
    grouped = few.values_list("state", "waiting_on").annotate(many=Count("*"))
    return grouped.union(*(_idle(unit, state) for state in settled), all=True)


def _idle(unit: QuerySet[Case], state: State) -> QuerySet[Case, Any]:
    """One row: the cases of the unit in that state in which it is nobody's turn."""
    idle = unit.filter(state=state, waiting_on=NOBODY)
    rows = idle.annotate(of_state=Value(state.value), of_turn=Value(NOBODY))
    return rows.values_list("of_state", "of_turn").annotate(many=Count("*"))


def _left(day: date, today: date) -> str:
    if day == NO_DUE_DATE:
        return "none"
    days = (day - today).days
    if days <= 0:
        return "late" if days else "today"
    return "week" if days <= SOON else "later"


def _place(figure: Figure) -> tuple[int, str, int]:
    order = list(State)
    return order.index(figure.state), figure.waiting_on, LEFT.index(figure.left)
