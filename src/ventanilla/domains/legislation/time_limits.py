"""The due date of a time limit in an office, and its reasons, rebuilt from what was stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from legal_deadlines import (
    DeadlineError,
    Due,
    Question,
    Regime,
    compute_due,
    parse_unit,
)
from legal_deadlines.records import to_json
from ventanilla.domains.legislation.calendars import calendar_by_digest, calendar_of
from ventanilla.domains.legislation.errors import TimeLimitUnknown
from ventanilla.domains.offices.api import Office
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day, and what to store so that it can be explained and recomputed as it was.

    `explanation` is plain JSON: the question, the plan of the count, and the versions of
    calendar, regime and library; `reasons` turns it into sentences.
    """

    date: date
    explanation: dict[str, Any]


def due_date(
    *,
    office: Office,
    start: datetime | date,
    amount: int | None = None,
    unit: str | None = None,
    rule: str | None = None,
) -> DueDate:
    """When a period that opens with `start` ends for this office.

    Give `amount` and `unit` (working_days, calendar_days, days, months, years) as the procedure's
    norm has them, or a named `rule` of the regime. A moment is taken as its day in the office's
    zone. A municipality that its country's law does not bind counts by it as a fall-back, and the
    reasons say so. Raises `TimeLimitUnknown`.
    """
    day = start.astimezone(office.zone).date() if isinstance(start, datetime) else start
    found = _computed(office, day, amount=amount, unit=unit, rule=rule)
    whole = to_json(found)
    kept = {**whole["record"], "versions": whole["versions"], "confidence": whole["confidence"]}
    return DueDate(date=found.due, explanation=kept)


def reasons(*, office: Office, stored: Mapping[str, Any], lang: str) -> list[str]:
    """Why that date, one sentence per step, in the person's language.

    `stored` is a `DueDate.explanation`. Where the calendar version it names is not at hand any
    more, one sentence says so instead of another calendar's reasons.
    """
    if not stored:
        return []
    start = date.fromisoformat(stored["start"])
    calendar = calendar_by_digest(office=office, digest=stored["calendar_digest"], around=start)
    if calendar is None:
        return [
            _("Calculado con el calendario «%(calendar)s», que ya no está a mano.")
            % {"calendar": stored["calendar"]}
        ]
    question = _question_from(stored["question"])
    due = compute_due(Regime.load(office.country), question, start, calendar)
    return due.explanation(_language(lang))


def _computed(
    office: Office, day: date, *, amount: int | None, unit: str | None, rule: str | None
) -> Due:
    calendar = calendar_of(office, around=day)
    try:
        question = Question(
            amount=amount,
            unit=parse_unit(unit) if unit else None,
            rule=rule,
            level=office.level,
            fallback=office.level != "national",
        )
        return compute_due(Regime.load(office.country), question, day, calendar)
    except DeadlineError as error:
        raise TimeLimitUnknown(
            _("No se puede calcular el plazo: %(cause)s") % {"cause": error},
            expected=error.expected,
            example=error.example,
        ) from error


def _question_from(stored: Mapping[str, Any]) -> Question:
    fields = dict(stored)
    if fields.get("unit"):
        fields["unit"] = parse_unit(fields["unit"])
    return Question(**fields)


def _language(lang: str) -> str:
    return pick({"es": "es", "pt": "pt", "en": "en"}, lang)
