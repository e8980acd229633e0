"""Who may see which case, and the lists they see. Everybody else is told there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ventanilla.domains.casefiles.acting import within_reach
from ventanilla.domains.casefiles.case_view import CaseView, beside, view_of
from ventanilla.domains.casefiles.codes import is_follow_secret
from ventanilla.domains.casefiles.errors import CaseUnknown, NotYours
from ventanilla.domains.casefiles.figures import Figures
from ventanilla.domains.casefiles.handling.filters import CaseFilter, filtered
from ventanilla.domains.casefiles.models import Case, Filing
from ventanilla.domains.casefiles.rules.cursors import read_cursor, write_cursor
from ventanilla.domains.casefiles.rules.life import MAY_SEE, State
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Office, Post
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

PAGE = 25
MOST_OWN = 200
_WHOLE = ("office", "unit", "applicant", "opened_by")


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a list of cases. `label` is the register number."""

    id: UUID
    office_slug: str
    label: str
    subject: str
    applicant_name: str
    state: State
    opened_at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of a unit's queue, earliest due date first. `counts` are exact, by state."""

    lines: list[CaseLine]
    next_cursor: str
    state: State
    counts: dict[State, int]


def follow(*, office: Office, label: str, secret: str) -> CaseView:
    """The case that number and code open, without any account. Raises `CaseUnknown`."""
    try:
        entry = register.find_entry(office, label)
    except register.EntryUnknown as unknown:
        raise CaseUnknown from unknown
    if not is_follow_secret(secret, entry.id):
        raise CaseUnknown
    return _view(office_id=office.id, filings__entry_id=entry.id)


def case_by_secret(*, case_id: UUID, secret: str) -> CaseView:
    """The case with that id, for whoever has its code. Raises `CaseUnknown`."""
    view = _view(id=case_id)
    if not is_follow_secret(secret, view.entry_id):
        raise CaseUnknown
    return view


def case_for_person(*, account_id: UUID, case_id: UUID) -> CaseView:
    """An account's own case. Raises `CaseUnknown`."""
    return _view(id=case_id, account_id=account_id)


def case_for_filer(*, office_id: UUID, filer_ids: Collection[UUID], case_id: UUID) -> CaseView:
    """A case that one of these (token, account) handed in. Raises `CaseUnknown`."""
    return _view(id=case_id, office_id=office_id, filings__filer_id__in=list(filer_ids))


def case_for_official(*, post: Post, case_id: UUID) -> CaseView:
    """A case of the post's own office and unit, or in which the unit has something to do. Raises
    `CaseUnknown`, `NotYours`."""
    _must_see(post)
    return _view(within_reach(post), id=case_id, office_id=post.office_id)


def case_id_of_entry(entry_id: UUID) -> UUID:
    """The case to which a filing belongs. Raises `CaseUnknown`."""
    found = Case.objects.filter(filings__entry_id=entry_id).values_list("id", flat=True).first()
    if found is None:
        raise CaseUnknown
    return found


def case_id_of_applicant(*, office_id: UUID, person_id: UUID) -> UUID:
    """The case that a person, as they presented themselves, filed. Raises `CaseUnknown`."""
    cases = Case.objects.filter(office_id=office_id, applicant_id=person_id)
    found = cases.values_list("id", flat=True).first()
    if found is None:
        raise CaseUnknown
    return found


def address_given(case_id: UUID) -> dict[str, str]:
    """The address of who filed the case, in the parts of its form; empty where none was asked."""
    filing = Filing.objects.filter(case_id=case_id).order_by("entry_id").first()
    if filing is None:
        return {}
    mapping = procedure_of_entry(filing.entry_id).applicant
    given = filing.answers.get(mapping.get("address", ""))
    return {str(k): str(v) for k, v in given.items() if v} if isinstance(given, dict) else {}


def procedure_of_entry(entry_id: UUID) -> catalogue.PublishedProcedure:
    """The version under which that filing was made. Raises `CaseUnknown`."""
    found = Case.objects.filter(filings__entry_id=entry_id).values_list("version_id").first()
    if found is None:
        raise CaseUnknown
    return catalogue.version(found[0])


