"""What must hold for every country, start and amount."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from legal_deadlines import (
    Calendar,
    DeadlineError,
    Due,
    Question,
    Regime,
    Suspension,
    Unit,
    compute_due,
    known_countries,
)
from legal_deadlines.calendars.proposal import propose_calendar
from legal_deadlines.records import recompute, record

COUNTRIES = known_countries()
countries = st.sampled_from(COUNTRIES)
starts = st.dates(date(2023, 1, 1), date(2026, 12, 31))
amounts = st.integers(1, 120)
day_units = st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS])
units = st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS])
relaxed = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.filter_too_much]
)


@lru_cache(maxsize=64)
def calendar_of(country: str) -> Calendar:
    return propose_calendar(Regime.load(country), range(2022, 2043))


def due_of(country: str, question: Question, start: date) -> Due:
    return compute_due(Regime.load(country), question, start, calendar_of(country))


def asked(amount: int, unit: Unit) -> Question:
    return Question(amount=amount, unit=unit, allow_unsure=True)


def computed(country: str, question: Question, start: date) -> Due:
    """The result; a rule that the data lack makes the example void, since nothing is guessed."""
    try:
        return due_of(country, question, start)
    except DeadlineError as error:
        assume(error.code not in ("missing_rule", "not_in_force"))
        raise


@relaxed
@given(countries, starts, st.integers(1, 40), amounts, units)
def test_a_later_start_never_ends_earlier(
    country: str, start: date, later: int, amount: int, unit: Unit
) -> None:
    first = computed(country, asked(amount, unit), start)
    second = computed(country, asked(amount, unit), start + timedelta(days=later))
    assert first.due <= second.due


@relaxed
@given(countries, starts, amounts, st.integers(1, 20), units)
def test_a_longer_term_never_ends_earlier(
    country: str, start: date, amount: int, more: int, unit: Unit
) -> None:
    # Above six months Portugal counts every day: one step down, by law (art. 87.º d).
    longer = min(amount + more, 120)
    assert (
        computed(country, asked(amount, unit), start).due
        <= computed(country, asked(longer, unit), start).due
    )


@relaxed
@given(countries, starts, amounts, units)
def test_the_last_day_is_worked_where_the_law_moves_it(
    country: str, start: date, amount: int, unit: Unit
) -> None:
    due = computed(country, asked(amount, unit), start)
    assert due.index.is_working(due.due.toordinal())


@relaxed
@given(countries, starts, amounts, units)
def test_the_safe_date_is_the_earliest_reading(
    country: str, start: date, amount: int, unit: Unit
) -> None:
    due = computed(country, asked(amount, unit), start)
    assert due.safe_date == min(o.date for o in due.outcomes)
    assert len({o.date for o in due.outcomes}) == len(due.outcomes)


@relaxed
@given(countries, starts, amounts, day_units)
def test_the_days_of_the_explanation_add_up_to_the_term(
    country: str, start: date, amount: int, unit: Unit
) -> None:
    due = computed(country, asked(amount, unit), start)
    steps = due.steps()
    counted = [s for s in steps if s.code == "counted"]
    assert sum(int(s.facts["days"]) for s in counted) == amount
    assert int(counted[-1].facts["number"]) == amount
    nominal = counted[-1].facts["last"]
    moved = [s for s in steps if s.code == "moved"]
    assert (moved[0].facts["day"] if moved else nominal) == due.due
    if moved:
        assert moved[0].facts["nominal"] == nominal


@relaxed
@given(countries, starts, st.integers(1, 20), day_units)
def test_every_day_of_a_short_term_is_explained_once(
    country: str, start: date, amount: int, unit: Unit
) -> None:
    due = computed(country, asked(amount, unit), start)
    runs = [s for s in due.steps() if s.code in ("counted", "rest", "off", "still")]
    for before, after in pairwise(runs):
        assert after.facts["first"] == before.facts["last"] + timedelta(days=1)
    covered = sum(int(s.facts["days"]) for s in runs)
    assert covered == (runs[-1].facts["last"] - runs[0].facts["first"]).days + 1


def day_one(due: Due) -> date:
    """The first day that a count can take in."""
    return date.fromordinal(due.counted().stages[0].after + 1)


@relaxed
@given(countries, starts, st.integers(5, 60), st.integers(1, 30), st.integers(0, 20), units)
def test_a_suspension_puts_the_end_off_by_the_days_it_takes(
    country: str, start: date, amount: int, after: int, length: int, unit: Unit
) -> None:
    plain = computed(country, asked(amount, unit), start)
    first = start + timedelta(days=after)
    pause = Suspension(first, first + timedelta(days=length), basis="special law, art. 1")
    question = Question(amount=amount, unit=unit, suspensions=(pause,), allow_unsure=True)
    paused = computed(country, question, start)
    # In Uruguay the recess is another reading; compare the readings without it.
    assume(not any(o.reading.plan.standstill for o in (*plain.outcomes[:1], *paused.outcomes[:1])))
    assert paused.due >= plain.due
    if first > plain.due:
        assert paused.due == plain.due
    elif unit is not Unit.WORKING_DAYS and day_one(plain) <= first <= plain.counted_nominal:
        moved = paused.counted_nominal - plain.counted_nominal
        assert moved == pause.last - pause.first + timedelta(days=1)


@relaxed
@given(countries, starts, amounts, units)
def test_recomputing_with_the_stored_versions_gives_the_stored_date(
    country: str, start: date, amount: int, unit: Unit
) -> None:
    due = computed(country, asked(amount, unit), start)
    stored = record(due)
    again = Calendar.from_json(calendar_of(country).to_json())
    assert recompute(stored, again) == due.due


@relaxed
@given(starts, amounts)
def test_a_holiday_more_never_shortens_a_term_of_working_days(start: date, amount: int) -> None:
    regime = Regime.load("ES")
    before = propose_calendar(regime, range(2022, 2030))
    extra = propose_calendar(regime, range(2022, 2030), place="ES-MD")
    question = asked(amount, Unit.WORKING_DAYS)
    assert (
        compute_due(regime, question, start, before).due
        <= compute_due(regime, question, start, extra).due
    )


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_term_of_every_country_is_computed_or_refused_with_a_reason(country: str) -> None:
    regime = Regime.load(country)
    for key in regime.terms:
        for start in (date(2025, 1, 31), date(2026, 12, 24)):
            question = Question(rule=key, allow_unsure=True)
            try:
                due = due_of(country, question, start)
            except DeadlineError as error:
                assert error.cause
                assert error.expected or error.known
                continue
            assert due.due > start
            assert due.explanation("es")
            assert due.explanation("pt")
            assert due.explanation("en")
