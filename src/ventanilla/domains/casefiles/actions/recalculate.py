"""Count the open cases again after a new calendar version (ES: arts 30.7 and 32; CL: art. 25).

Pulled from `legislation`: each office's row keeps the last version applied. Cases are read in
keyset pages and written in short transactions, so filing and answering go on meanwhile; a pass
that is cut goes on from its cursor. The same version is applied twice when the first pass began
before every process could have seen it (dates are remembered for a minute).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction

from ventanilla.domains.casefiles.due_dates import forget_due_dates
from ventanilla.domains.casefiles.models import Act, CalendarApplied, Case
from ventanilla.domains.casefiles.rules.life import OPEN_STATES, ActKind, Actor
from ventanilla.domains.casefiles.rules.told_dates import moves
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices.api import Office, offices
from ventanilla.kernel import clock

PAGE = 100  # cases read at a time, and written in one transaction
SETTLED_AFTER = timedelta(seconds=90)  # dates remembered for a minute, calendars for five seconds
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """What the new calendar makes of one case. `moves`: the date told follows."""

    case: Case
    due: legislation.DueDate
    moves: bool


def follow_calendars() -> int:
    """Bring every office up to its newest version; returns how many acts were appended."""
    newest = legislation.newest_calendars()
    applied = {row.office_id: row for row in CalendarApplied.objects.all()}
    appended = 0
    for office in offices():
        if office.id not in newest:
            continue
        number, published_at = newest[office.id]
        row = applied.get(office.id) or _first_row(office)
        if not _up_to_date(row, number, published_at):
            appended += _pass(office, row, number=number, published_at=published_at)
    return appended


def _first_row(office: Office) -> CalendarApplied:
    with transaction.atomic():
        return CalendarApplied.objects.get_or_create(office_id=office.id)[0]


def _up_to_date(row: CalendarApplied, number: int, published_at: datetime) -> bool:
    if row.number < number:
        return False
    return row.settled or clock.now() < published_at + SETTLED_AFTER


def _pass(office: Office, row: CalendarApplied, *, number: int, published_at: datetime) -> int:
    """Every open case once, from the cursor of the same version where a pass was cut."""
    legislation.forget_calendars()
    forget_due_dates()
    if row.passing != number or row.cursor is None:
        row.passing, row.cursor, row.began_at = number, None, clock.now()
    policy = legislation.regime_of(office, on=clock.today(office.zone))
    appended = 0
    while page := _page(office, after=row.cursor):
        recounts = [found for case in page if (found := _recount(office, case, policy))]
        row.cursor = page[-1].id
        appended += _write(row, recounts)
    assert row.began_at is not None
    row.settled = row.began_at >= published_at + SETTLED_AFTER
    row.number, row.passing, row.cursor = number, 0, None
    with transaction.atomic():
        row.save()
    log.info("calendar.applied", office=office.slug, number=number, acts=appended)
    return appended


def _page(office: Office, *, after: UUID | None) -> list[Case]:
    cases = Case.objects.filter(office_id=office.id, state__in=OPEN_STATES, due_on__isnull=False)
    if after is not None:
        cases = cases.filter(id__gt=after)
    return list(cases.order_by("id")[:PAGE])


def _recount(office: Office, case: Case, policy: Any) -> Recount | None:
    """None where nothing changes, or where it has been said already."""
    stored = case.due_because
    if not stored or case.due_on is None:
        return None
    try:
        due = legislation.recalculated(office=office, stored=stored)
    except legislation.TimeLimitUnknown as problem:
        log.warning("case.not_recalculated", case=str(case.id), cause=str(problem.cause))
        return None
    legal = date.fromisoformat(stored.get("held", {}).get("due") or stored["due"])
    if due.date == legal:
        return None
    goes = moves(
        told=case.due_on,
        now=due.date,
        person_must_act=False,  # the clock of an application is the office's own
        law_moves_both_ways=policy.told_dates_move,
    )
    return Recount(case=case, due=due, moves=goes)


def _write(row: CalendarApplied, recounts: list[Recount]) -> int:
    """The acts of one page and the cursor, in one short transaction."""
    try:
        with transaction.atomic():
            done = _append(recounts)
            row.save()
    except IntegrityError:  # somebody acted between: each case by itself
        done = sum(_alone(one) for one in recounts)
        with transaction.atomic():
            row.save()
    return done


def _alone(one: Recount) -> int:
    try:
        with transaction.atomic():
            return _append([one])
    except IntegrityError:
        log.warning("case.not_recalculated", case=str(one.case.id), cause="acted meanwhile")
        return 0


def _append(recounts: list[Recount]) -> int:
    """Lock, drop what has changed since it was read, append the acts, move the dates."""
    if not recounts:
        return 0
    ids = [one.case.id for one in recounts]
    locked = Case.objects.select_for_update().filter(id__in=ids, state__in=OPEN_STATES)
    now = {case.id: case for case in locked.order_by("id")}
    standing = [one for one in recounts if _unchanged(now.get(one.case.id), one.case)]
    Act.objects.bulk_create(_act(one, seq=now[one.case.id].last_seq + 1) for one in standing)
    cases = [_moved(now[one.case.id], one) for one in standing]
    Case.objects.bulk_update(cases, ["due_on", "due_because", "ordered_by", "last_seq"])
    return len(standing)


def _unchanged(now: Case | None, read: Case) -> bool:
    return now is not None and now.due_because == read.due_because


def _act(one: Recount, *, seq: int) -> Act:
    stored = one.case.due_because
    assert one.case.due_on is not None
    return Act(
        office_id=one.case.office_id,
        case_id=one.case.id,
        seq=seq,
        kind=ActKind.RECALCULATED,
        actor=Actor.LAW,
        at=clock.now(),
        content={
            "told": one.case.due_on.isoformat(),
            "law": one.due.date.isoformat(),
            "moved": one.moves,
            "calendar_before": stored.get("held", stored)["calendar"],
            "calendar_now": one.due.explanation["calendar"],
        },
    )


def _moved(case: Case, one: Recount) -> Case:
    case.last_seq += 1
    if one.moves:
        case.due_on = case.ordered_by = one.due.date
        case.due_because = one.due.explanation
    else:
        kept = {"due": one.due.date.isoformat(), "calendar": one.due.explanation["calendar"]}
        case.due_because = {**case.due_because, "held": kept}
    return case
