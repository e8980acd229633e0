"""Which time limits run in a case, folded from its acts: when each began, stood still and ended.

Pure: which day each is due comes from `legislation`, with these facts. A limit is owed by the
body or by the party; a clock that nobody stopped in time has an effect (`effects`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ventanilla.domains.casefiles.rules.act_kinds import DECISIONS_ON_TITLES, ActKind
from ventanilla.domains.casefiles.rules.appeal_outcomes import sends_back
from ventanilla.domains.casefiles.rules.standing import Pause, Standing, Step

DECIDE = "decide"
CORRECTION = "correction"
HEARING = "hearing"
INFORMATION = "information"
APPEAL = "appeal"
DECIDE_APPEAL = "decide_appeal"
REPORT = "report:"


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit. `opened_by` is the seq of the act that set it going; `name` with it is its
    identity. `restarted_on` is the day from which it runs anew, whole. `ended_on` is the day of
    the act that met it, or made it pointless."""

    name: str
    owed_by: str  # body, party, other
    opened_by: int
    starts: date
    pauses: tuple[Pause, ...] = ()
    extended_on: date | None = None
    restarted_on: date | None = None
    ended_on: date | None = None
    remedy: str = ""  # of the time to decide an appeal: which one
    hands_over: bool = False  # what positive silence granted is handed over in it

    @property
    def runs(self) -> bool:
        """Whether it still counts: neither met nor standing still."""
        return self.ended_on is None and all(pause.last for pause in self.pauses)


#: What sets a clock going, whose it is, and what ends it.
_OPENS: dict[ActKind, tuple[str, str]] = {
    ActKind.ASK_CORRECTION: (CORRECTION, "party"),
    ActKind.OPEN_HEARING: (HEARING, "party"),
    ActKind.OPEN_INVALIDATION: (HEARING, "party"),
    ActKind.OPEN_INFORMATION: (INFORMATION, "other"),
    ActKind.APPEAL: (DECIDE_APPEAL, "body"),
}
_ENDS: dict[ActKind, str] = {
    ActKind.CORRECT: CORRECTION,
    ActKind.DEEM_WITHDRAWN: CORRECTION,
    ActKind.CLOSE_HEARING: HEARING,
    ActKind.INVALIDATE: HEARING,
    ActKind.CLOSE_INFORMATION: INFORMATION,
    ActKind.DECIDE_APPEAL: DECIDE_APPEAL,
}
#: Acts that are notified and against which an appeal may be lodged.
_APPEALABLE = frozenset(
    {
        ActKind.RESOLVE,
        ActKind.ANSWER,
        ActKind.REJECT,
        ActKind.DEEM_WITHDRAWN,
        ActKind.DECLARE_LAPSE,
        ActKind.INVALIDATE,
        ActKind.CEASE_EFFECTS,
        *DECISIONS_ON_TITLES,
    }
)


def clocks(standing: Standing, steps: Iterable[Step]) -> list[Clock]:
    """Every clock of the case in the order in which it began. `standing` is that of all `steps`."""
    found: list[Clock] = []
    on_titles = {appeal.seq for appeal in standing.appeals if appeal.against in standing.on_title}
    for step in steps:
        if step.kind != ActKind.DECIDE_APPEAL or int(step.content["appeal"]) not in on_titles:
            found = [_ended(clock, step) for clock in found]
        else:
            found = [_ended(one, step) if one.name == DECIDE_APPEAL else one for one in found]
        found += _opened(step, first=not found)
        found += [one for one in _served(step) if not _known(found, one)]
    return [_with_pauses(clock, standing) for clock in found]


def _opened(step: Step, *, first: bool) -> Iterator[Clock]:
    day = _start(step)
    if first and step.kind in (ActKind.LODGE, ActKind.OPEN_OWN_MOTION):
        yield Clock(DECIDE, "body", step.seq, day)
    if sends_back(step):
        yield Clock(DECIDE, "body", step.seq, day)
    if step.content.get("notice"):
        return  # what runs against the person runs from the notice
    if step.kind in _OPENS:
        name, owed_by = _OPENS[step.kind]
        owed_by = "other" if step.content.get("decided_elsewhere") else owed_by
        yield Clock(name, owed_by, step.seq, day, remedy=step.content.get("remedy", ""))
    if _grants(step) and step.content.get("hand_over"):
        # CO: Ley 1437, art. 14.1: the days after those in which it had to be answered.
        last = step.content.get("passed_on")
        began = date.fromisoformat(last) if last else day
        yield Clock(step.content["hand_over"], "body", step.seq, began, hands_over=True)
    if step.kind == ActKind.COMPLAIN_OF_DELAY and step.content.get("decide_within"):
        yield Clock(step.content["decide_within"], "body", step.seq, day)
    if step.kind == ActKind.ASK_REPORT:
        yield Clock(f"{REPORT}{step.content['report']}", "other", step.seq, day)
    if step.kind in _APPEALABLE:
        yield Clock(APPEAL, "party", step.seq, day)


