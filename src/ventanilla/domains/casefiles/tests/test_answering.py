"""Answering: who may, in what order, with what reasons; and who sees the case."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.filing import attachment, lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.case_view import STATEMENTS
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices

pytestmark = pytest.mark.django_db(transaction=True)


def answered(cast: Cast, done: api.Lodged, **changed):
    asked = {
        "post": cast.officer_post,
        "case_id": done.case_id,
        "expected_seq": 1,
        "text": "Se adjunta el presupuesto.",
        "decision": "granted",
        **changed,
    }
    return api.answer(**asked)


def test_an_answer_closes_the_case_and_the_person_sees_it(
    cast: Cast, procedure: PublishedProcedure
):
    done = lodged(cast, procedure)
    answered(cast, done, documents=[attachment(cast, b"%PDF-answer", "respuesta.pdf")])
    view = api.follow(office=cast.office, label=done.registered.label, secret=done.secret)
    assert view.state == api.State.ANSWERED
    assert view.answer is not None
    assert view.answer.content["text"] == "Se adjunta el presupuesto."
    assert [document.name for document in view.answer.documents] == ["respuesta.pdf"]
    assert view.document(view.answer.documents[0].id) is not None


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "  "},
        {"decision": "maybe"},
        {"decision": "refused"},
        {"decision": "partly", "reasons": " \n"},
    ],
)
def test_a_decision_without_its_text_or_reasons_does_not_issue(
    cast: Cast, procedure: PublishedProcedure, changed: dict
):
    done = lodged(cast, procedure)
    with pytest.raises(api.AnswerIncomplete):
        answered(cast, done, **changed)
    assert Act.objects.count() == 1
    assert Case.objects.get().state == "received"


def test_a_second_answer_and_a_stale_screen_are_refused(cast: Cast, procedure: PublishedProcedure):
    done = lodged(cast, procedure)
    with pytest.raises(api.StaleCase):
        answered(cast, done, expected_seq=5)
    answered(cast, done)
    with pytest.raises(api.OutOfOrder):
        answered(cast, done, expected_seq=2)
    assert Act.objects.count() == 2


def test_only_a_post_of_the_unit_that_decides_answers(cast: Cast, procedure: PublishedProcedure):
    done = lodged(cast, procedure)
    elsewhere = offices.fill_post(
        unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
    )
    with pytest.raises(api.NotYours):
        answered(cast, done, post=cast.clerk_post)
    with pytest.raises(api.CaseUnknown):
        answered(cast, done, post=elsewhere)
    with pytest.raises(api.CaseUnknown):
        api.case_for_official(post=elsewhere, case_id=done.case_id)
    assert api.case_for_official(post=cast.officer_post, case_id=done.case_id).id == done.case_id


def test_a_case_opens_to_its_account_or_to_number_and_code_and_to_nobody_else(
    cast: Cast, procedure: PublishedProcedure
):
    done = lodged(cast, procedure, account_id=cast.applicant.id)
    other = lodged(cast, procedure, idempotency_key="another")
    mine = api.case_for_person(account_id=cast.applicant.id, case_id=done.case_id)
    assert mine.label == done.registered.label
    typed = done.secret.lower().replace("-", " ")
    assert api.follow(office=cast.office, label=mine.label.lower(), secret=typed).id == mine.id
    for label, secret in [
        (mine.label, other.secret),
        (mine.label, ""),
        ("2026/E/999999", done.secret),
        ("x", done.secret),
        ("", ""),
    ]:
        with pytest.raises(api.CaseUnknown):
            api.follow(office=cast.office, label=label, secret=secret)
    for account_id, case_id in [
        (cast.stranger.id, done.case_id),
        (cast.applicant.id, other.case_id),
        (cast.applicant.id, uuid4()),
    ]:
        with pytest.raises(api.CaseUnknown):
            api.case_for_person(account_id=account_id, case_id=case_id)


@pytest.mark.parametrize("documents", [0, 3])
def test_a_whole_case_costs_the_same_statements_whatever_it_holds(
    cast: Cast, procedure: PublishedProcedure, documents: int
):
    files = [attachment(cast, b"%%PDF-%d" % n) for n in range(documents)]
    done = lodged(cast, procedure, documents={"attachment": files})
    answered(cast, done, documents=[attachment(cast, b"%%PDF-a%d" % n) for n in range(20)])
    with CaptureQueriesContext(connection) as queries:
        view = api.case_for_official(post=cast.officer_post, case_id=done.case_id)
    assert len(queries) == STATEMENTS
    assert len(view.documents) == documents
    assert view.answer is not None
    assert len(view.answer.documents) == 20


def test_the_queue_goes_by_pages_without_gap_or_repetition_and_counts_exactly(
    cast: Cast, procedure: PublishedProcedure
):
    done = [lodged(cast, procedure, idempotency_key=f"filing-{n}") for n in range(7)]
    answered(cast, done[3])
    seen, cursor = [], ""
    while True:
        page = api.queue(office=cast.office, post=cast.officer_post, cursor=cursor, size=2)
        seen += [line.id for line in page.lines]
        cursor = page.next_cursor
        if not cursor:
            break
    assert sorted(seen) == sorted(one.case_id for one in done if one is not done[3])
    assert page.counts == {api.State.RECEIVED: 6, api.State.ANSWERED: 1}
    assert page.lines[0].label.startswith(str(done[0].registered.year))


def test_an_unreadable_cursor_begins_again(cast: Cast, procedure: PublishedProcedure):
    lodged(cast, procedure)
    for cursor in ("x", "AAAA", "ñ" * 5, "/" * 28):
        assert len(api.queue(office=cast.office, post=cast.officer_post, cursor=cursor).lines) == 1


def test_the_queue_of_another_unit_or_office_is_not_shown(
    cast: Cast, procedure: PublishedProcedure
):
    from tests.cast import found

    lodged(cast, procedure)
    elsewhere = offices.fill_post(
        unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
    )
    assert api.queue(office=cast.office, post=elsewhere).lines == []
    with pytest.raises(api.NotYours):
        api.queue(office=found(slug="otra-sede"), post=cast.officer_post)
    admin = offices.fill_post(unit=cast.unit, role=offices.Role.ADMIN, account_id=cast.stranger.id)
    with pytest.raises(api.NotYours):
        api.queue(office=cast.office, post=admin)
