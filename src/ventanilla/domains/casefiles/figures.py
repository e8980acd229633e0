"""How many cases a unit has, by state, turn and time left: exact, from an index alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case as Choose
from django.db.models import CharField, Count, Value, When

from ventanilla.domains.casefiles.clock_rows import NO_DUE_DATE
from ventanilla.domains.casefiles.errors import NotYours
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.casefiles.rules.life import MAY_SEE, State
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
    """The figures of the post's unit today, in one statement. Raises `NotYours`."""
    if post.role not in MAY_SEE or post.office_id != office.id:
        raise NotYours
    today = clock.today(office.zone)
    left = Choose(
        When(ordered_by=NO_DUE_DATE, then=Value("none")),
        When(ordered_by__lt=today, then=Value("late")),
        When(ordered_by=today, then=Value("today")),
        When(ordered_by__lte=today + timedelta(days=SOON), then=Value("week")),
        default=Value("later"),
        output_field=CharField(),
    )
    unit = Case.objects.filter(office_id=office.id, unit_id=post.unit_id).order_by()
    kept = unit.annotate(left=left).values_list("state", "waiting_on", "left")
    found = kept.annotate(Count("id"))
    return Figures(
        today,
        tuple(sorted((Figure(State(s), w, t, n) for s, w, t, n in found), key=_place)),
    )


def _place(figure: Figure) -> tuple[int, str, int]:
    order = list(State)
    return order.index(figure.state), figure.waiting_on, LEFT.index(figure.left)
