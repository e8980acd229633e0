"""Which cases of a unit are asked for, how many there are, and the views that a post keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.clock_rows import NO_DUE_DATE
from ventanilla.domains.casefiles.errors import ViewRefused
from ventanilla.domains.casefiles.figures import LEFT, SOON, Figures
from ventanilla.domains.casefiles.handling.models import SavedView
from ventanilla.domains.casefiles.handling.subjects import subjects_with
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.casefiles.rules.life import OPEN_STATES, State
from ventanilla.domains.casefiles.rules.states import TURNS
from ventanilla.domains.offices.api import Post

EXACT_UP_TO = 10_000
MOST_VIEWS, LONGEST_NAME = 20, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What is asked of a unit's cases; empty asks nothing. `left` is one of `figures.LEFT`;
    `words` stand in the subject (which is the procedure's title when the case was opened)."""

    state: str = State.RECEIVED.value
    waiting_on: str = ""
    left: str = ""
    words: str = ""

    @property
    def is_free(self) -> bool:
        """Whether it asks what the figures of the unit do not tell apart."""
        return bool(self.words)


def case_filter(asked: Mapping[str, Any]) -> CaseFilter:
    """The filter that a link or a kept view says; what cannot be read asks nothing."""
    found = {name: str(asked.get(name) or "") for name in ("state", "waiting_on", "left", "words")}
    return CaseFilter(
        state=found["state"] if found["state"] in State.values else State.RECEIVED.value,
        waiting_on=found["waiting_on"] if found["waiting_on"] in TURNS else "",
        left=found["left"] if found["left"] in LEFT else "",
        words=found["words"].replace("\x00", "").strip()[:100],
    )


def filtered(cases: QuerySet[Case], asked: CaseFilter, *, today: date) -> QuerySet[Case]:
    """Those of `cases` that are asked for."""
    cases = cases.filter(state=asked.state)
    if asked.waiting_on:
        cases = cases.filter(waiting_on=asked.waiting_on)
    if asked.left:
        cases = cases.filter(**_days(asked, today))
    return cases.filter(subject__icontains=asked.words) if asked.words else cases


def _days(asked: CaseFilter, today: date) -> dict[str, Any]:
    """A settled case has no time left to run: it is never late."""
    if State(asked.state) not in OPEN_STATES:
        return {} if asked.left == "none" else {"ordered_by": date.min}
    soon = today + timedelta(days=SOON)
    return {
        "late": {"ordered_by__lt": today},
        "today": {"ordered_by": today},
        "week": {"ordered_by__gt": today, "ordered_by__lte": soon},
        "later": {"ordered_by__gt": soon, "ordered_by__lt": NO_DUE_DATE},
        "none": {"ordered_by": NO_DUE_DATE},
    }[asked.left]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are; `more` where it stopped counting there."""

    count: int
    more: bool = False


def count_cases(post: Post, asked: CaseFilter, figures: Figures) -> Counted:
    """How many cases of the post's unit are asked for: exact from the figures, and by a count that
    stops after 10,000 where a filter asks for what they do not tell apart."""
    if not asked.is_free:
        total = figures.total(
            states=[State(asked.state)], waiting_on=asked.waiting_on, left=asked.left
        )
        return Counted(total)
    unit = Case.objects.filter(office_id=post.office_id, unit_id=post.unit_id)
    said = subjects_with(asked.words, unit=post.unit_id, office=post.office_id, state=asked.state)
    same = filtered(unit, replace(asked, words=""), today=figures.day)
    found = same.filter(subject__in=said).order_by()
    count = found.values("id")[: EXACT_UP_TO + 1].count()
    return Counted(min(count, EXACT_UP_TO), more=count > EXACT_UP_TO)


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view that a post keeps, with how many cases are in it now."""

    id: UUID
    name: str
    asked: CaseFilter
    counted: Counted


def views_of(post: Post, figures: Figures) -> list[KeptView]:
    """The post's views in the order in which they were kept: one statement, and one more for each
    that asks for words."""
    rows = SavedView.objects.filter(office_id=post.office_id, post=post).order_by("id")
    asked = [(row, case_filter(row.asked)) for row in rows]
    return [KeptView(row.id, row.name, f, count_cases(post, f, figures)) for row, f in asked]


def keep_view(*, post: Post, name: str, asked: CaseFilter) -> SavedView:
    """Keep what is asked under a name of its own. Raises `ViewRefused`."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise ViewRefused(
            _("Falta un nombre para esta vista, de 60 letras como mucho."),
            example=_("Por ejemplo: «Vencidos que esperan un informe»."),
        )
    if SavedView.objects.filter(post=post).count() >= MOST_VIEWS:
        raise ViewRefused(_("Ya guarda 20 vistas."), expected=_("Quite alguna antes."))
    try:
        with transaction.atomic():
            return SavedView.objects.create(
                office_id=post.office_id, post=post, name=name, asked=asdict(asked)
            )
    except IntegrityError as error:
        raise ViewRefused(_("Ya tiene una vista con ese nombre.")) from error


def drop_view(*, post: Post, view_id: UUID) -> None:
    """Forget one of the post's own views; nothing where there is none."""
    with transaction.atomic():
        SavedView.objects.filter(office_id=post.office_id, post=post, id=view_id).delete()
