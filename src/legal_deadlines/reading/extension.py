"""Granted time: what the regime lets the authority add to a term, and how much at most."""

from __future__ import annotations

from ..counting.plan import Stretch
from ..errors import BadInputError, NotApplicableError
from ..legal_value import LegalValue, Unit
from ..question import Question
from ..regime import Regime
from .options import Choice, Option, one


def extension_choice(
    regime: Regime, question: Question, term: LegalValue | None, amount: int, unit: Unit
) -> Choice:
    """The granted extension as a stretch after the term, within the ceiling of its rule."""
    if question.extension is None:
        return one()
    rule = _rule(regime, question, term)
    own_unit = rule.unit if isinstance(rule.value, int) and rule.unit else unit
    stretch = Stretch(question.extension, question.extension_unit or own_unit)
    _check_ceiling(regime, rule, stretch, amount, unit)
    return (Option({"tails": (stretch,)}, (rule,)),)


def _rule(regime: Regime, question: Question, term: LegalValue | None) -> LegalValue:
    """The rule that allows it: the term's own, or the general one of whoever is bound by the
    term.
    """
    if term is not None and (own := regime.terms.get(f"{term.key}.extension")):
        return own[0]
    obliged = question.obliged or (term.obliges if term else "party")
    key = "resolution.extension" if obliged == "administration" else "party_extension"
    if key not in regime.terms:
        raise regime.missing(key, "no rule there lets this term be extended")
    rule = regime.terms[key][0]
    if term is not None and term.key.split(".")[0] in rule.more.get("not_for", ()):
        raise NotApplicableError(
            f"{regime.country}: {rule.citation} does not let {term.key} be extended",
            expected="the term without --extend",
            where=rule.source,
        )
    return rule


def _check_ceiling(
    regime: Regime, rule: LegalValue, stretch: Stretch, amount: int, unit: Unit
) -> None:
    ceiling = _ceiling(rule, amount)
    if ceiling is None:
        return
    limit_unit = rule.unit if isinstance(rule.value, int) and rule.unit else unit
    if stretch.unit is not limit_unit or stretch.amount > ceiling:
        raise BadInputError(
            f"{regime.country}: the extension of {stretch.amount} {stretch.unit} exceeds what "
            f"{rule.citation} allows",
            expected=f"at most {ceiling} {limit_unit}",
            example=f"--extend {ceiling}" if ceiling else "",
            where=rule.source,
        )


def _ceiling(rule: LegalValue, amount: int) -> int | None:
    share = rule.more.get("share")
    if share == "half":
        return amount // 2
    if share == "equal":
        return amount
    if isinstance(total := rule.more.get("ceiling_total"), int):
        return total - amount
    if isinstance(rule.value, int):
        return rule.value - amount if rule.more.get("total") else rule.value
    return None
