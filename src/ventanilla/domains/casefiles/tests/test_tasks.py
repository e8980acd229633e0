"""Tasks follow the acts of a case: who is next, where, and who may not be the same."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import FOLDER, lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.models import Task
from ventanilla.domains.casefiles.tests.test_acts import Desk
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
FACT = "norm: 'Ley de prueba, art. 1', status: known, source: REVIEW"


def step(name: str, act: str, role: str = "officer", more: str = "") -> str:
    title = f"title: {{es: {name}, pt: {name}, en: {name}}}"
    extra = f", {more}" if more else ""
    return f"  - {{id: {name}, {title}, act: {act}, role: {role}, {FACT}{extra}}}\n"


COURSE = (
    step("check", "verify", more="assign: {by: load}")
    + step("roads", "report", more="unit: obras, after: [check]")
    + step("fire", "report", more="after: [check]")
    + step("heard", "hearing", more="after: [roads, fire]")
    + step("proposed", "propose")
    + step("signed", "resolve", "head", "other_than: [proposed]")
)


@pytest.fixture
def works(cast: Cast) -> offices.Post:
    """An officer of the other unit, which is asked for a report."""
    return offices.fill_post(
        unit=cast.other_unit, role=offices.Role.OFFICER, account_id=cast.stranger.id
    )


def published(cast: Cast, path: Path, handling: str) -> catalogue.PublishedProcedure:
    folder = Path(shutil.copytree(FOLDER, path / "acceso-informacion"))
    (folder / "handling.yaml").write_text(f"steps:\n{handling}")
    assert catalogue.check_folder(folder) == []
    catalogue.publish_folder(
        office_id=cast.office.id,
        folder=folder,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )
    return catalogue.in_force(office_id=cast.office.id, slug="acceso-informacion", at=clock.now())


@pytest.fixture
def desk(cast: Cast, tmp_path: Path, works: offices.Post) -> Desk:
    return Desk(cast, lodged(cast, published(cast, tmp_path, COURSE)))


def states(desk: Desk) -> dict[str, str]:
    return dict(Task.objects.filter(case=desk.case).values_list("step", "state"))


def test_only_what_may_begin_is_a_task(desk: Desk):
    assert states(desk) == {"check": "open"}


def test_a_task_shared_by_load_has_whoever_has_least(desk: Desk, cast: Cast):
    task = Task.objects.get(case=desk.case, step="check")
    assert task.account_id == cast.officer.id


def test_two_reports_are_open_at_once_after_the_step_before(desk: Desk):
    desk.by_post(api.record_work, step="check", text="Está completo.")
    assert states(desk) == {"check": "done", "roads": "open", "fire": "open"}


def test_a_decision_that_waits_for_work_says_what_remains_and_issues_after_it(
    cast: Cast, tmp_path: Path, works: offices.Post
):
    demanded = "demanded_by: 'Ley de prueba, art. 2', after: []"
    course = step("seen", "inspect", more=demanded) + step("signed", "resolve", "head")
    desk = Desk(cast, lodged(cast, published(cast, tmp_path, course)))
    decision = {"sense": "granted", "text": "Se concede."}
    with pytest.raises(api.OutOfOrder, match="«seen»") as refused:
        desk.by_post(api.resolve, desk.head, **decision)
    assert refused.value.params["reason"] == "work-missing"
    assert "Anotar un paso hecho" in str(refused.value.expected)
    desk.by_post(api.record_work, step="seen", text="El local cumple.")
    desk.by_post(api.resolve, desk.head, **decision)
    desk.case.refresh_from_db()
    assert desk.case.state == api.State.DECIDED


def test_a_report_that_is_asked_for_is_the_other_units(desk: Desk, cast: Cast):
    desk.by_post(api.record_work, step="check", text="Está completo.")
    desk.by_post(api.ask_report, report="roads", of="Obras", question="¿Cabe?")
    task = Task.objects.get(case=desk.case, step="roads")
    assert (task.unit_id, task.act, task.state) == (cast.other_unit.id, "report", "open")


def asked(desk: Desk) -> None:
    desk.by_post(api.record_work, step="check", text="Está completo.")
    desk.by_post(api.ask_report, report="roads", of="Obras", question="¿Cabe?")


def test_the_other_unit_sees_the_case_and_answers_and_nothing_else(desk: Desk, works: offices.Post):
    with pytest.raises(api.CaseUnknown):
        api.case_for_official(post=works, case_id=desk.case.id)
    asked(desk)
    now = api.case_now(api.case_for_official(post=works, case_id=desk.case.id))
    assert set(now.offers(api.hand_of(works))) <= {
        api.ActKind.ANSWER_REPORT,
        api.ActKind.RECORD_WORK,
    }
    with pytest.raises(api.NotYours):
        desk.by_post(api.abstain, works, why="Lo conozco.")
    with pytest.raises(api.NotYours):
        desk.by_post(api.answer_report, works, report="fire", text="No es mío.")
    desk.by_post(api.answer_report, works, report="roads", text="Cabe.")
    assert states(desk)["roads"] == "done"
    with pytest.raises(api.CaseUnknown):
        api.case_for_official(post=works, case_id=desk.case.id)


def through(desk: Desk, works: offices.Post, cast: Cast) -> None:
    asked(desk)
    desk.by_post(api.answer_report, works, report="roads", text="Cabe.")
    desk.by_post(api.ask_report, report="fire", of="Bomberos", question="¿Cabe?")
    desk.by_post(api.answer_report, report="fire", text="Cabe.")


def test_nothing_is_a_task_before_all_that_it_waits_for(
    desk: Desk, works: offices.Post, cast: Cast
):
    asked(desk)
    desk.by_post(api.answer_report, works, report="roads", text="Cabe.")
    assert "heard" not in states(desk)
    desk.by_post(api.ask_report, report="fire", of="Bomberos", question="¿Cabe?")
    desk.by_post(api.answer_report, report="fire", text="Cabe.")
    assert states(desk)["heard"] == "open"


def test_whoever_did_a_step_does_not_do_the_one_told_apart(
    desk: Desk, works: offices.Post, cast: Cast
):
    through(desk, works, cast)
    desk.by_post(api.admit)
    head = offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.officer.id)
    desk.by_post(api.open_hearing, text="El expediente.")
    assert states(desk)["heard"] == "waiting"
    desk.by_post(api.close_hearing)
    said: dict[str, Any] = {"sense": "granted", "text": "Se concede.", "why": "Cabe."}
    desk.by_post(api.propose, **said)
    assert states(desk)["signed"] == "open"
    with pytest.raises(api.OutOfOrder, match="otra persona"):
        desk.by_post(api.resolve, head, **said)
    desk.by_post(api.resolve, desk.head, **said)
    assert set(states(desk).values()) == {"done"}


def test_what_is_not_reached_when_a_case_ends_is_dropped(desk: Desk, cast: Cast):
    desk.by_post(api.reject, desk.head, why="No es de aquí.")
    assert states(desk)["check"] == "dropped"


def test_a_step_that_another_act_does_is_not_recorded_as_work(desk: Desk):
    with pytest.raises(api.ActIncomplete):
        desk.by_post(api.record_work, step="roads", text="Hecho.")
    desk.by_post(api.record_work, step="check", text="Está completo.")
    with pytest.raises(api.ActIncomplete):
        desk.by_post(api.record_work, step="check", text="Otra vez.")


def test_the_rows_are_what_the_acts_say(desk: Desk, works: offices.Post, cast: Cast):
    through(desk, works, cast)
    assert list(api.mismatches()) == []
    with transaction.atomic():
        Task.objects.filter(case=desk.case, step="check").update(state="open")
    assert [found.what for found in api.mismatches()] == ["tasks"]


def test_without_an_automated_act_there_is_nothing_for_a_person_to_look_at_again(desk: Desk):
    with pytest.raises(api.OutOfOrder, match="sin intervención"):
        api.ask_review(
            hand=api.party(None), case_id=desk.case.id, expected_seq=1, why="No me parece."
        )
