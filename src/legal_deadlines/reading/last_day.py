"""The end of a count: month ends, and the move off a day that is not worked."""

from __future__ import annotations

from ..legal_value import Confidence, LegalValue, Unit
from ..question import Question
from ..regime import Regime
from .options import Choice, Option, one

_NO_MONTHS = {
    "es": "los datos no traen la regla de los meses: de fecha a fecha, como en la región",
    "pt": "os dados não trazem a regra dos meses: de data a data, como na região",
    "en": "the data hold no rule on months: date to date, as elsewhere in the region",
}


def months_choice(regime: Regime, question: Question, units: set[Unit]) -> Choice:
    """The country's own rule for months and years; where it is missing, only a doubtful one if
    asked for.
    """
    if not units & {Unit.MONTHS, Unit.YEARS}:
        return one()
    rule = regime.counting.get("months")
    if rule is not None:
        return tuple(
            Option({"end_of_month": v.more.get("end_of_month", "missing")}, (v,), v.label)
            for v in (rule, *rule.readings)
        )
    if not question.allow_unsure:
        raise regime.missing("months", "how months and years are counted")
    value = LegalValue(
        "months",
        "date_to_date",
        confidence=Confidence.UNSURE,
        label=_NO_MONTHS,
    )
    return (Option({"end_of_month": "missing"}, (value,), value.label),)


def roll_choice(regime: Regime, question: Question) -> Choice:
    """Whether a last day that is not worked moves. Missing or doubtful rules matter only when it
    happens.
    """
    rule = regime.counting.get("roll_forward")
    closed = regime.counting.get("closed_last_day")
    changes: dict[str, object] = {"closed_last_day": closed is not None}
    if rule is None:
        return (Option({**changes, "roll": "missing"}),)
    doubtful = rule.confidence is Confidence.UNSURE and not question.allow_unsure
    return (Option({**changes, "roll": "unsure" if doubtful else "next_working_day"}),)


def recess_choice(regime: Regime, unit: Unit) -> Choice:
    """A recess that may suspend calendar days (UY, Semana de Turismo): first without it, then
    with it.
    """
    rule = regime.counting.get("recess")
    if (
        rule is None
        or rule.more.get("effect") != "suspends_calendar_days"
        or unit is not Unit.CALENDAR_DAYS
    ):
        return one()
    return (Option({}), Option({"standstill": str(rule.value)}, (rule,), rule.label))
