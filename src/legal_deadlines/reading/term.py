"""The term asked for: its amount and unit, halved by urgency where the law halves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..errors import BadInputError, NotApplicableError
from ..legal_value import LegalValue, Unit
from ..question import Question
from ..regime import Regime
from .options import Choice, Option

_NO_NUMBER = {
    "authority": "the law leaves its length to the authority",
    "any_time": "the law sets no limit: it may be done at any time",
    "immediate": "the law orders it at once, without a term",
    "party": "the party makes it; no term runs",
    "none_needed": "the law asks for none",
    "ground": "its length depends on the ground",
}


def named_term(regime: Regime, question: Question, start: date) -> LegalValue | None:
    """The value of the rule asked for on ``start``; None when the caller gave an amount."""
    regime.check_level(question.level, question.fallback)
    regime.check_in_force(start)
    if question.rule is None:
        return None
    value = regime.rule(question.rule, start, level=question.level)
    if not isinstance(value.value, int):
        raise _not_a_number(regime, value)
    return value


def _not_a_number(regime: Regime, value: LegalValue) -> NotApplicableError:
    if variants := value.more.get("variants"):
        names = [f"{value.key}.{v}" for v in variants]
        return NotApplicableError(
            f"{regime.country}: the term of {value.key} depends on the ground: {value.text}",
            expected="the rule of one ground",
            example=f"--rule {names[0]}",
            known=names,
        )
    if "share" in value.more or "ceiling_total" in value.more:
        cause = f"{value.key} adds to another term ({value.text})"
        return NotApplicableError(
            f"{regime.country}: {cause}",
            expected="the term it extends, with --extend N",
            example="--rule resolution --extend 1",
        )
    why = _NO_NUMBER.get(str(value.more.get("set_by")), value.text)
    return NotApplicableError(
        f"{regime.country}: {value.key} has no fixed length ({value.citation}): {why}",
        expected="the length in the act or the special law, as an amount and a unit",
        example="--amount 10 --unit working_days",
        where=value.source,
    )


def term_choice(regime: Regime, question: Question, term: LegalValue | None) -> Choice:
    """Amount and unit asked for, as options (the same norm may be read with two lengths)."""
    if term is None:
        base: Choice = (Option({"amount": question.amount, "unit": question.unit}),)
    else:
        base = tuple(
            Option({"amount": v.value, "unit": v.unit}, (v,), v.label)
            for v in (term, *term.readings)
        )
    return _halved(regime, question, term, base) if question.urgent else base


def _halved(regime: Regime, question: Question, term: LegalValue | None, base: Choice) -> Choice:
    rule = regime.counting.get("urgency")
    if rule is None:
        raise regime.missing("urgency", "no rule there halves a term by urgency")
    if term and term.key.split(".")[0] in rule.more.get("excepts", ()) and term.obliges == "party":
        return tuple(replace_used(o, rule) for o in base)
    return tuple(half for option in base for half in _halves(option, rule))


def replace_used(option: Option, value: LegalValue) -> Option:
    return replace(option, used=(*option.used, value))


def _halves(option: Option, rule: LegalValue) -> Choice:
    amount, unit = option.changes["amount"], option.changes["unit"]
    if amount % 2 == 0:
        return (
            Option({**option.changes, "amount": amount // 2}, (*option.used, rule), option.label),
        )
    if unit in (Unit.MONTHS, Unit.YEARS) or amount == 1:
        raise BadInputError(
            f"the law does not say how to halve {amount} {unit}",
            expected="the length that the act on urgency orders, as an amount and a unit",
            example="--amount 15 --unit calendar_days",
            where=rule.citation,
        )
    down = {
        "es": "mitad redondeada a la baja",
        "pt": "metade arredondada para baixo",
        "en": "half rounded down",
    }
    up = {
        "es": "mitad redondeada al alza",
        "pt": "metade arredondada para cima",
        "en": "half rounded up",
    }
    used = (*option.used, rule)
    return (
        Option({**option.changes, "amount": amount // 2}, used, down),
        Option({**option.changes, "amount": amount // 2 + 1}, used, up),
    )
