"""Earlier cases beside a case: decided, of the same procedure, alike in what determines it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast
from tests.filing import lodged

from ventanilla.domains.case_search import api
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

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


def test_another_unit_sees_none(cast: Cast, procedure: PublishedProcedure):
    first, mine = lodged(cast, procedure), lodged(cast, procedure)
    answered(cast, first, "Va el presupuesto.")
    other = offices.fill_post(
        unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
    )
    now = now_of(cast.officer_post, mine.case_id)
    assert api.precedents_of(post=other, now=now) == []


def test_only_those_alike_in_the_rows_that_fired(cast: Cast):
    offices.add_unit(office=cast.office, code="atencion", name="Atención")
    catalogue.publish_folder(
        office_id=cast.office.id,
        folder=PETITION,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )
    petition = catalogue.in_force(office_id=cast.office.id, slug="peticion", at=clock.now())
    unit = offices.unit_by_code(office_id=cast.office.id, code=petition.unit)
    assert unit is not None
    post = offices.fill_post(unit=unit, role=offices.Role.OFFICER, account_id=cast.stranger.id)

    def asked(kind: str) -> Any:
        said = {
            "request_kind": kind,
            "object": "Copia del contrato del acueducto.",
            "names": "Marleny Torres Díaz",
            "document_number": "41555000",
            "address": {"street": "Calle 5", "place": "Monteclaro"},
        }
        return lodged(cast, petition, answers=said).case_id

    papers, another, mine = asked("papers"), asked("consultation"), asked("papers")
    for case, text in ((papers, "Van las copias."), (another, "Se necesitan dos permisos.")):
        casefiles.answer(post=post, case_id=case, expected_seq=1, decision="granted", text=text)
    register.catch_up(api.CaseIndexer(), cast.office.id)
    now = now_of(post, mine)
    assert api.alike_of(now).rows == {"kind": ["papers"]}
    assert [one.text for one in api.precedents_of(post=post, now=now)] == ["Van las copias."]
