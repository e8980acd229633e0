"""The weekly rest and whose holidays count."""

from __future__ import annotations

from ..calendars.calendar import WEEKDAYS
from ..errors import NotApplicableError
from ..legal_value import Confidence, LegalValue
from ..question import Question
from ..regime import Regime
from .options import Choice, Option, one

_FROM_CALENDAR = {
    "es": "el descanso semanal es el del calendario usado: la regla del país no está confirmada",
    "pt": "o descanso semanal é o do calendário usado: a regra do país não está confirmada",
    "en": "the weekly rest is that of the calendar in use: the country's own rule is not confirmed",
}
_HOLIDAYS_OF_CALENDAR = LegalValue(
    "holidays",
    confidence=Confidence.KNOWN,
    label={
        "es": "los festivos son los del calendario usado: la regla del país no está confirmada",
        "pt": "os feriados são os do calendário usado: a regra do país não está confirmada",
        "en": "the holidays are those of the calendar in use: the country's rule is not confirmed",
    },
)


def _days(names: list[str]) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(n.removesuffix("_if_office_closed")) for n in names)


def weekly_rest_choice(
    regime: Regime, question: Question, calendar_rest: frozenset[int] | None, published: bool
) -> Choice:
    """The law's weekly rest. Where it is doubtful the office's published one stands; else its
    readings, or the calendar's.
    """
    rule = regime.counting.get("weekly_rest")
    if rule is None or rule.confidence is Confidence.UNSURE:
        return _not_settled(regime, rule, calendar_rest, published)
    days = _days(rule.value)
    if question.open_saturdays:
        _check_saturday(regime, rule)
        days -= {5}
    return one(rule, weekly_rest=days)


def _not_settled(
    regime: Regime, rule: LegalValue | None, calendar_rest: frozenset[int] | None, published: bool
) -> Choice:
    if rule is not None and rule.readings and not published:
        return tuple(
            Option({"weekly_rest": _days(v.value)}, (v,), v.label) for v in (rule, *rule.readings)
        )
    if calendar_rest is None:
        raise regime.missing("weekly_rest", "and the calendar does not publish one")
    stand_in = LegalValue("weekly_rest.calendar", confidence=Confidence.KNOWN, label=_FROM_CALENDAR)
    used = () if published else (stand_in,)
    return (Option({"weekly_rest": calendar_rest}, used),)


def _check_saturday(regime: Regime, rule: LegalValue) -> None:
    conditional = (
        rule.more.get("saturday") == "unless_office_open"
        or "saturday_if_office_closed" in rule.value
    )
    if not conditional:
        raise NotApplicableError(
            f"{regime.country}: Saturday is never a working day there ({rule.citation})",
            expected="no --open-saturdays; a single worked day is given with --working DATE",
        )


def holidays_choice(regime: Regime, question: Question) -> Choice:
    """Whose holidays count: the seat's, or either place's; electronic filings may follow the seat
    alone.
    """
    base = regime.counting.get("holidays")
    if base is None or base.confidence is Confidence.UNSURE:
        base = _HOLIDAYS_OF_CALENDAR
    sure = (base,)
    rule = regime.counting.get("holidays_of")
    if rule is None or (question.channel == "electronic" and rule.more.get("electronic") == "seat"):
        return (Option({"whose": "seat"}, sure),)
    return (Option({"whose": "either"}, (*sure, rule)),)
