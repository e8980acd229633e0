"""A new calendar version counts the open cases again: by law, in short steps, and it is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.actions import recalculate
from ventanilla.domains.casefiles.actions.recalculate import follow_calendars
from ventanilla.domains.casefiles.models import Act, CalendarApplied, Case
from ventanilla.domains.casefiles.rules.told_dates import moves
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.legislation import api as legislation
from ventanilla.kernel import clock
from ventanilla.kernel.append_only import unguarded

pytestmark = pytest.mark.django_db(transaction=True)
TOLD, LATER = date(2025, 10, 8), date(2025, 10, 9)


@pytest.fixture(name="time")
def the_eighth_of_september() -> Iterator[clock.FixedClock]:
    fixed = clock.FixedClock(datetime(2025, 9, 8, 15, tzinfo=UTC))
    with clock.use(fixed):
        yield fixed


@pytest.fixture(name="filed")
def a_case(time: clock.FixedClock, cast: Cast, procedure: PublishedProcedure) -> Case:
    """Filed on 8 September: the law gives until 8 October."""
    publish(cast)
    case = Case.objects.get(id=lodged(cast, procedure).case_id)
    assert case.due_on == TOLD
    return case


def publish(cast: Cast, *extra: str, without: str = "") -> legislation.CalendarVersion:
    content = legislation.proposed_content(cast.office, years=range(2025, 2028))
    days = [day for day in content["non_working"] if day["day"] != without]
    days += [{"day": day, "name": "Feriado declarado", "kind": "local"} for day in extra]
    return legislation.publish_calendar(
        office_id=cast.office.id,
        content={**content, "non_working": days},
        reason="decreto",
        by=None,
    )


def law_moves_both_ways(cast: Cast) -> None:
    legislation.choose_regime(
        office=cast.office, in_force_from=date(2025, 1, 1), told_dates_move=True, reason="ley"
    )


def acts(case: Case) -> list[Act]:
    return list(Act.objects.filter(case=case, kind=api.ActKind.RECALCULATED))


def test_a_declared_holiday_moves_the_date_where_the_law_says_so(cast: Cast, filed: Case) -> None:
    law_moves_both_ways(cast)
    publish(cast, "2025-10-06")
    assert follow_calendars() == 1
    case = Case.objects.get(id=filed.id)
    assert (case.due_on, case.ordered_by, case.last_seq) == (LATER, LATER, filed.last_seq + 1)
    (act,) = acts(case)
    assert act.seq == case.last_seq
    assert act.content == {
        "told": "2025-10-08",
        "law": "2025-10-09",
        "moved": True,
        "calendar_before": "1",
        "calendar_now": "2",
    }
    said = " ".join(legislation.reasons(office=cast.office, stored=case.due_because, lang="es"))
    assert "Feriado declarado" in said


def test_otherwise_the_date_told_stays_and_the_act_says_what_the_law_gives(
    cast: Cast, filed: Case
) -> None:
    publish(cast, "2025-10-06")
    assert follow_calendars() == 1
    case = Case.objects.get(id=filed.id)
    assert case.due_on == TOLD
    assert acts(case)[0].content["moved"] is False
    assert acts(case)[0].content["law"] == LATER.isoformat()
    said = " ".join(legislation.reasons(office=cast.office, stored=case.due_because, lang="es"))
    assert "8 de octubre" in said


def test_a_day_taken_out_moves_the_date_in_the_persons_favour(cast: Cast, filed: Case) -> None:
    publish(cast, without="2025-09-19")
    follow_calendars()
    assert Case.objects.get(id=filed.id).due_on == date(2025, 10, 7)


def test_it_is_said_once(time: clock.FixedClock, cast: Cast, filed: Case) -> None:
    publish(cast, "2025-10-06")
    assert [follow_calendars(), follow_calendars()] == [1, 0]
    time.advance(600)
    assert [follow_calendars(), follow_calendars()] == [0, 0]
    row = CalendarApplied.objects.get()
    assert (row.number, row.settled, row.cursor) == (2, True, None)


def test_a_case_filed_with_a_remembered_calendar_is_caught_by_the_second_pass(
    time: clock.FixedClock, cast: Cast, filed: Case, procedure: PublishedProcedure
) -> None:
    law_moves_both_ways(cast)
    publish(cast, "2025-10-06")
    follow_calendars()
    late = Case.objects.get(id=lodged(cast, procedure).case_id)
    old = {"due_on": TOLD, "due_because": filed.due_because}  # another process remembered it
    with transaction.atomic():
        Case.objects.filter(id=late.id).update(**old)
    assert follow_calendars() == 0
    time.advance(100)
    assert follow_calendars() == 1
    assert Case.objects.get(id=late.id).due_on == LATER


def test_an_answered_case_is_left_alone(cast: Cast, filed: Case) -> None:
    api.answer(
        post=cast.officer_post,
        case_id=filed.id,
        expected_seq=filed.last_seq,
        text="Aquí está.",
        decision="granted",
    )
    publish(cast, "2025-10-06")
    assert follow_calendars() == 0


def test_who_answers_on_an_old_screen_is_told_that_the_case_moved(cast: Cast, filed: Case) -> None:
    publish(cast, "2025-10-06")
    follow_calendars()
    with pytest.raises(api.StaleCase):
        api.answer(
            post=cast.officer_post,
            case_id=filed.id,
            expected_seq=filed.last_seq,
            text="Aquí está.",
            decision="granted",
        )


def test_many_cases_are_done_in_pages_and_a_cut_pass_goes_on(
    cast: Cast,
    filed: Case,
    procedure: PublishedProcedure,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    law_moves_both_ways(cast)
    cases = [filed.id, *(lodged(cast, procedure).case_id for _ in range(4))]
    publish(cast, "2025-10-06")
    monkeypatch.setattr(recalculate, "PAGE", 2)
    whole = recalculate._write

    def cut(row: Any, recounts: Any) -> int:
        if row.cursor >= sorted(cases)[3]:
            raise ConnectionError("the database went away")
        return whole(row, recounts)

    monkeypatch.setattr(recalculate, "_write", cut)
    with pytest.raises(ConnectionError):
        follow_calendars()
    assert Case.objects.filter(due_on=LATER).count() == 2
    monkeypatch.setattr(recalculate, "_write", whole)
    assert follow_calendars() == 3
    assert Case.objects.filter(due_on=LATER).count() == 5
    assert Act.objects.filter(kind=api.ActKind.RECALCULATED).count() == 5


def test_two_workers_append_it_once(
    cast: Cast, filed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(cast, "2025-10-06")
    whole = recalculate._append

    def meanwhile(recounts: Any) -> int:
        monkeypatch.setattr(recalculate, "_append", whole)
        assert follow_calendars() == 1
        return whole(recounts)

    monkeypatch.setattr(recalculate, "_append", meanwhile)
    recalculate._pass(
        cast.office,
        recalculate._first_row(cast.office),
        number=2,
        published_at=clock.now() - timedelta(minutes=5),
    )
    assert len(acts(filed)) == 1


def test_acts_are_still_never_changed_or_deleted() -> None:
    assert unguarded(["casefiles_act", "casefiles_filing"]) == []


@pytest.mark.parametrize(
    ("told", "now", "person_must_act", "both", "expected"),
    [
        (8, 9, False, False, False),  # the office would take longer
        (8, 7, False, False, True),
        (8, 9, True, False, True),  # the person gets longer
        (8, 7, True, False, False),
        (8, 9, False, True, True),
        (8, 7, True, True, True),
        (8, 8, True, True, False),
    ],
)
def test_a_date_told_moves_only_in_the_persons_favour(
    told: int, now: int, person_must_act: bool, both: bool, expected: bool
) -> None:
    days = {"told": date(2025, 10, told), "now": date(2025, 10, now)}
    assert moves(**days, person_must_act=person_must_act, law_moves_both_ways=both) is expected
