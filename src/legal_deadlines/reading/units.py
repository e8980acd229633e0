"""Which days are meant: working, calendar, or whatever the country says when the norm only says
'days'.
"""

from __future__ import annotations

from dataclasses import replace

from ..errors import BadInputError, NotApplicableError
from ..legal_value import LegalValue, Unit
from ..question import Question
from ..regime import Regime
from .options import Choice, Option

_UNSTATED = {
    Unit.CALENDAR_DAYS: {
        "es": "la norma solo dice «días»: contados como días corridos",
        "pt": "a norma só diz «dias»: contados como dias corridos",
        "en": "the norm only says 'days': counted as calendar days",
    },
    Unit.WORKING_DAYS: {
        "es": "la norma solo dice «días»: contados como días hábiles",
        "pt": "a norma só diz «dias»: contados como dias úteis",
        "en": "the norm only says 'days': counted as working days",
    },
}
_ASK = {
    "by_obliged": (
        "who must act decides the unit (parties and administration differ)",
        "--by party or --by administration",
        "--by party",
    ),
    "by_act": (
        "what is done decides the unit (lodging and deciding differ)",
        "--act lodge or --act decide",
        "--act lodge",
    ),
    "by_word": (
        "the law's word decides the unit: 'término' is working days, 'plazo' calendar time",
        "--word termino or --word plazo",
        "--word termino",
    ),
}


def unit_choice(regime: Regime, question: Question, unit: Unit, term: LegalValue | None) -> Choice:
    """The options for the unit.

    A rule whose source leaves the unit open has two. A caller's ``days``, or a rule marked
    ``default_unit``, has the one that the country's law gives to plain days.
    """
    _check_word(question, unit)
    if unit is not Unit.DAYS:
        return (
            _long_option(regime)
            if _is_long(regime, question, term, unit)
            else Option({"unit": unit}),
        )
    default = regime.counting.get("day_unit")
    if term is None or term.unit is not Unit.DAYS or term.more.get("default_unit"):
        if default is None:
            raise regime.missing(
                "day_unit", "the norm says 'days' and the country's default is not known"
            )
        return (_default_unit(regime, question, default, term),)
    options = []
    stated = _stated(regime, question, default, term)
    for kind in (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS):
        used = stated.used if stated and stated.changes["unit"] is kind else (term,)
        options.append(Option({"unit": kind}, used, _UNSTATED[kind]))
    return tuple(options)


def _stated(
    regime: Regime, question: Question, default: LegalValue | None, term: LegalValue
) -> Option | None:
    """What the country's rule gives for a rule whose unit is open, if it gives anything."""
    if default is None:
        return None
    if default.value == "by_word" and not (question.word or term.more.get("word")):
        return None
    return _default_unit(regime, question, default, term)


def _default_unit(
    regime: Regime, question: Question, default: LegalValue, term: LegalValue | None
) -> Option:
    how = str(default.value)
    if how == "by_obliged":
        obliged = question.obliged or (term.obliges if term else "")
        key = {"party": "day_unit_party", "administration": "day_unit_administration"}.get(obliged)
        if key is None:
            raise _ask(regime, how)
        value = regime.count_rule(key)
        return Option({"unit": Unit(value.value)}, (value,))
    if how == "by_act":
        act = question.act or (
            {"party": "lodge", "administration": "decide"}.get(term.obliges) if term else None
        )
        if act is None:
            raise _ask(regime, how)
        return Option(
            {"unit": Unit.WORKING_DAYS if act == "lodge" else Unit.CALENDAR_DAYS}, (default,)
        )
    if how == "by_word":
        word = question.word or (str(term.more.get("word", "")) if term else "")
        if not word:
            raise _ask(regime, how)
        return Option(
            {"unit": Unit.WORKING_DAYS if word == "termino" else Unit.CALENDAR_DAYS}, (default,)
        )
    unit = Unit(how)
    if _is_long(regime, question, term, unit):
        return _long_option(regime)
    return Option({"unit": unit}, (default,))


def _ask(regime: Regime, how: str) -> BadInputError:
    cause, expected, example = _ASK[how]
    return BadInputError(f"{regime.country}: {cause}", expected=expected, example=example)


def _check_word(question: Question, unit: Unit) -> None:
    if question.word == "termino" and unit in (Unit.MONTHS, Unit.YEARS, Unit.CALENDAR_DAYS):
        raise NotApplicableError(
            f"a 'término' is made of working days, not of {unit}",
            expected="--word plazo, or --unit working_days",
            example="--word termino --unit days",
        )
    if question.word == "plazo" and unit is Unit.WORKING_DAYS:
        raise NotApplicableError(
            "a 'plazo' runs in calendar time, not in working days",
            expected="--word termino, or --unit months",
            example="--word plazo --unit months",
        )


def _amount(question: Question, term: LegalValue | None) -> int:
    return int(term.value) if term else int(question.amount or 0)


def _is_long(regime: Regime, question: Question, term: LegalValue | None, unit: Unit) -> bool:
    """Whether the term is so long that every day counts (PT art. 87.º d): more than six months of
    30 days).
    """
    default = regime.counting.get("day_unit")
    long = default.more.get("long_terms") if default else None
    return bool(
        long and unit is Unit.WORKING_DAYS and _amount(question, term) > 30 * long["over_months"]
    )


def _long_option(regime: Regime) -> Option:
    default = regime.count_rule("day_unit")
    long = default.more["long_terms"]
    used = replace(default, key="day_unit.long_terms", article=long["article"], more={})
    return Option({"unit": Unit(long["unit"])}, (used,))