def _served(step: Step) -> Iterator[Clock]:
    """What a notice sets going, from the day on which it took effect: once, the first time
    (ES art. 41.7). `act_kind` is the kind of what was notified."""
    if step.kind not in (ActKind.NOTIFIED, ActKind.RECORD_TACIT_NOTICE):
        return
    kind, seq = step.content.get("act_kind"), int(step.content["act"])
    day = date.fromisoformat(step.content.get("on") or step.content["known_on"])
    if kind in _OPENS:
        yield Clock(*_OPENS[ActKind(kind)], seq, day)
    elif kind in _APPEALABLE:
        yield Clock(APPEAL, "party", seq, day)


def _known(found: Iterable[Clock], one: Clock) -> bool:
    return any((clock.name, clock.opened_by) == (one.name, one.opened_by) for clock in found)


def _owes(step: Step) -> str:
    return "body" if sends_back(step) else "party"


def _start(step: Step) -> date:
    """The day from which the law counts: of the notice where the act was notified later."""
    told = step.content.get("notified_on") or step.content.get("starts")
    return date.fromisoformat(told) if told else step.at.date()


def _ended(clock: Clock, step: Step) -> Clock:
    if clock.ended_on is not None:
        return clock
    if step.kind == ActKind.EXTEND and clock.name == DECIDE:
        return replace(clock, extended_on=step.at.date())
    if step.kind == ActKind.CORRECT and clock.name == DECIDE and step.content.get("restarts"):
        return replace(clock, restarted_on=step.at.date(), extended_on=None)
    ends = _ENDS.get(step.kind) == clock.name or _ends_otherwise(clock, step)
    return replace(clock, ended_on=step.at.date()) if ends else clock


def _ends_otherwise(clock: Clock, step: Step) -> bool:
    if step.kind == ActKind.ANSWER_REPORT:
        return clock.name == f"{REPORT}{step.content['report']}"
    if step.kind == ActKind.APPEAL:
        return clock.name == APPEAL and clock.opened_by == int(step.content["against"])
    if step.kind == ActKind.INVALIDATE:  # what was granted is owed no more
        return clock.hands_over
    settles = step.kind in _SETTLING or _grants(step) or _decides_otherwise(clock, step)
    return settles and clock.name not in (APPEAL, DECIDE_APPEAL)


def _grants(step: Step) -> bool:
    return step.kind == ActKind.RECORD_SILENCE and step.content.get("sense") == "positive"


def _decides_otherwise(clock: Clock, step: Step) -> bool:
    """Whether the decision of an appeal ends it: one that is dismissed leaves standing, and owed,
    what silence granted."""
    if step.kind != ActKind.DECIDE_APPEAL or step.content["outcome"] == "inadmissible":
        return False
    return step.content["outcome"] != "dismissed" or not clock.hands_over


_SETTLING = frozenset(
    {
        ActKind.RESOLVE,
        ActKind.ANSWER,
        ActKind.REJECT,
        ActKind.DESIST,
        ActKind.WAIVE,
        ActKind.DEEM_WITHDRAWN,
        ActKind.DECLARE_LAPSE,
        ActKind.JOIN,
        ActKind.CEASE_EFFECTS,
        ActKind.CLOSE,
    }
)


def _origin(clock: Clock) -> date:
    """The day before the first that counts."""
    return clock.restarted_on or clock.starts


def _with_pauses(clock: Clock, standing: Standing) -> Clock:
    """Only the time to decide stands still; the party's own limits run on."""
    if clock.name != DECIDE:
        return clock
    mine = tuple(
        pause for pause in standing.pauses if pause.last is None or pause.last > _origin(clock)
    )
    return replace(clock, pauses=mine)
