"""Record the effects that the law ties to time alone; the others are only offered.

Called by the worker. Cases are read by their running clocks that have passed, in pages; each
effect is an act of its own in a transaction of its own, so one that fails keeps no other.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import structlog

from ventanilla.domains.casefiles.acting import LAW, life_of, perform
from ventanilla.domains.casefiles.models import Case, CaseClock
from ventanilla.domains.casefiles.rules.clocks import DECIDE, Clock, clocks
from ventanilla.domains.casefiles.rules.effects import BODY, TIME, Effect, effects
from ventanilla.domains.casefiles.rules.life import OPEN_STATES
from ventanilla.domains.casefiles.silence_day import silence_day_of
from ventanilla.domains.offices.api import offices
from ventanilla.kernel import clock as official
from ventanilla.kernel.errors import Problem

log = structlog.get_logger(__name__)
PAGE = 100
#: Countries where a filing that was not mended counts as not filed, with no act to say so:
#: PE, TUO Ley 27444, art. 136.
UNMET_BY_TIME = frozenset({"PE"})


def apply_effects() -> int:
    """Every office once; returns how many acts were recorded."""
    done = 0
    for office in offices():
        today = official.today(office.zone)
        for case_id in _passed(office.id, today):
            done += _apply(case_id, today)
    return done


def effects_of(case: Case, *, today: date) -> list[Effect]:
    """The effects of what has passed in a case: those by time alone and those to be offered."""
    life = life_of(case)
    rows = {(row.name, row.opened_by): row.due_on for row in CaseClock.objects.filter(case=case)}
    due: list[tuple[Clock, date]] = []
    for clock in clocks(life.standing, life.steps):
        first = clock.name == DECIDE and clock.opened_by == 1
        last = (
            silence_day_of(
                life.procedure,
                life.steps,
                office=case.office,
                due_on=case.due_on,
                due_because=case.due_because,
            )
            if first
            else rows.get((clock.name, clock.opened_by))
        )
        if last is not None:
            due.append((clock, last))
    unmet = TIME if case.office.country in UNMET_BY_TIME else BODY
    return effects(life.standing, life.course, due, today=today, unmet_correction=unmet)


def _passed(office_id: UUID, today: date) -> list[UUID]:
    running = CaseClock.objects.filter(office_id=office_id, ended_on=None, due_on__lt=today)
    mine = Case.objects.filter(office_id=office_id, state__in=OPEN_STATES, due_on__lt=today)
    found = set(running.values_list("case_id", flat=True)[:PAGE])
    return sorted(found | set(mine.order_by("due_on").values_list("id", flat=True)[:PAGE]))


def _apply(case_id: UUID, today: date) -> int:
    case = Case.objects.select_related("office").get(id=case_id)
    done = 0
    for effect in effects_of(case, today=today):
        if not effect.by_time_alone:
            continue
        try:
            perform(
                case_id=case_id,
                kind=effect.act,
                hand=LAW,
                content={**effect.content, "passed_on": effect.passed_on.isoformat()},
            )
            done += 1
        except Problem as problem:  # somebody acted meanwhile, or the book is stopped
            log.warning("effect.not_recorded", case=str(case_id), code=problem.code)
    return done
