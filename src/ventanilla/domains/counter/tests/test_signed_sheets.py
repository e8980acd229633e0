"""The sheet that a person signed at the counter is found with what the office holds of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import answers, attachment

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter import api as counter
from ventanilla.domains.counter.models import SignedSheet
from ventanilla.domains.privacy import api as privacy
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
SHEET = "counter.SignedSheet"


def signed(cast: Cast, procedure: PublishedProcedure, name: str) -> casefiles.Draft:
    """What that person agreed with by signing, the sheet scanned; not filed yet."""
    attendance = counter.attend(
        office=cast.office,
        procedure=procedure,
        post=cast.clerk_post,
        person={"name": name},
        identified=counter.Identified.KNOWN,
        lang="es",
    )
    with transaction.atomic():
        mine = casefiles.Draft.objects.filter(id=attendance.draft_id)
        mine.update(answers=answers(names=name))
    draft = casefiles.Draft.objects.get(id=attendance.draft_id)
    counter.consent_by_signature(
        attendance,
        read_back=counter.read_back_digest(draft, procedure),
        sheet=attachment(cast, name=f"{name}.pdf"),
    )
    return draft


def filed(cast: Cast, procedure: PublishedProcedure, draft: casefiles.Draft) -> Any:
    attendance = counter.attendance_of(office=cast.office, draft_id=draft.id)
    assert attendance is not None
    done = counter.file_attended(
        attendance=attendance,
        draft=draft,
        office=cast.office,
        procedure=procedure,
        post=cast.clerk_post,
        by_name="Clara",
        received_at=clock.now(),
        lang="es",
    )
    return casefiles.Case.objects.get(id=done.case_id).applicant_id


def about(cast: Cast, one: Any) -> privacy.Subject:
    return privacy.subject_of(office_id=cast.office.id, ids=[one])


def told(subject: privacy.Subject, model: str) -> list[str]:
    rows = [row for _domain, row in privacy.exported_about(subject) if row.model == model]
    return [
        datum.value for row in rows for datum in row.data if datum.field in ("document", "name")
    ]


def erased(subject: privacy.Subject) -> list[privacy.Outcome]:
    with transaction.atomic():
        return privacy.erase_about(subject)["counter"]


def test_the_sheet_of_an_entry_is_told_and_nobody_elses_is(
    cast: Cast, procedure: PublishedProcedure
) -> None:
    ana = filed(cast, procedure, signed(cast, procedure, "Ana Soto"))
    filed(cast, procedure, signed(cast, procedure, "Luis Vera"))
    signed(cast, procedure, "Rosa Quispe")
    mine = SignedSheet.objects.get(document__name="Ana Soto.pdf")
    assert told(about(cast, ana), SHEET) == [str(mine.document_id)]
    assert told(about(cast, ana), "documents.Document") == ["Ana Soto.pdf"]


def test_the_sheet_of_an_entry_stays_with_it(cast: Cast, procedure: PublishedProcedure) -> None:
    ana = filed(cast, procedure, signed(cast, procedure, "Ana Soto"))
    done = erased(about(cast, ana))
    assert [(one.erased, one.kept_by) for one in done if one.model == SHEET] == [
        (False, "register")
    ]
    assert SignedSheet.objects.count() == 1


def test_the_sheet_of_what_was_never_filed_goes_and_no_other(
    cast: Cast, procedure: PublishedProcedure
) -> None:
    draft = signed(cast, procedure, "Ana Soto")
    signed(cast, procedure, "Rosa Quispe")
    filed(cast, procedure, signed(cast, procedure, "Luis Vera"))
    subject = about(cast, draft.id)
    assert len(told(subject, SHEET)) == 1
    done = erased(subject)
    assert [(one.rows, one.erased) for one in done if one.model == SHEET] == [(1, True)]
    left = SignedSheet.objects.values_list("document__name", flat=True)
    assert set(left) == {"Rosa Quispe.pdf", "Luis Vera.pdf"}
