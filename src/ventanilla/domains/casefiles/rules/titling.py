"""What the acts of a case do to a title, derived from them: the same acts, the same events.

A case whose procedure declares `grants` gives a title while its decision grants: by a resolution or
an answer, automatic or not, by positive silence, by an appeal. A case of own motion about a title
takes or stops it by its resolution (`title_effect`), once that is notified. What an appeal undoes,
or suspends meanwhile, is undone in the title, and comes back with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.folding import after
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.standing import Standing, Step, begin
from ventanilla.domains.titles.api import TitleEventKind

#: Acts on the title of the case itself.
TITLE_ACTS: Mapping[ActKind, TitleEventKind] = {
    ActKind.CHANGE_TITLE: TitleEventKind.CHANGED,
    ActKind.TRANSFER_TITLE: TitleEventKind.TRANSFERRED,
    ActKind.RENEW_TITLE: TitleEventKind.RENEWED,
    ActKind.SUSPEND_TITLE: TitleEventKind.SUSPENDED,
    ActKind.LIFT_TITLE: TitleEventKind.LIFTED,
    ActKind.RENOUNCE_TITLE: TitleEventKind.RENOUNCED,
}
#: What a resolution of own motion may do to the title that the case is about; `keep` leaves it.
EFFECTS: Mapping[str, TitleEventKind] = {
    "revoke": TitleEventKind.REVOKED,
    "suspend": TitleEventKind.SUSPENDED,
}
KEEP = "keep"
_GRANTING = frozenset({"granted", "partly"})
#: What takes something from the holder has effect from its notice; the rest from its day
#: (ES: Ley 39/2015, art. 39; PE: TUO Ley 27444, art. 16).
_FROM_NOTICE = frozenset({TitleEventKind.SUSPENDED, TitleEventKind.REVOKED})


@dataclass(frozen=True, slots=True)
class TitleStep:
    """One event of a title. `by` is the seq of the act that brought it about, `item` that of the
    act that decided it, `undoes` the `by` of what has no effect any more (0: nothing)."""

    kind: TitleEventKind
    by: int
    item: int
    on: date
    undoes: int = 0
    sense: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Effect:
    """Something that an act does to the title while it stands."""

    kind: TitleEventKind
    item: int
    content: Mapping[str, Any]


def title_of(steps: Iterable[Step]) -> str:
    """The id of the title that a case of own motion is about; empty where it is about none."""
    first = next(iter(steps), None)
    return str(first.content.get("title") or "") if first else ""


def title_steps(kind: CaseKind, steps: Iterable[Step], *, grants: bool) -> list[TitleStep]:
    """Every event that the acts bring about, in order. `grants`: its procedure gives a title."""
    walk = _Walk(grants)
    standing: Standing | None = None
    for step in steps:
        standing = after(standing, step) if standing else begin(kind, step)
        walk.take(standing, step)
    return walk.done


class _Walk:
    def __init__(self, grants: bool) -> None:
        self.grants = grants
        self.seen: dict[int, Step] = {}
        self.done: list[TitleStep] = []
        self.standing_by: dict[int, int] = {}  # item → by of the event that stands for it
        self.born = 0  # item of the grant
        self.annulled_by = 0  # by of the event that annuls the grant, while it stands

    def take(self, standing: Standing, step: Step) -> None:
        self.seen[step.seq] = step
        if len(self.seen) == 1 and title_of([step]):
            self._add(TitleEventKind.EXAMINED, step, step.seq)
        if self.grants:
            self._grant(standing, step)
        wanted = {effect.item: effect for effect in self._effects(standing)}
        for item in [item for item in self.standing_by if item not in wanted]:
            self._undo(step, item, self.standing_by.pop(item))
        for item, effect in wanted.items():
            if item not in self.standing_by:
                self._add(effect.kind, step, item, content=effect.content)
                self.standing_by[item] = step.seq

    def _grant(self, standing: Standing, step: Step) -> None:
        granted = bool(standing.decision) and standing.sense in _GRANTING
        if granted and not self.born:
            self.born = standing.decision
            self._add(
                TitleEventKind.GRANTED,
                step,
                self.born,
                sense=standing.sense,
                content={"conditions": self.seen[self.born].content.get("conditions", "")},
            )
        elif granted and self.annulled_by:
            self._undo(step, standing.decision, self.annulled_by)
            self.annulled_by = 0
        elif self.born and not granted and not self.annulled_by:
            self._add(TitleEventKind.ANNULLED, step, step.seq)
            self.annulled_by = step.seq

    def _effects(self, standing: Standing) -> Iterator[_Effect]:
        """What stands now, but the grant."""
        pending = standing.pending_appeal
        stayed = pending.against if pending and pending.suspends else 0
        undone = {a.against for a in standing.appeals if a.outcome in ("upheld", "partly")}
        for seq, step in self.seen.items():
            kind = TITLE_ACTS.get(step.kind)
            waits = kind in _FROM_NOTICE and seq in standing.sealed
            if kind and self.born and not waits and seq not in undone and seq != stayed:
                yield _Effect(kind, seq, step.content)
        if stayed and stayed == standing.decision and self.born:
            yield _Effect(TitleEventKind.SUSPENDED, -stayed, {})
        yield from self._of_own_motion(standing, stayed)

    def _of_own_motion(self, standing: Standing, stayed: int) -> Iterator[_Effect]:
        decision = standing.decision
        if not decision or standing.annulled or decision in standing.sealed or decision == stayed:
            return
        content = self.seen[decision].content
        kind = EFFECTS.get(str(content.get("title_effect") or ""))
        if kind and title_of(self.seen.values()):
            yield _Effect(kind, decision, {})

    def _add(
        self,
        kind: TitleEventKind,
        step: Step,
        item: int,
        *,
        sense: str = "",
        content: Mapping[str, Any] | None = None,
    ) -> None:
        kept = {k: v for k, v in (content or {}).items() if k in _KEPT and v}
        self.done.append(
            TitleStep(kind, step.seq, abs(item), day_of(step), sense=sense, content=kept)
        )

    def _undo(self, step: Step, item: int, undoes: int) -> None:
        self.done.append(
            TitleStep(TitleEventKind.UNDONE, step.seq, abs(item), day_of(step), undoes=undoes)
        )


#: What of an act is the title's own.
_KEPT = frozenset({"conditions", "until", "holder", "ends_term"})


def day_of(step: Step) -> date:
    """The first day of what an act brings about: of its notice, of the day after the one that
    passed in silence, else its own."""
    if step.kind in (ActKind.NOTIFIED, ActKind.RECORD_TACIT_NOTICE):
        told = step.content.get("on") or step.content.get("known_on")
        return date.fromisoformat(str(told))
    passed = step.content.get("passed_on") if step.kind == ActKind.RECORD_SILENCE else None
    if passed:
        return date.fromisoformat(str(passed)) + timedelta(days=1)
    return step.at.date()
