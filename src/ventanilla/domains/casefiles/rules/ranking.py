"""The ranked list of a call: who comes first, who is granted how much, who waits in the reserve.

Pure. Points are whole; money is integer minor units. The order is by points; a tie is broken by the
rules that the call declared, one after the other, the last of which leaves none (ES: Ley 38/2003,
arts 22.1 and 23.2). Credit is granted from the top down (art. 22.2 a) as far as it reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: The last tie rule: the order of entry in the book, which no two filings share.
ENTRY = "entry"


class Outcome(StrEnum):
    """What the list says of a filing."""

    GRANTED = "granted"
    PARTLY = "partly"  # the credit did not reach for all that was asked
    RESERVE = "reserve"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRules:
    """What the rules and the call fix before anybody files.

    `criteria` gives the most points of each; `ties` names criteria in order, then `entry`.
    `places` and `credit` are None where there is no bound. `most_each` caps one grant.
    """

    criteria: Mapping[str, int]
    ties: Sequence[str]
    minimum: int = 0
    places: int | None = None
    credit: int | None = None
    most_each: int | None = None
    in_part: bool = False

    @classmethod
    def of(cls, call: Mapping[str, Any], *, places: int | None, credit: int | None) -> CallRules:
        """From the `call` of procedure.yaml, and what this one call offers."""
        return cls(
            criteria={one["id"]: one["most"] for one in call["criteria"]},
            ties=tuple(call["ties"]),
            minimum=call["minimum"] or 0,
            places=places,
            credit=credit,
            most_each=call["most_each"],
            in_part=bool(call["in_part"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One filing with its points by criterion; `asked` is the amount asked, 0 where none is."""

    key: str
    entry: int
    points: Mapping[str, int]
    asked: int = 0

    @property
    def total(self) -> int:
        """The sum of its points."""
        return sum(self.points.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A line of the list. `reason` is a stable code; `tie` names the rule that settled the place
    against the line above, where the points were the same."""

    place: int
    key: str
    total: int
    outcome: Outcome
    amount: int
    reason: str  # credit, in-part, no-credit, no-places, below-minimum
    tie: str = ""


def wrong_points(points: Mapping[str, int], rules: CallRules) -> dict[str, str]:
    """What keeps a score from standing, by criterion: missing, unknown, or out of its bounds."""
    wrong = {name: "missing" for name in rules.criteria if name not in points}
    for name, given in points.items():
        if name not in rules.criteria:
            wrong[name] = "unknown"
        elif not 0 <= given <= rules.criteria[name]:
            wrong[name] = "out-of-bounds"
    return wrong


def rank(candidates: Iterable[Candidate], rules: CallRules) -> list[Ranked]:
    """The list, best first. ValueError where the rules leave a tie: a call never declares such."""
    if not rules.ties or rules.ties[-1] != ENTRY:
        raise ValueError("the last rule against ties is the order of entry")
    order = sorted(candidates, key=lambda one: (-one.total, *_tie_key(one, rules)))
    lines, taken, left = [], 0, rules.credit
    for place, one in enumerate(order, 1):
        outcome, amount, reason = _granted(one, rules, taken=taken, left=left)
        if outcome in (Outcome.GRANTED, Outcome.PARTLY):
            taken += 1
            left = None if left is None else left - amount
        above = order[place - 2] if place > 1 else None
        tie = _settled_by(above, one, rules) if above and above.total == one.total else ""
        lines.append(
            Ranked(
                place=place,
                key=one.key,
                total=one.total,
                outcome=outcome,
                amount=amount,
                reason=reason,
                tie=tie,
            )
        )
    return lines


def _tie_key(one: Candidate, rules: CallRules) -> tuple[int, ...]:
    return tuple(one.entry if rule == ENTRY else -one.points.get(rule, 0) for rule in rules.ties)


def _settled_by(above: Candidate, below: Candidate, rules: CallRules) -> str:
    pairs = zip(rules.ties, _tie_key(above, rules), _tie_key(below, rules), strict=True)
    return next(rule for rule, first, second in pairs if first != second)


def _granted(
    one: Candidate, rules: CallRules, *, taken: int, left: int | None
) -> tuple[Outcome, int, str]:
    if one.total < rules.minimum:
        return Outcome.REFUSED, 0, "below-minimum"
    if rules.places is not None and taken >= rules.places:
        return Outcome.RESERVE, 0, "no-places"
    wanted = min(one.asked, rules.most_each) if rules.most_each is not None else one.asked
    if left is None or wanted <= left:
        return Outcome.GRANTED, wanted, "credit"
    if rules.in_part and left > 0:
        return Outcome.PARTLY, left, "in-part"
    return Outcome.RESERVE, 0, "no-credit"