def may_read_entry(
    *,
    office_id: UUID,
    entry_id: UUID,
    filer_ids: Collection[UUID] = (),
    account_id: UUID | None = None,
) -> bool:
    """Whether that filing of the office was handed in by one of these, or is of that account's."""
    allowed = Q(filings__filer_id__in=list(filer_ids))
    if account_id is not None:
        allowed |= Q(account_id=account_id)
    return Case.objects.filter(allowed, office_id=office_id, filings__entry_id=entry_id).exists()


def cases_of(account_id: UUID) -> list[CaseLine]:
    """An account's own cases in every office, newest first, at most 200."""
    whole = Case.objects.select_related("office", "applicant", "opened_by")
    mine = whole.filter(account_id=account_id).order_by("-opened_at")
    return [_line(case, case.office) for case in mine[:MOST_OWN]]


def queue(
    *,
    office: Office,
    post: Post,
    asked: CaseFilter | None = None,
    known: Figures | None = None,
    cursor: str = "",
    size: int = PAGE,
) -> QueuePage:
    """A page of what the post's unit has that is asked for (by default: what waits for an answer).
    `known` are the unit's figures, where they were asked for already.

    `cursor` is the `next_cursor` of the page before; an unreadable one begins again. Pages go by
    key, so they neither repeat nor skip when the queue changes. Raises `NotYours`.
    """
    _must_see(post, office)
    asked = asked or CaseFilter()
    unit = Case.objects.filter(office_id=office.id, unit_id=post.unit_id)
    # Not joined with the office, which is known: SQLite would begin there and sort every case.
    cases = unit.select_related("applicant", "opened_by")
    page = filtered(cases, asked, today=clock.today(office.zone))
    place = read_cursor(cursor) if cursor else None
    if place:
        day, last = place
        page = page.filter(Q(ordered_by__gt=day) | Q(ordered_by=day, id__gt=last))
    found = list(page.order_by("ordered_by", "id")[: size + 1])
    more = len(found) > size
    found = found[:size]
    return QueuePage(
        lines=[_line(case, office) for case in found],
        next_cursor=write_cursor(found[-1].ordered_by, found[-1].id) if more else "",
        state=State(asked.state),
        counts=_told(known) if known else _counts(unit),
    )


def _counts(cases: QuerySet[Case]) -> dict[State, int]:
    """What waits, even where nothing does, and every other state in which there is something."""
    counted = cases.order_by().values_list("state").annotate(Count("id"))
    found = {State(state): number for state, number in counted}
    return {State.RECEIVED: 0, **{state: found[state] for state in State if state in found}}


def _told(figures: Figures) -> dict[State, int]:
    found = {state: figures.total(states=[state]) for state in State}
    return {State.RECEIVED: 0, **{state: n for state, n in found.items() if n}}


def _must_see(post: Post, office: Office | None = None) -> None:
    if post.role not in MAY_SEE or (office is not None and post.office_id != office.id):
        raise NotYours


def _view(*reach: Q, **conditions: Any) -> CaseView:
    case = (
        Case.objects.filter(*reach, **conditions)
        .select_related("office", "unit", "applicant", "opened_by")
        .annotate(**beside())
        .first()
    )
    if case is None:
        raise CaseUnknown
    return view_of(case)


def _line(case: Case, office: Office) -> CaseLine:
    return CaseLine(
        id=case.id,
        office_slug=office.slug,
        label=str(case.opened_by),
        subject=case.subject,
        applicant_name=case.applicant.name,
        state=State(case.state),
        opened_at=case.opened_at,
        due_on=case.due_on,
    )


def entry_of_case(case_id: UUID) -> UUID:
    """The entry that opened a case. Raises `CaseUnknown`."""
    found = Case.objects.filter(id=case_id).values_list("opened_by_id", flat=True).first()
    if found is None:
        raise CaseUnknown
    return found
