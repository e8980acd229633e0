"""The due date of a time limit in an office, and its reasons, rebuilt from what was stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from legal_deadlines import (
    DeadlineError,
    Due,
    Question,
    Suspension,
    compute_due,
    parse_unit,
)
from legal_deadlines.errors import BeyondCalendarError
from legal_deadlines.explanation.rendering import LANGUAGES
from legal_deadlines.records import to_json
from ventanilla.domains.legislation.calendars import (
    calendar_by_digest,
    calendar_of,
    proposal_for,
)
from ventanilla.domains.legislation.deadline_problems import problem_of
from ventanilla.domains.legislation.errors import TimeLimitUnknown
from ventanilla.domains.legislation.explained import Explained, explained
from ventanilla.domains.legislation.regimes import OfficeRegime, regime_by_number, regime_of
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock
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
    zone. The regime is the one that the office has chosen for that day; where no law binds its
    level and no fall-back is declared, nothing is computed. Raises `TimeLimitUnknown`.
    """
    day = start.astimezone(office.zone).date() if isinstance(start, datetime) else start
    own = regime_of(office, on=day)
    found = _computed(office, own, day, amount=amount, unit=unit, rule=rule)
    return DueDate(date=found.due, explanation=_kept(found, own))


def reasons(*, office: Office, stored: Mapping[str, Any], lang: str) -> list[str]:
    """Why that date, one sentence per step, in the person's language.

    `stored` is a `DueDate.explanation`. Where the calendar version it names is not at hand any
    more, one sentence says so instead of another calendar's reasons.
    """
    if not stored:
        return []
    due = rebuilt(office=office, stored=stored)
    return due.explanation(_language(lang)) if due else [calendar_gone(stored)]


def explanation_of(*, office: Office, stored: Mapping[str, Any], lang: str) -> Explained | None:
    """The same reasons as a page shows them, or None where the calendar is not at hand."""
    due = rebuilt(office=office, stored=stored) if stored else None
    if due is None:
        return None
    return explained(due, lang=_language(lang), today=clock.today(office.zone))


def rebuilt(*, office: Office, stored: Mapping[str, Any]) -> Due | None:
    """The computation of a stored date, with the calendar and the regime it used; None where that
    calendar is not at hand any more."""
    start = date.fromisoformat(stored["start"])
    calendar = calendar_by_digest(office=office, digest=stored["calendar_digest"], around=start)
    if calendar is None:
        return None
    own = regime_by_number(office, int(stored.get("regime_choice") or 0))
    return compute_due(own.regime, question_from(stored["question"]), start, calendar)


def recalculated(*, office: Office, stored: Mapping[str, Any]) -> DueDate:
    """The stored time limit counted again with the calendar in force now.

    The regime stays the one it was counted by: a new law does not reach back into an open period.
    Raises `TimeLimitUnknown`.
    """
    start = date.fromisoformat(stored["start"])
    own = regime_by_number(office, int(stored.get("regime_choice") or 0))
    calendar = calendar_of(office, around=start)
    try:
        due = compute_due(own.regime, question_from(stored["question"]), start, calendar)
    except DeadlineError as error:
        raise _said_to_the_office(error, own) from error
    return DueDate(date=due.due, explanation=_kept(due, own))


_BODY_EXTENDS = "resolution.extension"


