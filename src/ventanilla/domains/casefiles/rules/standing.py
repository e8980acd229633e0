"""What follows from the acts of a case, folded in their order: the same acts, the same standing.

Pure. Rows keep a projection of this (state, clocks); `cases rebuild --check` compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.states import OPEN, State


@dataclass(frozen=True, slots=True)
class Step:
    """One act as the fold reads it. `who` is opaque: an account's id, or "" for the law."""

    kind: ActKind
    seq: int
    at: datetime
    actor: Actor
    who: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which a time limit did not run; open while `last` is None."""

    first: date
    last: date | None
    cause: str
    basis: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal inside the administration. `outcome` is "" until it is decided."""

    seq: int
    remedy: str  # its id in the procedure
    against: int  # seq of the act appealed
    suspends: bool = False
    forwarded: bool = False  # to the body that decides it, where that is another one
    outcome: str = ""  # upheld, partly, dismissed, inadmissible


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands after `last_seq` acts. Everything is the fold's; nothing is set by hand.

    `resumes` is the state to which a correction or an undone proposal returns. `reports` maps the
    id of each report asked for to whether it came. `decision` is the seq of the decision in force
    (0: none), `sense` its sense. `barred` are those who abstained or were recused.
    """

    kind: CaseKind
    state: State
    last_seq: int
    opened_on: date
    resumes: State = State.RECEIVED
    correction: int = 0
    reports: Mapping[str, bool] = field(default_factory=dict)
    information: str = ""  # "", open, closed
    hearing: str = ""  # "", open, closed
    third_parties: bool = False
    proposed_by: str = ""
    agreed: bool = False
    worked: frozenset[str] = frozenset()  # steps of the office that were recorded as done
    pauses: tuple[Pause, ...] = ()
    extended: bool = False
    lapse_warned: bool = False
    delay_complained: bool = False
    decision: int = 0
    sense: str = ""
    decided_by: str = ""
    reserve: bool = False  # of a call: refused for want of credit or places, and called up in order
    silence: str = ""  # "", recorded, certified
    by_silence: bool = False  # the decision in force is that of positive silence
    hands_over: bool = False  # what silence granted is still to be handed over
    appeals: tuple[Appeal, ...] = ()
    invalidation: bool = False  # the hearing before it was opened
    annulled: bool = False
    barred: frozenset[str] = frozenset()
    paper: bool = False
    means: str = ""  # how the person chose to be notified: box, paper, or nothing said
    sealed: frozenset[int] = frozenset()  # acts whose notice has not been served yet
    unanswered: frozenset[int] = frozenset()  # seqs of contributions with no reply yet
    on_title: frozenset[int] = frozenset()  # seqs of the decisions on its title
    unit: str = ""  # id of the unit to which it was sent, in its office

    @property
    def suspended(self) -> bool:
        """Whether the time limit stands still now."""
        return any(pause.last is None for pause in self.pauses)

    @property
    def is_open(self) -> bool:
        """Whether the body still owes a decision, an answer or a control."""
        return self.state in OPEN

    @property
    def pending_appeal(self) -> Appeal | None:
        """The appeal that waits for its decision."""
        return next((appeal for appeal in self.appeals if not appeal.outcome), None)

    @property
    def waiting_on(self) -> str:
        """Whose turn it is: party, body, report or nobody."""
        if self.state == State.CORRECTION:
            return "party"
        if self.pending_appeal:
            return "body"
        if self.hands_over:
            return "body"
        if not self.is_open or self.state == State.IN_FORCE:
            return "nobody"
        if self.hearing == "open":
            return "party"
        if any(not came for came in self.reports.values()):
            return "report"
        return "body"


#: Where a case of these kinds begins; every other is received.
FIRST_STATES: Mapping[str, State] = {
    CaseKind.DECLARATION: State.IN_FORCE,  # effect from the day of filing (ES art. 69.3)
    CaseKind.OWN_MOTION: State.IN_PROGRESS,
}


def begin(kind: CaseKind, step: Step) -> Standing:
    """The standing after the first act: a filing, or an opening of own motion."""
    state = FIRST_STATES.get(kind, State.RECEIVED)
    return Standing(
        kind=kind,
        state=state,
        last_seq=step.seq,
        opened_on=step.at.date(),
        resumes=state,
        means=str(step.content.get("means") or ""),  # of own motion: as its person is notified
    )


def replay(kind: CaseKind, steps: Iterable[Step]) -> Standing:
    """The standing after all of `steps`; ValueError where there is none."""
    from ventanilla.domains.casefiles.rules.folding import after

    following = iter(steps)
    first = next(following, None)
    if first is None:
        raise ValueError("a case begins with an act")
    standing = begin(kind, first)
    for step in following:
        standing = after(standing, step)
    return standing
