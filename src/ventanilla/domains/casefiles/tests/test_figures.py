"""The figures of a unit: exact against a count by hand, and the filter by whose turn it is."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.filing import lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.clock_rows import NO_DUE_DATE
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


def left_of(case: api.Case, today: date) -> str:
    """By hand, from each row."""
    if case.ordered_by == NO_DUE_DATE or case.state == "answered":
        return "none"
    days = (case.ordered_by - today).days
    return "late" if days < 0 else "today" if days == 0 else "week" if days <= 7 else "later"


@pytest.fixture
def many(cast: Cast, procedure: PublishedProcedure) -> list[api.Case]:
    dice, today = random.Random(7), clock.today(cast.office.zone)
    near = [-400, -1, 0, 1, 7, 8, 90]
    for n in range(40):
        done = lodged(cast, procedure, idempotency_key=f"n{n}")
        day = today + timedelta(days=dice.choice(near)) if n % 9 else NO_DUE_DATE
        with transaction.atomic():
            api.Case.objects.filter(id=done.case_id).update(
                state=dice.choice(["received", "in_progress", "answered"]),
                waiting_on=dice.choice(["party", "body"]),
                ordered_by=day,
                unit=cast.unit if n % 5 else cast.other_unit,
            )
    return list(api.Case.objects.filter(unit=cast.unit))


def test_every_figure_is_what_a_count_by_hand_gives(cast: Cast, many: list[api.Case]):
    from django.db import connection

    with CaptureQueriesContext(connection) as seen:
        found = api.figures(office=cast.office, post=cast.officer_post)
    assert len(seen) == 2
    by_hand: dict[tuple[str, str, str], int] = {}
    for case in many:
        key = (case.state, case.waiting_on, left_of(case, found.day))
        by_hand[key] = by_hand.get(key, 0) + 1
    assert {(f.state, f.waiting_on, f.left): f.count for f in found.figures} == by_hand
    assert found.total() == len(many)
    late = [case for case in many if left_of(case, found.day) == "late"]
    assert found.total(left="late") == len(late) > 0
    mine = [case for case in many if case.state == "received" and case.waiting_on == "party"]
    assert found.total(states=[api.State.RECEIVED], waiting_on="party") == len(mine)


def test_the_queue_by_turn_goes_by_pages_and_skips_nobody(cast: Cast, many: list[api.Case]):
    wanted = {c.id for c in many if c.state == "received" and c.waiting_on == "party"}
    seen: list[object] = []
    cursor = ""
    while True:
        page = api.queue(
            office=cast.office,
            post=cast.officer_post,
            asked=api.CaseFilter(waiting_on="party"),
            cursor=cursor,
            size=2,
        )
        seen += [line.id for line in page.lines]
        cursor = page.next_cursor
        if not cursor:
            break
    assert set(seen) == wanted
    assert len(seen) == len(wanted) > 2


def test_another_office_and_a_stranger_see_no_figures(cast: Cast, many: list[api.Case]):
    from tests.cast import found

    with pytest.raises(api.NotYours):
        api.figures(office=found("otra"), post=cast.officer_post)


SUBJECTS = ("Patente comercial", "PATENTE de alcohol", "Licencia 100% gratuita", "Licencia 1000")


@pytest.mark.parametrize("words", ["patente", "licencia", "100%", "_", "e", "zanahorias"])
def test_words_are_counted_as_a_count_over_every_case(cast: Cast, many: list[api.Case], words: str):
    with transaction.atomic():
        for n, case in enumerate(many):
            api.Case.objects.filter(id=case.id).update(subject=SUBJECTS[n % 4])
    found = api.figures(office=cast.office, post=cast.officer_post)
    unit = api.Case.objects.filter(unit=cast.unit)
    for state, turn in (("received", ""), ("received", "party"), ("answered", "")):
        asked = api.CaseFilter(state=state, waiting_on=turn, words=words)
        by_hand = unit.filter(state=state, subject__icontains=words)
        by_hand = by_hand.filter(waiting_on=turn) if turn else by_hand
        assert api.count_cases(cast.officer_post, asked, found) == api.Counted(by_hand.count())


def test_a_turn_is_one_of_those_that_the_figures_count(cast: Cast, many: list[api.Case]):
    with pytest.raises(IntegrityError), transaction.atomic():
        api.Case.objects.filter(id=many[0].id).update(waiting_on="else")
