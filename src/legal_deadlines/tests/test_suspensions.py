"""Suspensions, interruptions and extensions, as each regime has them."""

from __future__ import annotations

from datetime import date

import pytest

from legal_deadlines import (
    Calendar,
    DeadlineError,
    Question,
    Regime,
    Suspension,
    Unit,
    compute_due,
    remaining,
)

CALENDAR = Calendar("2025", covers=(date(2025, 1, 1), date(2026, 12, 31)))


def pause(first: date, last: date, cause: str = "") -> Suspension:
    return Suspension(first, last, cause)


def due(country: str, question: Question, start: date = date(2025, 3, 3)) -> date:
    return compute_due(Regime.load(country), question, start, CALENDAR).due


def test_a_term_does_not_end_while_it_is_suspended() -> None:
    # One month from 8 May ends on Sunday 8 June; the count stands still from Monday to Friday.
    question = Question(
        amount=1, unit=Unit.MONTHS, suspensions=(pause(date(2025, 6, 9), date(2025, 6, 13)),)
    )
    found = compute_due(Regime.load("ES"), question, date(2025, 5, 8), CALENDAR)
    assert found.due == date(2025, 6, 16)
    assert any("suspendido" in sentence for sentence in found.explanation("es"))


def test_a_mandatory_report_suspends_no_longer_than_three_months_in_spain() -> None:
    long = pause(date(2025, 4, 1), date(2025, 9, 30), "mandatory_report")
    three = pause(date(2025, 4, 1), date(2025, 6, 30), "mandatory_report")
    first, second = (
        due("ES", Question(amount=3, unit=Unit.MONTHS, suspensions=(s,))) for s in (long, three)
    )
    assert first == second


def test_only_force_majeure_suspends_in_brazil() -> None:
    days = (date(2025, 3, 5), date(2025, 3, 7))
    base = Question(amount=10, unit=Unit.CALENDAR_DAYS)
    majeure = Question(
        amount=10, unit=Unit.CALENDAR_DAYS, suspensions=(pause(*days, "force_majeure"),)
    )
    assert (due("BR", majeure) - due("BR", base)).days == 4  # 16 March is a Sunday
    with pytest.raises(DeadlineError, match="only for named causes"):
        due("BR", Question(amount=10, unit=Unit.CALENDAR_DAYS, suspensions=(pause(*days),)))


def test_a_correction_suspends_in_spain_and_restarts_in_colombia() -> None:
    correction = pause(date(2025, 3, 10), date(2025, 3, 14), "correction")
    question = Question(rule="resolution", suspensions=(correction,))
    assert due("ES", question) > due("ES", Question(rule="resolution"))
    with pytest.raises(DeadlineError, match="starts it anew"):
        due("CO", question)
    anew = Question(rule="resolution", restart=date(2025, 3, 14))
    assert due("CO", anew) == due("CO", Question(rule="resolution"), date(2025, 3, 14))


@pytest.mark.parametrize(
    ("country", "rule", "extension", "ceiling"),
    [("ES", "correction", 5, 5), ("CL", "correction", 2, 2), ("PT", "resolution", 30, 30)],
)
def test_an_extension_has_the_ceiling_of_its_rule(
    country: str, rule: str, extension: int, ceiling: int
) -> None:
    base = due(country, Question(rule=rule))
    assert due(country, Question(rule=rule, extension=extension)) > base
    with pytest.raises(DeadlineError, match="exceeds"):
        due(country, Question(rule=rule, extension=ceiling + 1))


def test_what_remains_counts_today_and_is_nothing_once_expired() -> None:
    found = compute_due(Regime.load("ES"), Question(rule="correction"), date(2025, 4, 10), CALENDAR)
    assert found.due == date(2025, 4, 24)
    assert remaining(found, date(2025, 4, 14))["working_days"] == 9
    assert remaining(found, found.due)["working_days"] == 1
    assert remaining(found, date(2025, 4, 25))["expired"] is True
    assert remaining(found, date(2025, 4, 25))["working_days"] == 0
