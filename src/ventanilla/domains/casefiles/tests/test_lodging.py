"""Lodging: one entry, one case, one receipt, whole or not at all."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.filing import answers, attachment, lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.models import Act, Case, Filing, FilingDocument
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.parties.api import Person
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_filing_becomes_entry_case_and_first_act(cast: Cast, procedure: PublishedProcedure):
    done = lodged(cast, procedure)
    case = Case.objects.get(id=done.case_id)
    filing = Filing.objects.get(entry_id=done.registered.entry_id)
    assert done.registered.label.endswith("/E/000001")
    assert str(done.registered.receipt).startswith("c2sp.org/tlog-proof@v1")
    assert (case.state, case.last_seq, case.unit) == ("received", 1, cast.unit)
    assert filing.answers == answers()
    assert [act.kind for act in Act.objects.filter(case=case)] == ["lodge"]
    assert Person.objects.get(id=case.applicant_id).name == "Ana María Soto Rojas"
    assert done.due is not None
    assert case.due_on == done.due.date > clock.now().date()


def test_documents_are_written_with_their_filing_in_order(
    cast: Cast, procedure: PublishedProcedure
):
    files = [attachment(cast, b"%PDF-1"), attachment(cast, b"%PDF-2")]
    done = lodged(cast, procedure, documents={"attachment": files})
    places = FilingDocument.objects.filter(filing_id=done.registered.entry_id)
    assert [place.document_id for place in places] == [file.id for file in files]
    entry = register.entry(done.registered.entry_id)
    assert entry.document_digests == sorted(bytes(file.sha256).hex() for file in files)


def test_the_first_filing_of_a_process_and_the_next_cost_few_statements(
    cast: Cast, procedure: PublishedProcedure
):
    lodged(cast, procedure)
    with CaptureQueriesContext(connection) as own:
        lodged(cast, procedure, idempotency_key="second-key")
    assert len(own) == 0, [query["sql"] for query in own]  # all of it is the leader's batch


def test_answers_that_do_not_do_write_nothing_and_say_where(
    cast: Cast, procedure: PublishedProcedure
):
    with pytest.raises(api.FilingInvalid) as refusal:
        lodged(cast, procedure, answers=answers(names=None, unknown="x", address=7))
    assert {error.field for error in refusal.value.errors} == {"names", "unknown", "address"}
    assert not Case.objects.exists()


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 9000])
def test_text_that_cannot_be_kept_is_refused(cast: Cast, procedure: PublishedProcedure, text: str):
    with pytest.raises(api.FilingInvalid):
        lodged(cast, procedure, answers=answers(information_wanted=text))


def test_four_byte_text_is_kept_as_written(cast: Cast, procedure: PublishedProcedure):
    done = lodged(cast, procedure, answers=answers(names="Ana 😀 漢"))
    assert Filing.objects.get(case_id=done.case_id).answers["names"] == "Ana 😀 漢"


def test_the_same_key_gives_the_first_answer(cast: Cast, procedure: PublishedProcedure):
    first = lodged(cast, procedure, idempotency_key="one-key")
    again = lodged(cast, procedure, idempotency_key="one-key")
    assert again.registered.replayed
    assert again.registered.label == first.registered.label
    assert (again.case_id, again.secret) == (first.case_id, first.secret)
    assert first.due is not None
    assert again.due == first.due
    assert Case.objects.count() == 1


def test_the_same_key_with_other_content_is_refused(cast: Cast, procedure: PublishedProcedure):
    lodged(cast, procedure, idempotency_key="one-key")
    with pytest.raises(register.KeyReused):
        lodged(cast, procedure, idempotency_key="one-key", answers=answers(names="Otra"))
    assert Case.objects.count() == 1


def test_many_at_once_with_one_key_are_one_entry(cast: Cast, procedure: PublishedProcedure):
    labels: list[str] = []

    def file() -> None:
        try:
            labels.append(lodged(cast, procedure, idempotency_key="one-key").registered.label)
        finally:
            connection.close()

    threads = [threading.Thread(target=file) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(labels) == 8
    assert len(set(labels)) == 1
    assert Case.objects.count() == Filing.objects.count() == Act.objects.count() == 1


def test_a_row_that_breaks_a_rule_takes_the_whole_filing_with_it(
    cast: Cast, procedure: PublishedProcedure
):
    file = attachment(cast)
    file.state = "unheard-of"
    with pytest.raises(register.EntryRefused):
        lodged(cast, procedure, documents={"attachment": [file]})
    assert not Case.objects.exists()
    assert not Person.objects.exists()
    assert lodged(cast, procedure).registered.number == 1


def test_what_was_filed_is_neither_changed_nor_deleted(cast: Cast, procedure: PublishedProcedure):
    done = lodged(cast, procedure, documents={"attachment": [attachment(cast)]})
    for rows in (
        Act.objects.filter(case_id=done.case_id),
        Filing.objects.filter(case_id=done.case_id),
        FilingDocument.objects.all(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(office_id=cast.office.id)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)


def test_an_account_has_one_data_key_for_all_its_filings(cast: Cast, procedure: PublishedProcedure):
    mine = [
        lodged(cast, procedure, account_id=cast.applicant.id, idempotency_key=f"mine-{n}")
        for n in range(2)
    ]
    keys = {register.entry(done.registered.entry_id).data_key_id for done in mine}
    assert len(keys) == 1
    assert [case.id for case in api.cases_of(cast.applicant.id)] == [
        mine[1].case_id,
        mine[0].case_id,
    ]


def test_a_filing_repeated_after_the_procedure_was_withdrawn_is_found(
    cast: Cast, procedure: PublishedProcedure
):
    request = api.request_digest(procedure.slug, answers(), {})
    first = lodged(cast, procedure, idempotency_key="one-key", request=request)
    found = api.repeated(
        office=cast.office, idempotency_scope="test", idempotency_key="one-key", request=request
    )
    assert found is not None
    assert found.registered.label == first.registered.label
    nothing = api.repeated(
        office=cast.office, idempotency_scope="test", idempotency_key="other", request=request
    )
    assert nothing is None
