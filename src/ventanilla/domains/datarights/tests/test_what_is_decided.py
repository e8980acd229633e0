"""Decisions while they are written, and what was granted: each is told to whom it is about, in its
time, and to nobody else."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast
from tests.data_rights import asked
from tests.filing import answers, lodged

from ventanilla.domains.case_search import api as case_search
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.datarights import api
from ventanilla.domains.drafting import api as drafting
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy import api as privacy
from ventanilla.domains.register import api as register
from ventanilla.domains.titles import api as titles
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
SHIPPED = Path(__file__).parents[5] / "procedures"
UNSIGNED = "Deniéguese a quien no acreditó su domicilio."
DRAFT = "drafting.DecisionDraft"
LUIS = "9.999.999-3"
SHOP = {
    "activity": "Almacén de abarrotes",
    "premises": {"street": "Calle del Muelle 20", "place": "Puerto Claro"},
    "own_capital": {"amount": 40_000_000, "currency": "CLP"},
    "has_branches": False,
    "names": "Ana María Soto Rojas",
    "rut": "12.531.909-2",
    "sworn": True,
}


def drafted(cast: Cast, procedure: Any, account: Any) -> drafting.DecisionDraft:
    """A case of that account and the draft of its decision, written and not signed."""
    case_id = lodged(cast, procedure, answers=answers(), account_id=account.id).case_id
    now = casefiles.case_now(casefiles.case_for_official(post=cast.officer_post, case_id=case_id))
    draft = drafting.begin(post=cast.officer_post, now=now, template="entrega")
    return drafting.save(
        post=cast.officer_post,
        draft_id=draft.id,
        version=draft.version,
        decision="refused",
        title="Sobre Ana Soto",
        texts={draft.paragraphs[-1]["id"]: UNSIGNED},
    )


def found(person: api.AboutPerson) -> dict[str, int]:
    counted = privacy.found_about(person.subject).values()
    return {one.model: one.rows for group in counted for one in group}


def copied(person: api.AboutPerson) -> str:
    return json.dumps(api.copy_of_data(person), ensure_ascii=False)


def test_an_unsigned_draft_is_counted_and_not_told(
    cast: Cast, procedure: Any, data_procedure: Any
) -> None:
    drafted(cast, procedure, cast.applicant)
    drafted(cast, procedure, cast.stranger)
    person = api.about(asked(cast, data_procedure, account=cast.applicant))
    assert found(person)[DRAFT] == 1
    assert UNSIGNED not in copied(person)
    assert "Sobre Ana Soto" not in copied(person)


def test_what_an_open_case_has_in_draft_stays_and_that_is_said(
    cast: Cast, procedure: Any, data_procedure: Any
) -> None:
    draft = drafted(cast, procedure, cast.applicant)
    case = asked(cast, data_procedure, "cancellation", account=cast.applicant)
    measure = api.cancel_data(post=cast.officer_post, case=case, why="Lo pide.")
    draft.refresh_from_db()
    assert draft.paragraphs[-1]["text"] == UNSIGNED
    assert (DRAFT, "case") in {(one["model"], one["by"]) for one in measure.content["kept"]}


def test_what_nobody_signed_goes_on_request_once_the_case_is_closed(
    cast: Cast, procedure: Any, data_procedure: Any
) -> None:
    mine, others = (drafted(cast, procedure, one) for one in (cast.applicant, cast.stranger))
    for draft in (mine, others):
        casefiles.answer(
            post=cast.officer_post,
            case_id=draft.case_id,
            expected_seq=casefiles.Case.objects.get(id=draft.case_id).last_seq,
            text="Se entrega.",
            decision="granted",
        )
    case = asked(cast, data_procedure, "cancellation", account=cast.applicant)
    measure = api.cancel_data(post=cast.officer_post, case=case, why="Lo pide.")
    mine.refresh_from_db()
    others.refresh_from_db()
    assert (mine.paragraphs, mine.decision, mine.title) == ([], "", "")
    assert others.paragraphs[-1]["text"] == UNSIGNED
    erased = {one["model"]: one["fields"] for one in measure.content["erased"]}
    assert set(erased[DRAFT]) == {"title", "decision", "paragraphs"}


def test_what_was_decided_and_not_notified_is_not_told_by_the_index_either(
    cast: Cast, procedure: Any, data_procedure: Any
) -> None:
    case = asked(cast, data_procedure, account=cast.applicant)
    register.catch_up(case_search.CaseIndexer(), cast.office.id)
    person = api.about(case)
    told = [row for _domain, row in privacy.exported_about(person.subject)]
    indexed = next(row for row in told if row.model == "case_search.IndexedCase")
    assert {datum.field for datum in indexed.data} == {"case", "likeness"}


class Shops:
    """The unit that grants licences, and a licence of Ana's and one of another's."""

    def __init__(self, cast: Cast) -> None:
        unit = offices.add_unit(office=cast.office, code="rentas", name="Rentas")
        fill = offices.fill_post
        self.cast = cast
        self.officer = fill(unit=unit, role=offices.Role.OFFICER, account_id=cast.officer.id)
        self.head = fill(unit=unit, role=offices.Role.HEAD, account_id=cast.head.id)
        catalogue.publish_folder(
            office_id=cast.office.id,
            folder=SHIPPED / "cl-patente-comercial",
            in_force_from=clock.now() - timedelta(days=1),
            by=None,
        )
        self.procedure = catalogue.in_force(
            office_id=cast.office.id, slug="patente-comercial", at=clock.now()
        )
        self.mine = self.granted(cast.applicant, "Almacén de Ana")
        self.others = self.granted(cast.stranger, "Almacén de Esteban")

    def granted(self, account: Any, activity: str) -> Any:
        done = lodged(
            self.cast,
            self.procedure,
            answers={**SHOP, "activity": activity},
            account_id=account.id,
        )
        self.act(casefiles.record_work, done.case_id, step="verify", text="La zona lo permite.")
        self.act(
            casefiles.answer,
            done.case_id,
            decision="partly",
            text="Se otorga.",
            reasons="Falta la revisión de obras.",
        )
        return done.case_id

    def act(self, door: Any, case_id: Any, post: Any = None, **said: Any) -> None:
        seq = casefiles.Case.objects.get(id=case_id).last_seq
        door(post=post or self.officer, case_id=case_id, expected_seq=seq, **said)

    def conditions(self, text: str) -> None:
        self.act(
            casefiles.change_title, self.mine, self.head,
            conditions=text, why="DL 3.063, art. 26.",
        )  # fmt: skip

    def sold(self) -> None:
        """Ana's, to Luis."""
        self.act(
            casefiles.transfer_title, self.mine, self.head,
            name="Luis Vera", identifier=LUIS, why="Compraventa.",
        )  # fmt: skip


