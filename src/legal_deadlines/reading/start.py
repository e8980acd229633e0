"""Where a count begins: the day itself, the next day, the next working day; and the days of
distance before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..counting.plan import Stretch
from ..errors import BadInputError, NotApplicableError, UnknownNameError
from ..legal_value import LegalValue, Unit
from ..question import Question
from ..regime import Regime
from ..regime_loading import legal_value
from .options import Choice, Option, divided, one


def first_day_choice(
    regime: Regime, question: Question, term: LegalValue | None, unit: Unit
) -> Choice:
    """The options for the first day. Months and years run from date to date, so it does not move
    them.
    """
    if unit in (Unit.MONTHS, Unit.YEARS):
        own = regime.counting.get("first_day_months")
        return one(own) if own else one()
    obliged = question.obliged or (term.obliges if term else "")
    value = regime.counting.get("first_day_administration") if obliged == "administration" else None
    if term is not None and "first_day" in term.more:
        value = legal_value("first_day", term.more["first_day"])
    if value is None:
        value = regime.count_rule("first_day")
    options = divided(value, "first_day")
    if question.notice == "electronic":
        options = _electronic_notice(regime, options)
    return options


_NEXT_DAY = {
    "es": "el plazo empieza el día siguiente al de la notificación",
    "pt": "o prazo começa no dia seguinte ao da notificação",
    "en": "the term starts on the day after the notice",
}


def _electronic_notice(regime: Regime, options: Choice) -> Choice:
    """Where the text on electronic notices lets day 1 be the day of the notice itself (AR, PE)."""
    raw: Mapping[str, Any] = regime.notification.get("electronic", {})
    if raw.get("term_starts") != "divided":
        return options
    value = replace(legal_value("notification.electronic", raw), value="same_day")
    label = {
        "es": "el plazo empieza el mismo día en que surte efecto la notificación electrónica",
        "pt": "o prazo começa no próprio dia em que a notificação eletrónica produz efeito",
        "en": "the term starts on the very day the electronic notice takes effect",
    }
    others = tuple(o if o.label else replace(o, label=_NEXT_DAY) for o in options)
    return (Option({"first_day": "same_day"}, (value,), label), *others)


def distance_choice(regime: Regime, question: Question) -> Choice:
    """The options for distance: days before the term (PT) or after it (BO), by class or from the
    body's table.
    """
    if question.distance is None:
        return one()
    rule = regime.counting.get("distance")
    if rule is None:
        raise regime.missing("distance", "no rule there adds days for distance")
    if question.channel == "electronic" and (article := rule.more.get("not_electronic")):
        raise NotApplicableError(
            f"{regime.country}: no days for distance when the act is done electronically "
            f"({article} {rule.law})",
            expected="--channel paper, or no --distance",
        )
    stretch, label = _stretch(regime, rule, question.distance)
    name = "lead" if rule.more.get("kind") == "lead" else "tails"
    return tuple(
        Option({name: _as(name, replace_unit(stretch, v))}, (v,), v.label or label)
        for v in (rule, *rule.readings)
    )


def _as(name: str, stretch: Stretch) -> Stretch | tuple[Stretch, ...]:
    return stretch if name == "lead" else (stretch,)


def replace_unit(stretch: Stretch, reading: LegalValue) -> Stretch:
    """The stretch in the unit that a reading gives it."""
    known = {u.value for u in Unit}
    return replace(stretch, unit=Unit(reading.value)) if reading.value in known else stretch


def _stretch(regime: Regime, rule: LegalValue, distance: str | int) -> tuple[Stretch, Any]:
    classes = rule.more.get("classes", ())
    if isinstance(distance, int):
        if distance <= 0:
            raise BadInputError(
                f"the distance cannot be {distance} days",
                expected="1 or more",
                example="--distance 3",
            )
        if not rule.more.get("by_table"):
            raise UnknownNameError(
                f"{regime.country}: the law fixes the days of distance by class, not by table",
                known=[c["id"] for c in classes],
                example=f"--distance {classes[0]['id']}",
            )
        default = regime.counting.get("day_unit")
        return Stretch(distance, Unit(default.value) if default else Unit.CALENDAR_DAYS), None
    for c in classes:
        if c["id"] == distance:
            return Stretch(c["value"], Unit(c["unit"])), c.get("label")
    raise UnknownNameError(
        f"{regime.country}: unknown class of distance {distance!r}",
        known=[c["id"] for c in classes] or ["a number of days, from the body's own table"],
        example=f"--distance {classes[0]['id']}" if classes else "--distance 3",
    )
