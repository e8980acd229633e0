"""Every reading of the law for a question: the product of the divided rules, as plans ready to
count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from ..counting.plan import Plan
from ..errors import UnsureRuleError
from ..legal_value import Confidence, LegalValue, Texts, Unit, weakest
from ..question import Question
from ..regime import Regime
from .extension import extension_choice
from .last_day import months_choice, recess_choice, roll_choice
from .options import Choice, Option
from .rest import holidays_choice, weekly_rest_choice
from .start import distance_choice, first_day_choice
from .term import term_choice
from .units import unit_choice


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One way to read the law: its plan, the values it rests on, and the labels that set it
    apart.
    """

    plan: Plan
    used: tuple[LegalValue, ...]
    labels: tuple[Texts, ...]
    marks: tuple[LegalValue, ...]
    confidence: Confidence
    preferred: bool


@lru_cache(maxsize=4096)
def readings(
    regime: Regime,
    question: Question,
    term: LegalValue | None,
    calendar_rest: frozenset[int] | None,
    published: bool,
) -> tuple[Reading, ...]:
    """All readings. One that rests on a doubtful value throughout needs ``allow_unsure``
    (``UnsureRuleError``).
    """
    out: list[Reading] = []
    for base in term_choice(regime, question, term):
        for unit in unit_choice(regime, question, base.changes["unit"], term):
            if unit.changes["unit"] is Unit.HOURS:
                raise ValueError("hours are counted by the hour, not by readings")
            amount = base.changes["amount"]
            choices = _choices(
                regime, question, term, amount, unit.changes["unit"], calendar_rest, published
            )
            out += (_reading((base, unit, *rest), choices) for rest in product(*choices))
    for value in dict.fromkeys(v for r in out for v in r.used):
        regime.check_bound(value, question.level, question.fallback)
    _check_sure(regime, question, out)
    return tuple(out)


def _choices(
    regime: Regime,
    question: Question,
    term: LegalValue | None,
    amount: int,
    unit: Unit,
    calendar_rest: frozenset[int] | None,
    published: bool,
) -> tuple[Choice, ...]:
    extension = extension_choice(regime, question, term, amount, unit)
    distance = distance_choice(regime, question)
    units = {unit, *(s.unit for o in (*extension, *distance) for s in _stretches(o.changes))}
    return (
        first_day_choice(regime, question, term, unit),
        distance,
        extension,
        months_choice(regime, question, units),
        roll_choice(regime, question),
        recess_choice(regime, unit),
        weekly_rest_choice(regime, question, calendar_rest, published),
        holidays_choice(regime, question),
        _franco(regime, question, term),
    )


def _stretches(changes: Mapping[str, Any]) -> Iterator[Any]:
    yield from changes.get("tails", ())
    if "lead" in changes:
        yield changes["lead"]


def _franco(regime: Regime, question: Question, term: LegalValue | None) -> Choice:
    if not (question.franco or (term and term.more.get("franco"))):
        return (Option(),)
    rule = regime.count_rule("franco")
    return (Option({"franco": True}, (rule,)),)


def _reading(options: tuple[Option, ...], choices: tuple[Choice, ...]) -> Reading:
    changes: dict[str, Any] = {}
    for option in options:
        for name, value in option.changes.items():
            changes[name] = (*changes.get(name, ()), *value) if name == "tails" else value
    labelled = tuple(o for o in options if o.label)
    used = tuple(dict.fromkeys(v for o in options for v in o.used))
    return Reading(
        plan=Plan(**changes),
        used=used,
        labels=tuple(o.label for o in labelled if o.label),
        marks=tuple(v for o in labelled for v in o.used),
        confidence=weakest(used),
        preferred=any(o.preferred for o in options),
    )


def _check_sure(regime: Regime, question: Question, found: list[Reading]) -> None:
    if question.allow_unsure or any(r.confidence is not Confidence.UNSURE for r in found):
        return
    doubtful = dict.fromkeys(v for r in found for v in r.used if v.confidence is Confidence.UNSURE)
    names = "; ".join(f"{v.key} ({v.citation or 'no article'})" for v in doubtful)
    divided = (
        len({frozenset(v for v in r.used if v.confidence is Confidence.UNSURE) for r in found}) > 1
    )
    if divided:
        return
    raise UnsureRuleError(
        f"{regime.country}: the computation rests on a doubtful rule: {names}",
        expected="--allow-unsure to use it, marked doubtful; or check the source and give the "
        "rule in an overlay",
        example="--allow-unsure",
        where=", ".join(dict.fromkeys(v.source for v in doubtful if v.source)),
    )
