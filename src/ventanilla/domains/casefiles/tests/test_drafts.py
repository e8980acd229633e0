"""Drafts: kept for another day and another device, filed once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import SLUG, answers, attachment

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.actions.forget_drafts import forget_drafts
from ventanilla.domains.casefiles.models import Case, Draft, Filing
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(name="draft")
def a_draft(cast: Cast) -> Draft:
    return api.start_draft(office=cast.office, slug=SLUG, lang="es")


def save(draft: Draft, procedure: PublishedProcedure, page: str, **files: list) -> list:
    everything = answers()
    fields = [field.id for field in procedure.form.page(page).fields]
    given = {name: everything[name] for name in fields if name in everything}
    return api.save_page(
        draft=draft, procedure=procedure, page=page, answers=given, files=files, lang="es"
    ).errors


def complete(draft: Draft, procedure: PublishedProcedure) -> None:
    for page in ("request", "applicant", "signing"):
        assert save(draft, procedure, page) == []


def filed(cast: Cast, draft: Draft, procedure: PublishedProcedure) -> api.Lodged:
    return api.lodge_draft(
        draft=draft, office=cast.office, procedure=procedure, received_at=clock.now(), lang="es"
    )


def test_a_draft_is_taken_up_again_by_its_code_however_it_is_typed(cast: Cast, draft: Draft):
    code = api.draft_code(draft.id)
    assert api.draft_by_code(office=cast.office, code=f" {code.lower()} ").id == draft.id
    assert api.draft_for(office=cast.office, draft_id=draft.id, code=code).id == draft.id
    for wrong in ("", "AAAAAA-AAAAAA", "ñ", code[:-1]):
        with pytest.raises(api.DraftUnknown):
            api.draft_by_code(office=cast.office, code=wrong)
        with pytest.raises(api.DraftUnknown):
            api.draft_for(office=cast.office, draft_id=draft.id, code=wrong)


def test_an_account_sees_its_own_drafts_and_no_others(cast: Cast):
    mine = api.start_draft(office=cast.office, slug=SLUG, lang="es", account_id=cast.applicant.id)
    assert [draft.id for draft in api.drafts_of(cast.applicant.id)] == [mine.id]
    assert api.drafts_of(cast.stranger.id) == []
    with pytest.raises(api.DraftUnknown):
        api.draft_for(office=cast.office, draft_id=mine.id, account_id=cast.stranger.id)


def test_a_page_with_errors_keeps_what_will_do_and_the_other_pages(
    draft: Draft, procedure: PublishedProcedure
):
    complete(draft, procedure)
    judged = api.save_page(
        draft=draft,
        procedure=procedure,
        page="applicant",
        answers={"names": "Otra Persona", "address": "", "has_representative": "tal vez"},
        lang="es",
    )
    assert {error.field for error in judged.errors} == {"address", "has_representative"}
    held = Draft.objects.get(id=draft.id).answers
    assert held["names"] == "Otra Persona"
    assert held["information_wanted"] == answers()["information_wanted"]


def test_two_tabs_on_two_pages_both_keep_what_they_wrote(
    cast: Cast, draft: Draft, procedure: PublishedProcedure
):
    other_tab = Draft.objects.get(id=draft.id)
    save(draft, procedure, "request")
    save(other_tab, procedure, "applicant")
    held = Draft.objects.get(id=draft.id).answers
    assert {"information_wanted", "names"} <= held.keys()


def test_files_are_replaced_field_by_field(cast: Cast, draft: Draft, procedure: PublishedProcedure):
    one, two = attachment(cast, b"%PDF-1"), attachment(cast, b"%PDF-2")
    save(draft, procedure, "request", attachment=[one, two])
    save(draft, procedure, "request")
    assert [file.id for file in api.files_of(draft)["attachment"]] == [one.id, two.id]
    save(draft, procedure, "request", attachment=[two])
    assert [file.id for file in api.files_of(draft)["attachment"]] == [two.id]


def test_a_draft_is_filed_with_its_files_and_only_once(
    cast: Cast, draft: Draft, procedure: PublishedProcedure
):
    complete(draft, procedure)
    save(draft, procedure, "request", attachment=[attachment(cast)])
    other_tab = Draft.objects.get(id=draft.id)
    first = filed(cast, draft, procedure)
    again = filed(cast, draft, procedure)
    double_click = filed(cast, other_tab, procedure)
    assert first.registered.label == again.registered.label == double_click.registered.label
    assert first.secret == again.secret == double_click.secret
    assert Case.objects.count() == 1
    assert Filing.objects.get().documents.count() == 1


def test_a_lost_answer_is_found_even_if_the_draft_was_not_marked(
    cast: Cast, draft: Draft, procedure: PublishedProcedure
):
    complete(draft, procedure)
    first = filed(cast, draft, procedure)
    with transaction.atomic():
        Draft.objects.filter(id=draft.id).update(entry_id=None)
    assert filed(cast, Draft.objects.get(id=draft.id), procedure).case_id == first.case_id
    assert Case.objects.count() == 1


def test_what_was_filed_is_not_written_over(
    cast: Cast, draft: Draft, procedure: PublishedProcedure
):
    complete(draft, procedure)
    filed(cast, draft, procedure)
    with pytest.raises(api.DraftLodged):
        save(draft, procedure, "request")


def test_an_incomplete_draft_says_what_is_missing_and_stays(
    cast: Cast, draft: Draft, procedure: PublishedProcedure
):
    save(draft, procedure, "request")
    with pytest.raises(api.FilingInvalid) as refusal:
        filed(cast, draft, procedure)
    assert "names" in {error.field for error in refusal.value.errors}
    assert Draft.objects.get(id=draft.id).answers == {
        "information_wanted": answers()["information_wanted"]
    }


def test_a_draft_is_forgotten_thirty_days_after_its_last_change(cast: Cast, draft: Draft):
    later = clock.FixedClock(clock.now() + timedelta(days=29))
    with clock.use(later):
        assert forget_drafts() == 0
        later.advance(2 * 86_400)
        with pytest.raises(api.DraftUnknown):
            api.draft_by_code(office=cast.office, code=api.draft_code(draft.id))
        assert forget_drafts() == 1
