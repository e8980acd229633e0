"""What is done with somebody's data in a case: told, corrected, erased; nobody else's is."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.data_rights import asked
from tests.filing import answers, attachment, lodged, told

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.datarights import api
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties.api import Person
from ventanilla.domains.privacy import api as privacy
from ventanilla.domains.register.api import Entry
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def earlier(cast: Cast, procedure: PublishedProcedure, account: Any) -> casefiles.Lodged:
    """Another filing, of before, with a file."""
    return lodged(
        cast,
        procedure,
        answers=answers(),
        account_id=account.id,
        documents={"attachment": [attachment(cast)]},
    )


def copy_for(person: api.AboutPerson) -> dict[str, Any]:
    return api.copy_of_data(person)


def test_the_copy_holds_what_the_person_filed_and_nothing_of_others(
    cast: Cast, procedure: PublishedProcedure, data_procedure: PublishedProcedure
) -> None:
    earlier(cast, procedure, cast.applicant)
    lodged(
        cast,
        procedure,
        answers=answers(names="Esteban Ajeno Vidal"),
        account_id=cast.stranger.id,
    )
    case = asked(cast, data_procedure, account=cast.applicant)
    copy = copy_for(api.about(case))
    text = json.dumps(copy, ensure_ascii=False)
    assert len(copy["procedures"]) == 2
    assert "El presupuesto de áreas verdes" in text
    assert "Ajeno" not in text
    assert str(cast.stranger.id) not in text
    assert "argon2" not in text
    assert {group["model"] for group in copy["held"]} >= {
        "parties.Account",
        "parties.Person",
        "register.Entry",
        "casefiles.Filing",
    }


def test_the_same_identity_number_counts_only_once_somebody_has_checked(
    cast: Cast, data_procedure: PublishedProcedure
) -> None:
    asked(cast, data_procedure, names="Ana Antes Soto")
    asked(cast, data_procedure, names="Otra Persona", identity="9.999.999-9")
    case = asked(cast, data_procedure)
    alone, whole = api.about(case), api.about(case, with_alike=True)
    assert len(alone.alike) == 1
    assert "Ana Antes" not in json.dumps(copy_for(alone), ensure_ascii=False)
    shown = json.dumps(copy_for(whole), ensure_ascii=False)
    assert "Ana Antes" in shown
    assert "Otra Persona" not in shown


def test_an_account_that_files_for_many_is_not_opened_by_one_filing_of_it(
    cast: Cast, data_procedure: PublishedProcedure
) -> None:
    asked(cast, data_procedure, account=cast.stranger)  # a manager files for Ana…
    asked(cast, data_procedure, account=cast.stranger, names="Cliente Dos", identity="8.888.888-8")
    case = asked(cast, data_procedure)  # …who asks by herself, with her number
    shown = json.dumps(copy_for(api.about(case, with_alike=True)), ensure_ascii=False)
    assert "Cliente Dos" not in shown
    assert str(cast.stranger.id) not in json.dumps(
        copy_for(api.about(case))["held"], ensure_ascii=False
    )


def test_the_copy_goes_with_the_answer_by_the_exit_book(
    cast: Cast, data_procedure: PublishedProcedure
) -> None:
    case = asked(cast, data_procedure, account=cast.applicant)
    act = api.deliver_copy(
        post=cast.officer_post,
        case=case,
        expected_seq=case.last_seq,
        text="Aquí tiene la copia de sus datos.",
        by_name="Óscar",
    )
    after = casefiles.case_for_official(post=cast.officer_post, case_id=case.id)
    assert after.answer is not None and after.answer.id == act.id
    assert "/S/" in after.answer.number
    pdf, as_json = after.answer.documents
    assert documents.content(pdf)[:5] == b"%PDF-"
    held = json.loads(documents.content(as_json))
    assert held["format"] == "ventanilla-personal-data/v1"
    assert told(case.id) == 1
    (measure,) = api.measures_of(office_id=cast.office.id, case_id=case.id)
    assert measure.kind == api.MeasureKind.COPY
    assert len(measure.content["files"]) == 2


def test_nothing_is_handed_over_before_it_is_known_who_asks(
    cast: Cast, data_procedure: PublishedProcedure
) -> None:
    case = asked(cast, data_procedure)
    with pytest.raises(api.IdentityUnchecked):
        api.deliver_copy(
            post=cast.officer_post, case=case, expected_seq=case.last_seq, text="Aquí tiene."
        )
    after = casefiles.case_for_official(post=cast.officer_post, case_id=case.id)
    assert after.answer is None
    assert api.measures_of(office_id=cast.office.id, case_id=case.id) == []


def test_a_refused_answer_leaves_no_measure(cast: Cast, data_procedure: PublishedProcedure) -> None:
    case = asked(cast, data_procedure, account=cast.applicant)
    with pytest.raises(casefiles.StaleCase):
        api.deliver_copy(
            post=cast.officer_post, case=case, expected_seq=case.last_seq + 4, text="Aquí tiene."
        )
    assert api.measures_of(office_id=cast.office.id, case_id=case.id) == []


def test_another_units_officer_may_not(cast: Cast, data_procedure: PublishedProcedure) -> None:
    case = asked(cast, data_procedure, account=cast.applicant)
    other = offices.fill_post(
        unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
    )
    with pytest.raises(casefiles.NotYours):
        api.cancel_data(post=other, case=case, why="Lo pide.")


def test_a_correction_keeps_what_it_said_before(
    cast: Cast, procedure: PublishedProcedure, data_procedure: PublishedProcedure
) -> None:
    earlier(cast, procedure, cast.applicant)
    earlier(cast, procedure, cast.stranger)
    case = asked(cast, data_procedure, "correction", account=cast.applicant)
    measure = api.correct_data(
        post=cast.officer_post,
        case=case,
        after={"name": "Ana María Soto Rozas", "phone": ""},
        why="Cédula exhibida.",
    )
    assert measure.content["before"] == {"name": "Ana María Soto Rojas"}
    assert measure.content["after"] == {"name": "Ana María Soto Rozas"}
    assert measure.content["rows"] == 2
    mine = Person.objects.filter(account_id=cast.applicant.id)
    assert set(mine.values_list("name", flat=True)) == {"Ana María Soto Rozas"}
    assert Person.objects.get(account_id=cast.stranger.id).name == "Ana María Soto Rojas"
    filed = casefiles.case_for_official(post=cast.officer_post, case_id=case.id)
    assert filed.answers["names"] == "Ana María Soto Rojas"  # what was filed stays


def test_a_correction_that_changes_nothing_is_refused(
    cast: Cast, data_procedure: PublishedProcedure
) -> None:
    case = asked(cast, data_procedure, "correction", account=cast.applicant)
    with pytest.raises(api.MeasureIncomplete):
        api.correct_data(
            post=cast.officer_post, case=case, after={"name": "Ana María Soto Rojas"}, why="x"
        )


def test_erasure_takes_what_may_go_and_lists_what_stays_with_its_norm(
    cast: Cast, procedure: PublishedProcedure, data_procedure: PublishedProcedure
) -> None:
    casefiles.start_draft(
        office=cast.office, slug=procedure.slug, lang="es", account_id=cast.applicant.id
    )
    filed = earlier(cast, procedure, cast.applicant)
    casefiles.answer(
        post=cast.officer_post,
        case_id=filed.case_id,
        expected_seq=1,
        text="Ya.",
        decision="granted",
    )
    with transaction.atomic():
        Person.objects.filter(account_id=cast.applicant.id).update(phone="+56 9 1111")
    case = asked(cast, data_procedure, "cancellation", account=cast.applicant)
    measure = api.cancel_data(post=cast.officer_post, case=case, why="Ley 19.628, art. 12.")
    erased = {line["model"]: line for line in measure.content["erased"]}
    kept = {line["model"]: line for line in measure.content["kept"]}
    assert erased["casefiles.Draft"]["rows"] == 1
    assert erased["parties.Person"]["rows"] == 1  # that of the closed case
    assert "phone" in erased["parties.Person"]["fields"]
    assert kept["register.Entry"]["norm"] == "Ley 19.880, art. 18"
    assert kept["casefiles.Case"]["by"] == "case"
    assert not casefiles.Draft.objects.exists()
    assert not Person.objects.exclude(phone="").exists()
    assert Entry.objects.filter(office=cast.office).count() == 3


def test_the_key_stays_while_the_register_holds_an_entry(
    cast: Cast, data_procedure: PublishedProcedure
) -> None:
    case = asked(cast, data_procedure, "cancellation", account=cast.applicant)
    measure = api.cancel_data(post=cast.officer_post, case=case, why="Lo pide.")
    assert measure.content["key_destroyed"] is False
    assert privacy.DataKey.objects.get(subject_id=cast.applicant.id).destroyed_at is None
    assert any(line["by"] == "key" and line["norm"] for line in measure.content["kept"])


def test_what_an_open_case_needs_is_spared(cast: Cast, data_procedure: PublishedProcedure) -> None:
    case = asked(cast, data_procedure, "cancellation", account=cast.applicant, email="a@b.example")
    api.cancel_data(post=cast.officer_post, case=case, why="Lo pide.")
    assert Person.objects.get(account_id=cast.applicant.id).email == "a@b.example"


def test_an_objection_is_answered_with_reasons(
    cast: Cast, data_procedure: PublishedProcedure
) -> None:
    case = asked(cast, data_procedure, "objection", account=cast.applicant)
    with pytest.raises(api.MeasureIncomplete):
        api.record_objection(
            post=cast.officer_post, case=case, outcome="refused", text="Sigue.", why=""
        )
    api.record_objection(
        post=cast.officer_post,
        case=case,
        outcome="upheld",
        text="No se le escribirá más al correo.",
        why="Lo pide y nada obliga.",
    )
    (measure,) = api.measures_of(office_id=cast.office.id, case_id=case.id)
    assert measure.content["outcome"] == "upheld"


def test_a_case_of_something_else_is_no_place_for_it(
    cast: Cast, procedure: PublishedProcedure
) -> None:
    filed = earlier(cast, procedure, cast.applicant)
    case = casefiles.case_for_official(post=cast.officer_post, case_id=filed.case_id)
    with pytest.raises(api.NoDataRight):
        api.cancel_data(post=cast.officer_post, case=case, why="Lo pide.")


def looked(cast: Cast, case_id: Any) -> None:
    privacy.record_access(
        privacy.Access(
            office_id=cast.office.id,
            matter_id=case_id,
            purpose=privacy.AccessPurpose.HANDLE,
            unit_id=cast.unit.id,
            post_id=cast.officer_post.id,
            account_id=cast.officer.id,
            by_name="Óscar",
            unit_name="Transparencia",
        )
    )


def test_a_delayed_opening_comes_on_its_day_and_not_before(
    cast: Cast, data_procedure: PublishedProcedure, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = asked(cast, data_procedure, account=cast.applicant)
    looked(cast, case.id)
    until = clock.today(cast.office.zone) + timedelta(days=10)
    privacy.delay_accesses(
        post=cast.officer_post,
        matter_id=case.id,
        until=until,
        norm="Ley 20.285, art. 21",
        reason="Investigación en curso.",
        by_name="Óscar",
    )
    looked(cast, case.id)
    assert len(privacy.accesses_to(office=cast.office, matter_ids=[case.id])) == 1
    assert "Investigación" not in json.dumps(api.copy_of_data(api.about(case)))
    assert privacy.delays_counted(cast.office) == [("Ley 20.285, art. 21", 1, 1)]
    monkeypatch.setattr(clock, "today", lambda zone: until)
    assert len(privacy.accesses_to(office=cast.office, matter_ids=[case.id])) == 2
    assert privacy.delays_counted(cast.office) == [("Ley 20.285, art. 21", 0, 1)]


@pytest.mark.parametrize(
    ("days", "norm", "reason"),
    [(0, "Ley 1", "por algo"), (400, "Ley 1", "por algo"), (5, "", "por algo"), (5, "Ley 1", " ")],
)
def test_a_delay_needs_its_norm_its_reason_and_a_day_within_a_year(
    cast: Cast, days: int, norm: str, reason: str
) -> None:
    with pytest.raises(privacy.DelayRefused):
        privacy.delay_accesses(
            post=cast.officer_post,
            matter_id=cast.office.id,
            until=clock.today(cast.office.zone) + timedelta(days=days),
            norm=norm,
            reason=reason,
            by_name="Óscar",
        )
