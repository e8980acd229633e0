"""The chain of appeals of a level of government, and the note that a body owes to the applicant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .calendars.calendar import Calendar
from .deadline import compute_due
from .due import Due
from .errors import DeadlineError
from .legal_value import LegalValue
from .question import Question
from .regime import Appeal, Regime


@dataclass(frozen=True, slots=True, eq=False)
class Remedy:
    """One appeal with its last day to lodge, or the reason why there is none."""

    appeal: Appeal
    lodge: Due | None
    why_not: DeadlineError | None
    decide: LegalValue | None


def appeal_chain(
    regime: Regime, question: Question, notified: date, calendar: Calendar
) -> list[Remedy]:
    """The appeals open at ``question.level`` against an act notified on ``notified``, in the
    law's order.

    Those that a layer removes or that belong to another level are left out.
    """
    regime.check_level(question.level, question.fallback)
    out = []
    for appeal in regime.appeals:
        key = f"appeal.{appeal.id}"
        if not _open_at(regime, appeal, question.level):
            continue
        lodge, why_not = None, None
        try:
            asked = replace(question, rule=key, amount=None, unit=None)
            lodge = compute_due(regime, asked, notified, calendar)
        except DeadlineError as error:
            why_not = error
        values = regime.terms.get(f"{key}.decide")
        out.append(Remedy(appeal, lodge, why_not, values[0] if values else None))
    return out


def _open_at(regime: Regime, appeal: Appeal, level: str) -> bool:
    key = f"appeal.{appeal.id}"
    if level != "national" and any(key in x.removes and level in x.levels for x in regime.layers):
        return False
    if appeal.layer == "national":
        return True
    return level in regime.layer(appeal.layer).levels


def remedy_json(remedy: Remedy, lang: str) -> dict[str, Any]:
    """Plain data: id, name, last day to lodge with its reasons, term to decide and sense of its
    silence.
    """
    silence = remedy.appeal.silence
    decide = remedy.decide
    out: dict[str, Any] = {
        "id": remedy.appeal.id,
        "name": remedy.appeal.name,
        "layer": remedy.appeal.layer,
        "rule": f"appeal.{remedy.appeal.id}",
    }
    if remedy.lodge:
        out["due"] = remedy.lodge.due.isoformat()
        out["confidence"] = remedy.lodge.confidence.value
        out["explanation"] = remedy.lodge.explanation(lang)
    if remedy.why_not:
        out["no_date"] = remedy.why_not.cause
    if decide is not None:
        out["decide"] = {
            "amount": decide.value,
            "unit": decide.unit.value if decide.unit else None,
            "article": decide.citation,
            "confidence": decide.confidence.value,
        }
    if silence:
        out["silence"] = {k: silence[k] for k in ("sense", "article", "confidence") if k in silence}
    return out