def moved(
    *,
    office: Office,
    stored: Mapping[str, Any],
    suspensions: Sequence[tuple[date, date, str, str]] = (),
    extension: tuple[int, str] | None = None,
    extended_on: date | None = None,
    restart: date | None = None,
    rule: str = "",
) -> DueDate:
    """The stored time limit with what has moved it since: `suspensions` are (first day, last day,
    cause, legal basis), `extension` (amount, unit) granted on `extended_on`, `restart`
    the day of the completed correction from which it runs anew. `rule` is the time limit's name in
    the law's data, where its own law says by how much it may be extended.

    Counted with the calendar in force now. Raises `TimeLimitUnknown`, also where the law knows no
    such cause and no basis is given.
    """
    start = date.fromisoformat(stored["start"])
    own = regime_by_number(office, int(stored.get("regime_choice") or 0))
    try:
        question = replace(
            question_from(stored["question"]),
            suspensions=tuple(Suspension(*one) for one in suspensions),
            extension=extension[0] if extension else None,
            extension_unit=parse_unit(extension[1]) if extension else None,
            extended_on=extended_on if extension else None,
            restart=restart,
        )
        if rule and extension:
            question = replace(question, rule=rule, amount=None, unit=None)
        if extension and _BODY_EXTENDS in own.regime.terms:  # what is extended is the body's time
            question = replace(question, obliged=question.obliged or "administration")
        found = with_enough_calendar(office, own, question, start)
    except DeadlineError as error:
        raise _said_to_the_office(error, own) from error
    return DueDate(date=found.due, explanation=_kept(found, own))


def calendar_gone(stored: Mapping[str, Any]) -> str:
    """What is said instead of another calendar's reasons."""
    return _("Calculado con el calendario «%(calendar)s», que ya no está a mano.") % {
        "calendar": stored["calendar"]
    }


def _kept(due: Due, own: OfficeRegime) -> dict[str, Any]:
    whole = to_json(due)
    return {
        **whole["record"],
        "versions": whole["versions"],
        "confidence": whole["confidence"],
        "regime_choice": own.number,
    }


def _computed(
    office: Office,
    own: OfficeRegime,
    day: date,
    *,
    amount: int | None,
    unit: str | None,
    rule: str | None,
) -> Due:
    try:
        question = Question(
            amount=amount,
            unit=parse_unit(unit) if unit else None,
            rule=rule,
            level=office.level,
            fallback=own.fallback,
        )
        return with_enough_calendar(office, own, question, day)
    except DeadlineError as error:
        raise _said_to_the_office(error, own) from error


def _said_to_the_office(error: DeadlineError, own: OfficeRegime) -> TimeLimitUnknown:
    """The calculator's words name boxes of its form; an office mends its own declarations."""
    problem = problem_of(error, regime=own.regime, lang=_spoken())
    if problem.params["field"] == "fallback":
        problem.expected = _("La sede declara su ley propia, o la nacional como supletoria.")
        problem.remedy = "ventanilla regime choose"
    return problem


def with_enough_calendar(office: Office, own: OfficeRegime, question: Question, day: date) -> Due:
    """With the published calendar; where the count leaves it, with a proposal, which says so."""
    calendar = calendar_of(office, around=day)
    try:
        return compute_due(own.regime, question, day, calendar)
    except BeyondCalendarError:
        proposed = proposal_for(office, around=day)
        if calendar.digest == proposed.digest:
            raise
        return compute_due(own.regime, question, day, proposed)


def question_from(stored: Mapping[str, Any]) -> Question:
    """The question of a stored record."""
    fields = dict(stored)
    for name in ("unit", "extension_unit"):
        if fields.get(name):
            fields[name] = parse_unit(fields[name])
    for name in ("restart", "extended_on"):
        if fields.get(name):
            fields[name] = date.fromisoformat(fields[name])
    fields["suspensions"] = tuple(map(_suspension, fields.get("suspensions", ())))
    return Question(**fields)


def _suspension(raw: Mapping[str, str]) -> Suspension:
    first, last = date.fromisoformat(raw["first"]), date.fromisoformat(raw["last"])
    return Suspension(first, last, raw.get("cause", ""), raw.get("basis", ""))


def _language(lang: str) -> str:
    return pick({"es": "es", "pt": "pt", "en": "en"}, lang)


def _spoken() -> str:
    """The language of the screens, if the library of time limits has its texts; else Spanish."""
    code = get_language() or "es"
    return code if code in LANGUAGES else "es"
