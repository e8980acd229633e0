"""A row that would reach into another office is refused by the database itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from tests.cast import Cast, found
from tests.filing import attachment, lodged

from ventanilla.domains.casefiles.models import Act, Case, Draft, DraftDocument, Filing
from ventanilla.domains.documents.models import Document
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7

pytestmark = pytest.mark.django_db(transaction=True)


def _refused(row: models.Model) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.bulk_create([row])  # type: ignore[attr-defined]
        connection.check_constraints()  # what COMMIT does


def _act(case: Case, **changed: Any) -> Act:
    given = {"office_id": case.office_id, "case_id": case.id, "seq": 2, "kind": "answer"}
    return Act(**{**given, "at": clock.now(), **changed})


@pytest.fixture(name="case")
def _case(cast: Cast, procedure: Any) -> Case:
    return Case.objects.get(id=lodged(cast, procedure).case_id)


@pytest.fixture(name="neighbour")
def _neighbour() -> offices.Office:
    return found("valle-hondo")


def test_the_same_row_in_its_own_office_is_taken(case: Case) -> None:
    Act.objects.bulk_create([_act(case)])
    connection.check_constraints()
    assert Act.objects.filter(case=case).count() == 2


def test_an_act_of_another_office_on_a_case_is_refused(
    case: Case, neighbour: offices.Office
) -> None:
    _refused(_act(case, office_id=neighbour.id))


def test_a_post_of_another_office_cannot_act(case: Case, neighbour: offices.Office) -> None:
    unit = offices.add_unit(office=neighbour, code="obras", name="Obras")
    post = offices.fill_post(unit=unit, role=offices.Role.HEAD, account_id=uuid7())
    _refused(_act(case, post_id=post.id))


def test_an_act_under_an_entry_that_does_not_exist_is_refused(case: Case) -> None:
    _refused(_act(case, entry_id=uuid7()))


def test_a_case_cannot_be_in_a_unit_of_another_office(
    case: Case, neighbour: offices.Office
) -> None:
    unit = offices.add_unit(office=neighbour, code="obras", name="Obras")
    case.pk, case.unit_id = uuid7(), unit.id
    _refused(case)


def test_a_draft_cannot_carry_a_file_of_another_office(
    cast: Cast, neighbour: offices.Office
) -> None:
    document = attachment(cast)
    Document.objects.bulk_create([document])
    now = clock.now()
    draft = Draft(office=neighbour, slug="x", code_digest=bytes(32), key="k", language="es")
    draft.started_at = draft.saved_at = draft.expires_at = now
    Draft.objects.bulk_create([draft])
    _refused(DraftDocument(office=neighbour, draft=draft, document=document, field="f", position=0))


def test_moving_a_case_to_another_office_is_refused(case: Case, neighbour: offices.Office) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(id=case.id).update(office=neighbour)
        connection.check_constraints()
    assert Filing.objects.get(case=case).office_id == case.office_id
