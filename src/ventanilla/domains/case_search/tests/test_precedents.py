"""Earlier cases beside a case: decided, of the same procedure, alike in what determines it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast
from tests.filing import lodged

from ventanilla.domains.case_search import api
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register

pytestmark = pytest.mark.django_db(transaction=True)
PETITION = Path(__file__).parents[5] / "procedures" / "co-peticion"


def now_of(post: offices.Post, case_id: Any) -> casefiles.CaseNow:
    return casefiles.case_now(casefiles.case_for_official(post=post, case_id=case_id))


def answered(cast: Cast, done: casefiles.Lodged, text: str) -> None:
    casefiles.answer(
        post=cast.officer_post, case_id=done.case_id, expected_seq=1, decision="granted", text=text
    )
    register.catch_up(api.CaseIndexer(), cast.office.id)


def test_those_decided_are_shown_the_last_first_and_never_the_case_itself(
    cast: Cast, procedure: PublishedProcedure
):
    first, second, mine = (lodged(cast, procedure) for _ in range(3))
    now = now_of(cast.officer_post, mine.case_id)
    assert api.precedents_of(post=cast.officer_post, now=now) == []
    answered(cast, first, "Va el presupuesto.")
    answered(cast, second, "Van los contratos.")
    answered(cast, mine, "Va todo.")
    found = api.precedents_of(post=cast.officer_post, now=now)
    assert [one.text for one in found] == ["Van los contratos.", "Va el presupuesto."]
    assert {one.sense for one in found} == {"granted"}
    assert api.precedents_counted(post=cast.officer_post, now=now) == 2


def test_another_unit_sees_none(cast: Cast, procedure: PublishedProcedure):
    first, mine = lodged(cast, procedure), lodged(cast, procedure)
    answered(cast, first, "Va el presupuesto.")
    other = offices.fill_post(
        unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
    )
    now = now_of(cast.officer_post, mine.case_id)
    assert api.precedents_of(post=other, now=now) == []


def test_only_those_alike_in_the_rows_that_fired(cast: Cast, procedure: PublishedProcedure):
    from ventanilla.domains.case_search.models import IndexedCase

    first, mine = lodged(cast, procedure), lodged(cast, procedure)
    answered(cast, first, "Va el presupuesto.")
    now = now_of(cast.officer_post, mine.case_id)
    assert len(api.precedents_of(post=cast.officer_post, now=now)) == 1
    row = IndexedCase.objects.get(case_id=first.case_id)
    changed = api.alike_of(now)
    assert changed.answers.keys() <= {f.id for f in procedure.form.fields}
    assert row.likeness == IndexedCase.objects.get(case_id=mine.case_id).likeness
