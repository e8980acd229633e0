"""Time limits of an office: its own calendar, its own level, and reasons that can be rebuilt."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from tests.cast import Cast, found

from ventanilla.domains.legislation import api
from ventanilla.domains.legislation.models import CalendarVersion
from ventanilla.domains.offices.models import Office


def publish(office: Office, *days: str, reason: str = "acuerdo municipal") -> CalendarVersion:
    proposed = api.proposal_for(office, around=date(2025, 9, 8)).to_json()
    local = [{"day": day, "name": "Día local", "kind": "local"} for day in days]
    content = {**proposed, "non_working": [*proposed["non_working"], *local]}
    return api.publish_calendar(office_id=office.id, content=content, reason=reason, by=None)


def answer_by(office: Office, start: Any) -> api.DueDate:
    return api.due_date(office=office, amount=20, unit="working_days", start=start)


def test_the_chilean_example_is_answered_on_the_date_the_law_gives(cast: Cast) -> None:
    assert answer_by(cast.office, date(2025, 9, 8)).date == date(2025, 10, 8)


def test_a_moment_counts_as_its_day_in_the_offices_zone(cast: Cast) -> None:
    late = datetime(2025, 9, 9, 2, 30, tzinfo=UTC)  # still the 8th in Santiago
    assert answer_by(cast.office, late).date == date(2025, 10, 8)


def test_a_published_local_holiday_moves_the_date(cast: Cast) -> None:
    publish(cast.office, "2025-10-06")
    assert answer_by(cast.office, date(2025, 9, 8)).date == date(2025, 10, 9)


def test_a_date_is_explained_with_the_calendar_it_was_computed_with(cast: Cast) -> None:
    publish(cast.office, "2025-10-06")
    before = answer_by(cast.office, date(2025, 9, 8))
    publish(cast.office, "2025-10-06", "2025-10-07")
    sentences = api.reasons(office=cast.office, stored=before.explanation, lang="es")
    assert "Día local" in " ".join(sentences)
    assert "9 de octubre" in " ".join(sentences)


@pytest.mark.parametrize(("lang", "word"), [("es", "días"), ("pt", "dias"), ("en", "days")])
def test_reasons_come_in_the_persons_language(cast: Cast, lang: str, word: str) -> None:
    stored = answer_by(cast.office, date(2025, 9, 8)).explanation
    assert word in " ".join(api.reasons(office=cast.office, stored=stored, lang=lang))


def test_a_calendar_that_is_gone_is_said_to_be_gone(cast: Cast) -> None:
    stored = {**answer_by(cast.office, date(2025, 9, 8)).explanation, "calendar_digest": "00" * 32}
    assert len(api.reasons(office=cast.office, stored=stored, lang="es")) == 1


def test_a_municipality_that_the_federal_law_does_not_bind_needs_a_declared_fall_back(
    db: None,
) -> None:
    office = found(slug="pedra", country="BR")
    with pytest.raises(api.TimeLimitUnknown):
        api.due_date(office=office, amount=20, unit="days", start=date(2025, 9, 8))
    api.choose_regime(
        office=office, in_force_from=date(2025, 1, 1), fallback=True, reason="decreto municipal"
    )
    stored = api.due_date(office=office, amount=20, unit="days", start=date(2025, 9, 8)).explanation
    assert "supletoria" in " ".join(api.reasons(office=office, stored=stored, lang="es"))


def test_a_period_that_is_none_is_refused_with_its_cause(cast: Cast) -> None:
    with pytest.raises(api.TimeLimitUnknown):
        api.due_date(office=cast.office, amount=-1, unit="working_days", start=date(2025, 9, 8))
    with pytest.raises(api.TimeLimitUnknown):
        api.due_date(office=cast.office, rule="no.such.rule", start=date(2025, 9, 8))


def test_the_same_days_are_not_published_twice(cast: Cast) -> None:
    publish(cast.office, "2025-10-06")
    with pytest.raises(api.CalendarUnchanged):
        publish(cast.office, "2025-10-06")


def test_an_unreadable_calendar_is_refused_with_an_example(cast: Cast) -> None:
    with pytest.raises(api.CalendarInvalid) as refusal:
        api.publish_calendar(
            office_id=cast.office.id, content={"non_working": ["31/12/2025"]}, reason="x", by=None
        )
    assert refusal.value.example


@pytest.mark.django_db(transaction=True)
def test_a_published_calendar_is_never_changed_or_deleted() -> None:
    publish(found(slug="calendario"), "2025-10-06")
    for change in (
        lambda: CalendarVersion.objects.update(reason="otra"),
        lambda: CalendarVersion.objects.all().delete(),
    ):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            change()


def test_followers_pull_what_they_have_not_applied(cast: Cast) -> None:
    first = publish(cast.office, "2025-10-06")
    second = publish(cast.office, "2025-10-07")
    pulled = api.calendar_versions(office_id=cast.office.id, after=first.number)
    assert [version.id for version in pulled] == [second.id]
