"""The course of an example walked in memory: its acts, one by one, through the rules of the law.

No database and no office: the example pins country, place, level and days. What the actions ask of
the clock (nothing is silent before its time, nothing is extended after it) is asked here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from legal_deadlines import DeadlineError, Suspension
from ventanilla.domains.casefiles.actions.apply_effects import UNMET_BY_TIME
from ventanilla.domains.casefiles.approval import approval_of
from ventanilla.domains.casefiles.clock_rows import extension_of, limits_for, rule_of_extension
from ventanilla.domains.casefiles.completed import restarted_by
from ventanilla.domains.casefiles.course_of import course_of, kind_of
from ventanilla.domains.casefiles.example_call import decided_in, ranked_otherwise
from ventanilla.domains.casefiles.footing import footing_in
from ventanilla.domains.casefiles.rules.act_kinds import DECISIONS_ON_TITLES, ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import CORRECTION, DECIDE, Clock, clocks
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.effects import BODY, TIME, effects, silence_said
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.permitted import refusal
from ventanilla.domains.casefiles.rules.standing import Standing, Step, replay
from ventanilla.domains.casefiles.rules.titling import TITLE_ACTS, title_steps
from ventanilla.domains.casefiles.silence_day import TWO_STEPS, complained_on, silence_day
from ventanilla.domains.catalogue.api import PublishedProcedure, due_by_law
from ventanilla.domains.titles import api as titles

ABOUT = "title"
_AFTER_EXPIRY = frozenset({ActKind.RECORD_SILENCE, ActKind.COMPLAIN_OF_DELAY})


def walk_example(procedure: PublishedProcedure, example: Mapping[str, Any]) -> Iterator[str]:
    """Where the course goes otherwise than the example tells; nothing if it agrees."""
    walk = _Walk(procedure, example)
    if example["call"]:
        yield from ranked_otherwise(procedure, example)
    for number, moment in enumerate(example["course"] or (), 1):
        place = f"course {number} ({moment['day']})"
        for disagreement in walk.take(moment):
            yield f"{place}: {disagreement}"


class _Walk:
    def __init__(self, procedure: PublishedProcedure, example: Mapping[str, Any]) -> None:
        self.procedure, self.office = procedure, example["office"]
        self.answers = example["answers"]
        self.zone = ZoneInfo(self.office["time_zone"])
        at = example["filed_at"].astimezone(self.zone)
        self.decided = decided = decided_in(procedure, example)
        self.kind = kind_of(procedure, decided)
        self.limit = procedure.limit_kept(decided)
        content: dict[str, Any] = {"decisions": decided} if decided else {}
        if example["call"]:
            content["starts"] = example["call"]["published"].isoformat()
        own = self.kind == CaseKind.OWN_MOTION
        if own:  # its example is about a title that was in force
            content["title"] = ABOUT
        first = ActKind.OPEN_OWN_MOTION if own else ActKind.LODGE
        content["passed_over"] = example.get("passed_over") or []
        actor = Actor.OFFICER if own else Actor.PARTY
        self.steps = [Step(first, 1, at, actor, content=content)]
        if self.kind == CaseKind.AUTOMATIC:
            self.steps += [
                Step(ActKind.ADMIT, 2, at, Actor.AUTOMATIC),
                Step(ActKind.RESOLVE, 3, at, Actor.AUTOMATIC, content=approval_of(procedure)),
            ]

    @property
    def standing(self) -> Standing:
        return replay(self.kind, self.steps)

    @property
    def course(self) -> Course:
        return course_of(self.procedure, self.steps)

    def take(self, moment: Mapping[str, Any]) -> Iterator[str]:
        """One moment: the act, if there is one, and what is expected after it."""
        if moment["day"] < self.steps[-1].at.date():
            yield "it is before what was told above"
            return
        if moment["act"]:
            yield from self._do(moment)
        yield from self._compare(moment["then"] or {}, moment["day"])

    def _do(self, moment: Mapping[str, Any]) -> Iterator[str]:
        try:
            kind, actor = ActKind(moment["act"]), Actor(moment["by"])
        except ValueError:
            yield f"there is no act {moment['act']} by {moment['by']}"
            return
        content = {**self._given(kind), **(moment["says"] or {})}
        code = self._refused(kind, actor, moment, content)
        if code != (moment["refused"] or ""):
            wanted = moment["refused"] or "permitted"
            yield f"{kind.value}: {code or 'permitted'} instead of {wanted}"
        elif not code:
            at = datetime.combine(moment["day"], time(12), tzinfo=self.zone)
            seq = self.steps[-1].seq + 1
            self.steps.append(Step(kind, seq, at, actor, moment["who"] or "", content))

    def _given(self, kind: ActKind) -> dict[str, Any]:
        """What the act takes from the procedure and the case, not from whoever does it."""
        if kind == ActKind.RESOLVE or kind in DECISIONS_ON_TITLES:
            return {"footing": footing_in(self.procedure)}
        if kind == ActKind.CORRECT:
            country = self.office["country"]
            return {"restarts": restarted_by(self.procedure.time_limit, country=country)}
        if kind == ActKind.RECORD_SILENCE:
            last = {clock.name: due for clock, _name, due in self._due()}.get(DECIDE)
            passed = self._silent_after(last) if last else None
            return {**silence_said(self.course), "passed_on": str(passed or "")}
        if kind == ActKind.COMPLAIN_OF_DELAY:
            silence = self.procedure.silence_kept(self.decided)
            named = silence.get("limit") if silence.get("trigger") == TWO_STEPS else None
            return {"decide_within": named} if named else {}
        if kind == ActKind.APPEAL:
            return {"against": self.standing.decision}
        pending = self.standing.pending_appeal
        return {"appeal": pending.seq} if kind == ActKind.DECIDE_APPEAL and pending else {}

    def _refused(
        self, kind: ActKind, actor: Actor, moment: Mapping[str, Any], content: Mapping[str, Any]
    ) -> str:
        why = refusal(
            kind,
            standing=self.standing,
            course=self.course,
            actor=actor,
            who=moment["who"] or "",
            content=content,
        )
        if why is not None:
            return why.code
        return self._untimely(kind, moment["day"]) or self._of_title(kind, moment["day"], content)

    def _untimely(self, kind: ActKind, day: date) -> str:
        last = {clock.name: due for clock, _name, due in self._due() if due}
        decide = last.get(DECIDE)
        if kind in _AFTER_EXPIRY and (decide is None or day <= decide):
            return "not-passed"
        if kind == ActKind.RECORD_SILENCE and decide:
            silent = self._silent_after(decide)
            if silent is None or day <= silent:
                return "not-passed"
        if kind == ActKind.EXTEND and decide is not None and day > decide:
            return "passed"
        unmet = kind == ActKind.DEEM_WITHDRAWN and CORRECTION in last
        return "not-passed" if unmet and day <= last[CORRECTION] else ""

    def _silent_after(self, decide: date) -> date | None:
        starts = next(
            c.restarted_on or c.starts
            for c in clocks(self.standing, self.steps)
            if c.name == DECIDE
        )
        return silence_day(
            self.procedure,
            self.decided,
            starts=starts,
            last=decide,
            count=lambda limit, start: due_by_law(self.office, limit, start),
            complained_on=complained_on(self.steps),
        )

    def _due(self) -> list[tuple[Clock, str, date | None]]:
        """Every clock that is not ended, with its name and last day: none while it stands still."""
        return [
            (clock, name, self._last(clock, limit))
            for clock in clocks(self.standing, self.steps)
            if clock.ended_on is None
            for name, limit in self._limits(clock).items()
        ]

    def _limits(self, clock: Clock) -> Mapping[str, Mapping[str, Any] | None]:
        """The time to decide is the one that the decision tables name."""
        if clock.name == DECIDE:
            return {DECIDE: self.limit}
        return limits_for(clock, self.procedure)

    def _last(self, clock: Clock, limit: Mapping[str, Any] | None) -> date | None:
        if limit is None or not clock.runs or limit["unit"] == "immediate":
            return None
        extension = extension_of(self.procedure, limit)
        try:
            return due_by_law(
                self.office,
                limit,
                clock.starts,
                suspensions=[
                    Suspension(p.first, p.last, p.cause.partition(":")[0], p.basis)
                    for p in clock.pauses
                    if p.last
                ],
                extension=extension if clock.extended_on else None,
                extended_on=clock.extended_on,
                restart=clock.restarted_on,
                rule=rule_of_extension(limit, extension) if clock.extended_on else "",
            )
        except DeadlineError:
            return None

    def _compare(self, then: Mapping[str, Any], day: date) -> Iterator[str]:
        standing = self.standing
        for name in ("state", "waiting_on", "silence", "sense"):
            wanted, found = then.get(name), str(getattr(standing, name))
            if wanted is not None and wanted != found:
                yield f"{name}: {found or 'none'} instead of {wanted}"
        found_days = {name: due for _clock, name, due in self._due()}
        for name, last in (then.get("due") or {}).items():
            if found_days.get(name) != last:
                yield f"due {name}: {found_days.get(name)} instead of {last}"
        yield from self._compare_title(then, day)
        if then.get("effects") is not None:
            yield from self._compare_effects(then["effects"], day)

    def _of_title(self, kind: ActKind, day: date, content: Mapping[str, Any]) -> str:
        """Whether the title allows it that day."""
        event = TITLE_ACTS.get(kind)
        if event is None or self.procedure.grants is None:
            return ""
        life = titles.lived(self._title_events(), on=day)
        why = titles.title_refusal(event, life=life, grants=self.procedure.grants, content=content)
        return why.code if why else ""

    def _compare_title(self, then: Mapping[str, Any], day: date) -> Iterator[str]:
        if then.get("title") is None:
            return
        life = titles.lived(self._title_events(), on=day)
        if life.state != then["title"]:
            yield f"title: {life.state} instead of {then['title']}"
        if then.get("title_until") != life.until:
            yield f"title until: {life.until} instead of {then.get('title_until')}"

    def _title_events(self) -> list[titles.Happened]:
        """As `title_rows` would write them."""
        grants = self.procedure.grants
        found = []
        if self.kind == CaseKind.OWN_MOTION:
            since = self.steps[0].at.date()
            found = [titles.Happened(titles.TitleEventKind.GRANTED, since, ABOUT)]
        for one in title_steps(self.kind, self.steps, grants=bool(grants)):
            content = dict(one.content)
            if grants and one.kind == titles.TitleEventKind.GRANTED:
                last = titles.last_day(
                    grants, decision=one.sense, answers=self.answers, begun=one.on
                )
                content["until"] = last.isoformat() if last else None
            if one.undoes:
                content["of"] = titles.act_key(None, one.undoes)
            by = titles.act_key(None, one.by)
            found.append(titles.Happened(one.kind, one.on, by, content))
        return found

    def _compare_effects(self, wanted: Any, day: date) -> Iterator[str]:
        found = [
            (clock, self._silent_after(last) if clock.name == DECIDE else last)
            for clock, _name, last in self._due()
            if last
        ]
        due = [(clock, last) for clock, last in found if last]
        unmet = TIME if self.office["country"] in UNMET_BY_TIME else BODY
        told = {
            (str(one.act.value), str(one.actor.value), one.trigger, one.ready)
            for one in effects(self.standing, self.course, due, today=day, unmet_correction=unmet)
        }
        expected = {
            (one["act"], one["by"], one["trigger"] or TIME, one["ready"] is not False)
            for one in wanted
        }
        if told != expected:
            yield f"effects: {sorted(told)} instead of {sorted(expected)}"