@pytest.fixture
def shops(cast: Cast) -> Shops:
    return Shops(cast)


def rows_told(person: api.AboutPerson, model: str) -> list[dict[str, Any]]:
    rows = [row for _domain, row in privacy.exported_about(person.subject) if row.model == model]
    return [{datum.field: datum.value for datum in row.data} for row in rows]


def test_who_holds_a_title_is_told_of_it_and_nobody_of_anothers(
    shops: Shops, cast: Cast, data_procedure: Any
) -> None:
    shops.conditions("Cierra a las 22:00.")
    person = api.about(asked(cast, data_procedure, account=cast.applicant))
    (title,) = rows_told(person, "titles.Title")
    assert title["granted"]["activity"] == "Almacén de Ana"
    assert len(rows_told(person, "titles.TitleEvent")) == 2
    assert "Cierra a las 22:00." in copied(person)
    assert "Esteban" not in copied(person)


def test_who_handed_a_title_on_is_told_of_their_own_time_alone(
    shops: Shops, cast: Cast, data_procedure: Any
) -> None:
    shops.conditions("Cierra a las 22:00.")
    shops.sold()
    shops.conditions("Luis Vera no vende alcohol.")
    person = api.about(asked(cast, data_procedure, account=cast.applicant))
    assert rows_told(person, "titles.Title") == []
    assert len(rows_told(person, "titles.TitleEvent")) == 3  # granted, changed, handed on
    assert "Cierra a las 22:00." in copied(person)
    assert "Luis Vera" not in copied(person)


def test_who_took_a_title_over_is_told_of_it_since_then(
    shops: Shops, cast: Cast, data_procedure: Any
) -> None:
    shops.conditions("Condición de Ana.")
    shops.sold()
    shops.conditions("Luis Vera no vende alcohol.")
    case = asked(cast, data_procedure, names="Luis Vera", identity=LUIS)
    assert rows_told(api.about(case), "titles.Title") == []  # nobody has checked who asks
    person = api.about(case, with_alike=True)
    assert len(rows_told(person, "titles.Title")) == 1
    assert len(rows_told(person, "titles.TitleEvent")) == 2
    assert "Luis Vera no vende alcohol." in copied(person)
    assert "Condición de Ana." not in copied(person)


def test_a_title_stays_and_what_keeps_it_is_said(
    shops: Shops, cast: Cast, data_procedure: Any
) -> None:
    case = asked(cast, data_procedure, "cancellation", account=cast.applicant)
    measure = api.cancel_data(post=cast.officer_post, case=case, why="Lo pide.")
    kept = {one["model"]: one for one in measure.content["kept"]}
    assert kept["titles.Title"]["rows"] == 1
    assert kept["titles.Title"]["norm"]
    assert titles.title_of_matter(office=cast.office, matter_id=shops.mine) is not None
