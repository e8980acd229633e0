"""What the law makes of a time limit that passed, beside what anybody does about it.

Each effect has its trigger: *time* alone (a job records it), the *party's step* (complaint of
delay: CL art. 64, UY, AR), or the *party's choice* (negative silence opens the appeal and obliges
nobody to use it). The job applies only the first kind; the others are prepared and offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import (
    CORRECTION,
    DECIDE,
    HEARING,
    INFORMATION,
    Clock,
)
from ventanilla.domains.casefiles.rules.conditions import PARTY_STEP, SENSES_OF_SILENCE
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.permitted import refusal
from ventanilla.domains.casefiles.rules.standing import Standing

TIME = "time"
PARTY_CHOICE = "party_choice"
BODY = "body"  # the body must declare it in an act (ES art. 68.1; CO Ley 1437, art. 17)


@dataclass(frozen=True, slots=True)
class Effect:
    """An act that the passing of a time limit calls for. `clock` is why; `passed_on` its last day.

    `ready` is false while the party's step that it needs has not been taken.
    """

    act: ActKind
    trigger: str
    actor: Actor
    clock: Clock
    passed_on: date
    content: Mapping[str, Any]
    ready: bool = True

    @property
    def by_time_alone(self) -> bool:
        """Whether a job may record it with nobody asking."""
        return self.trigger == TIME and self.ready


def effects(
    standing: Standing,
    course: Course,
    due: Iterable[tuple[Clock, date]],
    *,
    today: date,
    unmet_correction: str = BODY,
) -> list[Effect]:
    """The effects of what has passed by `today`. `due` pairs each running clock with its last day.

    `unmet_correction` says how the country's law ends a filing that was not mended: `time` where
    it counts as not filed by itself (PE), `body` where an act declares it (ES, CL, CO, MX).
    """
    found = [
        effect
        for clock, last in due
        if clock.runs and last < today
        for effect in _of(clock, last, standing, course, unmet_correction)
    ]
    return [one for one in found if _may(one, standing, course)]


def _of(
    clock: Clock, last: date, standing: Standing, course: Course, unmet_correction: str
) -> Iterator[Effect]:
    if clock.name == HEARING:
        yield Effect(ActKind.CLOSE_HEARING, TIME, Actor.LAW, clock, last, {})
    elif clock.name == INFORMATION:
        yield Effect(ActKind.CLOSE_INFORMATION, TIME, Actor.LAW, clock, last, {})
    elif clock.name == CORRECTION:
        actor = Actor.LAW if unmet_correction == TIME else Actor.HEAD
        yield Effect(ActKind.DEEM_WITHDRAWN, unmet_correction, actor, clock, last, {})
    elif clock.name == DECIDE:
        yield from _silence(clock, last, standing, course)


def _silence(clock: Clock, last: date, standing: Standing, course: Course) -> Iterator[Effect]:
    sense, trigger = course.silence.get("sense", "none"), course.silence.get("trigger", TIME)
    if sense not in SENSES_OF_SILENCE:
        return
    # Negative silence is the party's fiction to use (ES art. 24.3.b): never applied by a job.
    if sense == "negative" and trigger == TIME:
        trigger = PARTY_CHOICE
    actor = Actor.LAW if trigger == TIME else Actor.PARTY
    ready = trigger != PARTY_STEP or standing.delay_complained
    yield Effect(
        ActKind.RECORD_SILENCE, trigger, actor, clock, last, silence_said(course), ready=ready
    )


def silence_said(course: Course) -> dict[str, Any]:
    """What the act that records silence holds: its sense, and what is then handed over."""
    over = course.silence.get("hand_over")
    return {"sense": course.silence["sense"], **({"hand_over": over} if over else {})}


def _may(effect: Effect, standing: Standing, course: Course) -> bool:
    why = refusal(
        effect.act,
        standing=standing,
        course=course,
        actor=effect.actor,
        content=effect.content,
    )
    return why is None or why.code == "delay-not-reported"  # told apart by `ready`
