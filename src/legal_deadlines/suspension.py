"""Suspensions: which causes the regime knows, and for how long at most each stops the count."""

from __future__ import annotations

from datetime import date

from .calendars.day_index import DayIndex
from .counting.months import add_months
from .errors import NotApplicableError
from .legal_value import LegalValue, Unit
from .question import Suspension
from .regime import Regime


def apply_suspensions(
    regime: Regime, suspensions: tuple[Suspension, ...], start: int, index: DayIndex
) -> tuple[tuple[int, int], ...]:
    """The spans (ordinals, both ends included) on which the count stands still.

    Each needs a cause that the regime knows, or the caller's own legal basis. A cause with a
    ceiling stops
    the count no longer than that; what lies beyond counts again.
    """
    spans = []
    for s in suspensions:
        check_cause(regime, s)
        last = min(s.last.toordinal(), _ceiling(regime, s, index))
        spans.append((s.first.toordinal(), last))
    return tuple((a, b) for a, b in spans if b > start)


def check_cause(regime: Regime, s: Suspension) -> None:
    """Refuse a suspension without a ground in the regime or a basis given by the caller."""
    if s.basis:
        return
    rule = regime.counting.get("suspension")
    if s.cause == "correction" and effect_of_correction(regime) == "restarts":
        value = regime.terms["correction"][0]
        raise NotApplicableError(
            f"{regime.country}: a correction does not suspend the term there, it starts it anew "
            f"({value.citation})",
            expected="the day on which it was completed, with --restart",
            example=f"--restart {s.last}",
        )
    if rule is None:
        if s.cause == "correction" and effect_of_correction(regime) == "suspends":
            return
        raise regime.missing(
            "suspension", "give the legal basis of the suspension (--basis 'Ley …, art. …')"
        )
    causes = rule.more.get("causes", ())
    if s.cause and s.cause not in causes:
        raise NotApplicableError(
            f"{regime.country}: {rule.citation} does not suspend the count for {s.cause!r}",
            expected="one of the known causes, or the caller's own legal basis (--basis)",
            example=f"--suspend {s.first}..{s.last}:{causes[0]}",
            known=causes,
        )
    if not s.cause and rule.value == "only the causes listed":
        raise NotApplicableError(
            f"{regime.country}: {rule.citation} suspends the count only for named causes",
            expected="the cause after the dates",
            example=f"--suspend {s.first}..{s.last}:{causes[0]}",
            known=causes,
        )


def effect_of_correction(regime: Regime) -> str:
    """``suspends``, ``restarts`` or '' (not known): what a request to mend does to the term to
    decide.
    """
    values: tuple[LegalValue, ...] = regime.terms.get("correction", ())
    if not values or "effect_confidence" in values[0].more:
        return ""
    return str(values[0].more.get("effect", ""))


def _ceiling(regime: Regime, s: Suspension, index: DayIndex) -> int:
    rule = regime.counting.get("suspension")
    cap = rule.more.get("caps", {}).get(s.cause) if rule and not s.basis else None
    if cap is None:
        return date.max.toordinal()
    before = s.first.toordinal() - 1
    if Unit(cap["unit"]) is Unit.MONTHS:
        return add_months(before, cap["value"], "last_day_of_month").day
    return index.nth_after(before, cap["value"])
